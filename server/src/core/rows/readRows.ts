import { beginsWithMark, encodingOf, type FileBytes, type TextEncoding } from '../bytes/fileBytes';
import { isUtf8 } from '../scan/textHash';
import { ByteRow } from './byteRow';
import { type Row, splitRows } from './row';

/** A file that cannot be read as text, with what to do about it. */
export class UnreadableText extends Error {}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads rows from a stream of bytes, as an editor would show them, holding no more than the longest line in memory. What is not
 * UTF-8 is read like an editor does and told with all that there is to know of the bytes, once they have all come; where
 * nobody listens, it is refused.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>, told?: (bytes: FileBytes) => void): AsyncGenerator<Row> {
  const { start, all } = await withStart(bytes);
  const facts = { size: 0, encoding: encodingOf(start), mark: beginsWithMark(start) };
  if (facts.encoding === 'utf-8' && start.includes(0)) {
    throw new UnreadableText('the file holds NUL bytes, so it is no text: was it compressed or exported in another format?');
  }
  if (facts.encoding !== 'utf-8' && !told) {
    throw new UnreadableText('the file is UTF-16 (Windows PowerShell writes it with ">"), which no trainer reads: save it as UTF-8');
  }
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of all) {
      facts.size += chunk.length;
      yield chunk;
    }
  };
  const damage = { line: -1, lines: 0 };
  if (facts.encoding === 'utf-8') yield* utf8Rows(counted(), damage, told === undefined);
  else yield* utf16Rows(counted(), facts.encoding);
  told?.(damage.lines > 0 ? { ...facts, invalid: damage } : facts);
}

interface Damage {
  /** The index of the first line with bytes that are no UTF-8. */
  line: number;
  lines: number;
}

async function* utf8Rows(bytes: AsyncIterable<Uint8Array>, damage: Damage, strict: boolean): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let line = 0;
  const decode = (whole: Uint8Array): string => {
    try {
      return decoder.decode(whole);
    } catch {
      if (strict) {
        throw new UnreadableText(`line ${line + 1} is not valid UTF-8, which every trainer expects: save the file as UTF-8`);
      }
      if (damage.lines === 0) damage.line = line;
      damage.lines += 1;
      return lenient.decode(whole);
    }
  };
  const next = (): Row[] => {
    const whole = joined(parts);
    parts = [];
    const row = line === 0 ? undefined : plainRow(whole);
    if (row) return [row, lastRow];
    const text = decode(whole);
    // A byte order mark is hidden by editors too; whether a target wants one is a question about bytes.
    return splitRows(line === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end + 1));
      const rows = next();
      rows.pop();
      // Passing an array on with `yield*` would cost twice as much.
      for (const row of rows) yield row;
      line += rows.length;
      start = end + 1;
    }
    // The stream may use its buffer again, so what is kept has to be a copy; `slice` of a buffer of Node makes none.
    if (start < chunk.length) parts.push(new Uint8Array(chunk.subarray(start)));
  }
  yield* parts.length > 0 ? next() : splitRows('');
}

// Behind a line break there is another row, which the next bytes belong to.
const lastRow: Row = { text: '', lineBreak: '' };

/** The row of a line that ends as most lines do and is UTF-8. */
function plainRow(whole: Uint8Array): Row | undefined {
  const end = whole.length - 1;
  if (whole[end] !== newline) return undefined;
  const turn = whole.indexOf(carriageReturn);
  if ((turn !== -1 && turn !== end - 1) || !isUtf8(whole)) return undefined;
  const text = new Uint8Array(whole.subarray(0, turn === -1 ? end : turn));
  return new ByteRow(text, turn === -1 ? '\n' : '\r\n');
}

async function* utf16Rows(bytes: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<Row> {
  const decoder = new TextDecoder(encoding);
  let text = '';
  const complete = function* (): Generator<Row> {
    // A carriage return at the end may be half of a line break.
    const rows = splitRows(text.endsWith('\r') ? text.slice(0, -1) : text);
    const rest = rows.pop()?.text ?? '';
    yield* rows;
    text = text.endsWith('\r') ? `${rest}\r` : rest;
  };
  for await (const chunk of bytes) {
    text += decoder.decode(chunk, { stream: true });
    yield* complete();
  }
  yield* splitRows(text + decoder.decode());
}

/** The first bytes, and all of them again: a stream may come in pieces of one byte. */
async function withStart(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly start: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let size = 0;
  while (size < 4) {
    const { done, value } = await iterator.next();
    if (done) break;
    read.push(new Uint8Array(value));
    size += value.length;
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { start: joined(read).subarray(0, 4096), all: all() };
}

/** The bytes of all parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
