import { beginsWithMark, encodingOf, markBytes } from '../core/bytes/fileBytes';
import { nameOf } from '../core/project/paths';
import { type ByteLine, byteLines, spliced } from '../shared/byteLines';
import { isUtf8 } from '../shared/bytes';
import { type ExampleMark, type ReadExample, readExample, type WrittenExample, writeExample } from '../shared/diskProtocol';
import { watchedBytes } from './diskRows';
import { markOf } from './exampleMark';
import { describeError, guarded } from './guard';
import type { FileStamp } from './host';
import type { Registration } from './registration';
import type { Session } from './session';

/** Hands out single examples of files on the disk, and writes them back. */
export const diskExamplesRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection, disk } = session;
    const failed = { why: 'The file could not be read or written. The log of Exemplar may say why.' };
    /** Runs with the version of the file that there is, and tells people what went wrong. */
    const withFile = async <Result>(
      uri: string,
      verb: string,
      run: (stamp: FileStamp) => Promise<Result>,
    ): Promise<Result | { readonly why: string }> => {
      try {
        const stamp = await disk.stat(uri);
        return stamp ? await run(stamp) : { why: `${nameOf(uri)} is not there any more.` };
      } catch (error) {
        connection.console.error(`${uri}: ${describeError(error)}`);
        return { why: `${nameOf(uri)} could not be ${verb}: ${error instanceof Error ? error.message : String(error)}.` };
      }
    };

    connection.onRequest(
      readExample,
      guarded<ReadParams, ReadExample>(connection, 'readExample', failed, async (wanted) =>
        withFile<ReadExample>(wanted.uri, 'read', async ({ stamp }) => {
          if (wanted.stamp === stamp) return { same: true };
          const found = await find(session, wanted.uri, wanted);
          if (!found) return { why: goneText(wanted.uri) };
          return { text: found.text, line: found.line, mark: wanted.mark, stamp };
        }),
      ),
    );
    connection.onRequest(
      writeExample,
      guarded<WriteParams, WrittenExample>(connection, 'writeExample', failed, async ({ workDoneToken, lines, ...wanted }, token) =>
        withFile<WrittenExample>(wanted.uri, 'written', async ({ stamp, size }) => {
          const { uri } = wanted;
          const found = await find(session, uri, wanted);
          if (!found) return { why: goneText(uri) };
          const watched = watchedBytes(session, uri, { size, token, progress: workDoneToken });
          const isFine = async (): Promise<boolean> => {
            if (token.isCancellationRequested) throw new Error('it was stopped, and nothing was changed');
            return (await disk.stat(uri))?.stamp === stamp;
          };
          await disk.replace(uri, spliced(watched, placeFor(found, lines), new TextEncoder().encode(lines.join(found.lineBreak))), isFine);
          const after = await disk.stat(uri);
          return { line: found.line, mark: markOf(lines[0] ?? ''), stamp: after?.stamp ?? '' };
        }),
      ),
    );
  },
};

type ReadParams = ExampleMark & { readonly uri: string; readonly stamp?: string };
type WriteParams = ExampleMark & { readonly uri: string; readonly lines: readonly string[]; readonly workDoneToken?: string | number };

interface FoundExample {
  readonly text: string;
  readonly line: number;
  /** Offsets in bytes, as in `ByteLine`. */
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** What ends lines there. */
  readonly lineBreak: string;
}

/** An example where it stood, or else where it stands now; undefined when it is nowhere. */
async function find(session: Session, uri: string, { line, mark }: ExampleMark): Promise<FoundExample | undefined> {
  for await (const found of byteLines(session.disk.bytes(uri), line)) {
    const example = exampleIn(found);
    if (example && markOf(example.text) === mark) return example;
    break;
  }
  let nearest: FoundExample | undefined;
  for await (const found of linesInTurns(session, uri)) {
    const example = exampleIn(found);
    if (!example || markOf(example.text) !== mark) continue;
    // Of several that say the same it is the nearest one.
    if (nearest && Math.abs(nearest.line - line) <= Math.abs(example.line - line)) break;
    nearest = example;
  }
  return nearest;
}

async function* linesInTurns(session: Session, uri: string): AsyncGenerator<ByteLine> {
  const { now, yieldTurn } = session.host;
  let end = now() + 6;
  for await (const line of byteLines(session.disk.bytes(uri))) {
    yield line;
    if (now() < end) continue;
    await yieldTurn();
    end = now() + 6;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A line as an example; undefined when its bytes are no UTF-8, of which a text would lose something. */
function exampleIn({ line, start, end, next, bytes }: ByteLine): FoundExample | undefined {
  if (line === 0 && encodingOf(bytes) !== 'utf-8')
    throw new Error('it is UTF-16: write it as UTF-8 first, with exemplar fix --write --all');
  if (!isUtf8(bytes)) return undefined;
  const skipped = line === 0 && beginsWithMark(bytes) ? markBytes.length : 0;
  return {
    text: decoder.decode(bytes.subarray(skipped)),
    line,
    start: start + skipped,
    end,
    next,
    lineBreak: next - end === 2 ? '\r\n' : '\n',
  };
}

/** What is replaced by the lines: where none come, the line break goes too. */
function placeFor({ start, end, next }: FoundExample, lines: readonly string[]): Pick<ByteLine, 'start' | 'end'> {
  return { start, end: lines.length > 0 ? end : next };
}

function goneText(uri: string): string {
  return `This example is no longer in ${nameOf(uri)} as it was when the file was checked. Check the file again.`;
}
