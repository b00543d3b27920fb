import { beginsWithMark, encodingOf, markBytes } from '../core/bytes/fileBytes';
import { reasonOf } from '../core/errors';
import { nameOf } from '../core/project/paths';
import { appended, type ByteLine, byteLines, isUtf16, spliced } from '../core/rows/byteLines';
import { isUtf8 } from '../shared/bytes';
import {
  type ExamplesPlace,
  type NotThere,
  type ReadExamples,
  type ReadExamplesParams,
  readExamples,
  type WriteExamplesParams,
  type WrittenExamples,
  writeExamples,
} from '../shared/diskProtocol';
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
    const withFile = async <Result>(uri: string, verb: string, run: (stamp: FileStamp) => Promise<Result>): Promise<Result | NotThere> => {
      try {
        const stamp = await disk.stat(uri);
        return stamp ? await run(stamp) : { why: `${nameOf(uri)} is not there any more.` };
      } catch (error) {
        connection.console.error(`${uri}: ${describeError(error)}`);
        return { why: `${nameOf(uri)} could not be ${verb}: ${reasonOf(error)}.` };
      }
    };

    connection.onRequest(
      readExamples,
      guarded<ReadExamplesParams, ReadExamples>(connection, 'readExamples', failed, (wanted) =>
        withFile<ReadExamples>(wanted.uri, 'read', async ({ stamp }) => {
          if (wanted.stamp === stamp) return { same: true };
          const found = await find(session, wanted);
          if (!found) return gone(wanted.uri);
          const { texts, line } = found;
          return { texts, line, mark: markOf(texts.join('\n')), stamp };
        }),
      ),
    );
    connection.onRequest(
      writeExamples,
      // Not guarded: who cancels has to be told whether that came in time.
      (wanted: WriteExamplesParams, token): Promise<WrittenExamples> => {
        const { uri, lines, append = false, workDoneToken: progress } = wanted;
        return withFile<WrittenExamples>(uri, 'written', async ({ stamp, size }) => {
          const place = append ? undefined : await find(session, wanted);
          if (!append && !place) return gone(uri);
          const watched = watchedBytes(session, uri, { size, token, progress });
          let line = place?.line ?? 0;
          const written = place
            ? replaced(watched, place, lines)
            : appended(watched, lines.join('\n'), (at) => {
                line = at;
              });
          await disk.replace(uri, written, async () => {
            if (token.isCancellationRequested) throw new Error('it was stopped, and nothing was changed');
            return (await disk.stat(uri))?.stamp === stamp;
          });
          const after = await disk.stat(uri);
          const { problemsIn } = await import('./diskChecking');
          const { check } = await session.planFor(uri, true);
          const { rules: had } = await problemsIn(session, uri, place?.texts ?? [], line, check);
          const { problems, rules: has } = await problemsIn(session, uri, lines, line, check);
          return { line, mark: markOf(lines.join('\n')), stamp: after?.stamp ?? '', problems, before: had, after: has };
        });
      },
    );
  },
};

/** Where lines stand: offsets in bytes, as in `ByteLine`. */
interface FoundPlace {
  readonly texts: readonly string[];
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** What ends lines there. */
  readonly lineBreak: string;
}

/** Examples where they stood, or else where they stand now; undefined when they are nowhere. */
async function find(session: Session, { uri, line, count, mark }: ExamplesPlace): Promise<FoundPlace | undefined> {
  for await (const found of windows(session, uri, count, line)) {
    if (found && (mark === undefined || isMarked(found, mark))) return found;
    break;
  }
  if (mark === undefined) return undefined;
  let nearest: FoundPlace | undefined;
  for await (const found of windows(session, uri, count)) {
    if (!found || !isMarked(found, mark)) continue;
    // Of several that say the same they are the nearest ones.
    if (nearest && Math.abs(nearest.line - line) <= Math.abs(found.line - line)) break;
    nearest = found;
  }
  return nearest;
}

function isMarked({ texts }: FoundPlace, mark: number): boolean {
  return markOf(texts.join('\n')) === mark;
}

// Long enough to cost little, short enough that a key typed meanwhile is answered at once.
const sliceMilliseconds = 6;

/** Every so many lines that follow each other; undefined in the place of those whose bytes are no UTF-8, of which a text would lose something. */
async function* windows(session: Session, uri: string, count: number, from = 0): AsyncGenerator<FoundPlace | undefined> {
  const { now, yieldTurn } = session.host;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let window: (ByteLine & { readonly text: string | undefined })[] = [];
  let turn = now() + sliceMilliseconds;
  for await (const line of byteLines(session.disk.bytes(uri), (at) => at >= from)) {
    const { bytes, start } = withoutMark(line);
    window.push({ ...line, start, text: isUtf8(bytes) ? decoder.decode(bytes) : undefined });
    if (window.length < count) continue;
    yield placeOf(window);
    window = window.slice(1);
    if (now() < turn) continue;
    await yieldTurn();
    turn = now() + sliceMilliseconds;
  }
}

function placeOf(window: readonly (ByteLine & { readonly text: string | undefined })[]): FoundPlace | undefined {
  const [first] = window;
  const last = window.at(-1);
  const texts = window.flatMap(({ text }) => (text === undefined ? [] : [text]));
  if (!first || !last || texts.length < window.length) return undefined;
  const lineBreak = first.next - first.end === 2 ? '\r\n' : '\n';
  return { texts, line: first.line, start: first.start, end: last.end, next: last.next, lineBreak };
}

function withoutMark({ line, start, bytes }: ByteLine): Pick<ByteLine, 'start' | 'bytes'> {
  if (line > 0) return { start, bytes };
  if (encodingOf(bytes) !== 'utf-8') throw isUtf16();
  const skipped = beginsWithMark(bytes) ? markBytes.length : 0;
  return { start: start + skipped, bytes: bytes.subarray(skipped) };
}

function replaced(
  bytes: AsyncIterable<Uint8Array>,
  { start, end, next, lineBreak }: FoundPlace,
  lines: readonly string[],
): AsyncGenerator<Uint8Array> {
  // Where no lines come, the line break goes too.
  return spliced(bytes, { start, end: lines.length > 0 ? end : next }, new TextEncoder().encode(lines.join(lineBreak)));
}

function gone(uri: string): NotThere {
  return { why: `This example is no longer in ${nameOf(uri)} as it was when the file was checked. Check the file again.`, gone: true };
}
