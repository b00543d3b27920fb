import type { Connection } from 'vscode-languageserver';
import { mostClientReads, replaceFile, statFile } from '../shared/diskProtocol';
import { type InitializationOptions, readFile } from '../shared/protocol';
import { megabytes } from '../shared/readingProgress';
import type { FileStamp, Host } from './host';

/** The bytes of files, however large, whether or not an editor shows them. */
export interface Disk {
  /** Which version of a file there is; undefined when there is none. */
  readonly stat: (uri: string) => Promise<FileStamp | undefined>;
  /** A file's bytes; throws while reading, with the reason. */
  readonly bytes: (uri: string) => AsyncIterable<Uint8Array>;
  /** Puts other bytes in the place of a file's once they are all there and `isFine` says so; throws when that fails. */
  readonly replace: (uri: string, bytes: AsyncIterable<Uint8Array>, isFine: () => Promise<boolean>) => Promise<void>;
}

// Characters that are made into bytes at once.
const pieceSize = 1 << 20;

/** What the machine has is streamed; all else the client reads and writes as a whole, up to a size. */
export function diskOf(host: Host, connection: Connection, options: InitializationOptions): Disk {
  const own = (uri: string): Host['files'] => (host.files?.handles(uri) ? host.files : undefined);
  const remote = remoteDisk(connection, options);
  return {
    stat: (uri) => (own(uri) ?? remote).stat(uri),
    bytes: (uri) => (own(uri) ?? remote).bytes(uri),
    replace: (uri, bytes, isFine) => (own(uri) ?? remote).replace(uri, bytes, isFine),
  };
}

function remoteDisk(connection: Connection, { readsFiles }: InitializationOptions): Disk {
  const stat = async (uri: string): Promise<FileStamp | undefined> =>
    readsFiles ? ((await connection.sendRequest(statFile, { uri })) ?? undefined) : undefined;
  return {
    stat,
    async *bytes(uri) {
      const { size = 0 } = (await stat(uri)) ?? {};
      if (size > mostClientReads) {
        const why = `it has ${megabytes(size)}, and a file that lies on no disk of this machine is read up to ${megabytes(mostClientReads)}`;
        throw new Error(`${why}: check it with the command line, exemplar check`);
      }
      const answer = await connection.sendRequest(readFile, { uri, keepMark: true });
      if (answer?.text === undefined) throw new Error(answer?.why ?? 'there is no such file');
      const encoder = new TextEncoder();
      for (let at = 0; at < answer.text.length; ) {
        const end = wholeCharacters(answer.text, Math.min(answer.text.length, at + pieceSize));
        yield encoder.encode(answer.text.slice(at, end));
        at = end;
      }
    },
    async replace(uri, bytes, isFine) {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      let text = '';
      for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
      text += decoder.decode();
      if (!(await isFine())) throw new Error('the file was changed meanwhile');
      const { why } = await connection.sendRequest(replaceFile, { uri, text });
      if (why !== undefined) throw new Error(why);
    },
  };
}

/** An end that does not lie between the two halves of a character. */
function wholeCharacters(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return end < text.length && unit >= 0xd800 && unit < 0xdc00 ? end + 1 : end;
}
