import type { Connection } from 'vscode-languageserver';
import { type Row, splitRows } from '../core/rows/row';
import { type InitializationOptions, listFolder, readFile } from '../shared/protocol';
import type { Host } from './host';

/** Reads files that need not be open. */
export interface Files {
  /** The text of a file in pieces; undefined when there is no such file. Throws, at once or while reading, with the reason why it cannot be read. */
  readonly read: (uri: string) => Promise<AsyncIterable<string> | undefined>;
  /** The names in a folder; none when there is no such folder or nobody can tell. */
  readonly list: (folder: string) => Promise<readonly string[]>;
}

/** What the machine has is read from it; for all else, such as virtual file systems and everything in a browser, the client is asked. */
export function filesOf(host: Host, connection: Connection, options: InitializationOptions): Files {
  const own = (uri: string): Host['files'] => (host.files?.handles(uri) ? host.files : undefined);
  return {
    async read(uri) {
      const files = own(uri);
      if (files) return files.read(uri);
      if (!options.readsFiles) return undefined;
      const answer = await connection.sendRequest(readFile, { uri });
      if (!answer) return undefined;
      if (answer.text === undefined) throw new Error(answer.why ?? 'it cannot be read');
      return oneOf(answer.text);
    },
    async list(folder) {
      const files = own(folder);
      if (files) return files.list(folder);
      return options.readsFiles ? connection.sendRequest(listFolder, { uri: folder }) : [];
    },
  };
}

/** The whole text of a file; undefined when there is no such file. */
export async function readText(files: Files, uri: string): Promise<string | undefined> {
  const pieces = await files.read(uri);
  if (!pieces) return undefined;
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

// Long enough to cost little, short enough that a key typed meanwhile is answered at once.
const sliceMilliseconds = 6;

/** The rows of a text that comes in pieces, which end early once nobody wants them any more; messages have their turn in between. */
export async function* rowsOf(pieces: AsyncIterable<string>, { now, yieldTurn }: Host, isWanted: () => boolean): AsyncGenerator<Row> {
  let rest = '';
  let end = now() + sliceMilliseconds;
  for await (const piece of pieces) {
    if (!isWanted()) return;
    rest += piece;
    const whole = rest.lastIndexOf('\n') + 1;
    if (whole === 0) continue;
    for (const row of splitRows(rest.slice(0, whole)).slice(0, -1)) {
      yield row;
      if (now() < end) continue;
      await yieldTurn();
      end = now() + sliceMilliseconds;
    }
    rest = rest.slice(whole);
  }
  yield* splitRows(rest);
}

async function* oneOf(text: string): AsyncGenerator<string> {
  yield text;
}
