import { type Row, splitRows } from '../core/rows/row';

/** A file that cannot be read as UTF-8 text, with what to do about it. */
export class UnreadableText extends Error {}

const newline = 0x0a;

/** Reads rows from a stream of bytes, as an editor would show them, holding no more than the longest line in memory. */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let line = 1;
  const decode = (): string => {
    const whole = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    // A byte order mark is hidden by editors too; whether a target wants one is a question about bytes.
    const text = decodeLine(decoder, whole, line);
    return line === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
  let first = true;
  for await (const chunk of bytes) {
    if (first && chunk.length > 0) {
      refuseOtherEncodings(chunk);
      first = false;
    }
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end + 1));
      const rows = splitRows(decode());
      rows.pop();
      yield* rows;
      line += rows.length;
      start = end + 1;
    }
    // The stream may use its buffer again, so what is kept has to be a copy.
    if (start < chunk.length) parts.push(chunk.slice(start));
  }
  yield* splitRows(parts.length > 0 ? decode() : '');
}

function decodeLine(decoder: TextDecoder, bytes: Uint8Array, line: number): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new UnreadableText(`line ${line} is not valid UTF-8, which every trainer expects: save the file as UTF-8`);
  }
}

function refuseOtherEncodings(start: Uint8Array): void {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new UnreadableText('the file is UTF-16 (Windows PowerShell writes it with ">"), which no trainer reads: save it as UTF-8');
  }
  if (start.subarray(0, 4096).includes(0))
    throw new UnreadableText('the file holds NUL bytes, so it is no text: was it compressed or exported in another format?');
}
