import { openBrackets } from '../json/brackets';
import { contracted } from '../json/contracted';
import { isArray, isObject, type JsonObject, parseLine } from '../json/parse';
import type { Row } from '../rows/row';
import { isBatchRequest } from './evidence';
import { shapes } from './index';
import type { Shape } from './shape';

/** How many records decide what a file is. */
const detectionRecords = 20;

// Records that are spread over many lines are read on for so many lines and characters, not further.
const mostLines = 400;
const mostCharacters = 200_000;

// A broken record is recognised by its first keys; what stands behind them need not be read.
const signatureReach = 4000;

// A record is recognised without what stands in its long strings, and one that is longer still by its first keys.
const longestRead = 1 << 18;

/** The shape of a parsed line; where several would do, or the line is faulty, the file's shape wins. */
export function shapeOf(value: JsonObject, fileShape: Shape | undefined): Shape | undefined {
  if (fileShape?.detect(value)) return fileShape;
  const other = shapes.find((shape) => shape.detect(value));
  if (!fileShape?.fits?.(value) && (other || !fileShape?.meant?.(value))) return other;
  // A fault may make one kind of conversation look like another, so of two that fit the file's is meant.
  return other === undefined || (other.messageLists && fileShape.messageLists) ? fileShape : other;
}

/**
 * The shape that most of the first records have, also where they are no valid JSON or spread over several lines; undefined
 * when the file is not training data: logs, telemetry and other JSON Lines.
 */
export function detectFileShape(rows: Iterable<Row>): Shape | undefined {
  return detection(rows).shape;
}

/** Tells whether a file begins with a request of OpenAI's Batch interface, which is easily taken for training data. */
export function holdsBatchRequests(rows: Iterable<Row>): boolean {
  for (const { text } of rows) {
    if (text.trim() === '') continue;
    const parsed = parseLine(text);
    return parsed.ok && isObject(parsed.value) && isBatchRequest(parsed.value);
  }
  return false;
}

/** What the first records show of a file. */
export interface Detection {
  readonly shape: Shape | undefined;
  /** How many of the first rows decide it: rows behind them may change freely. */
  readonly reach: number;
}

/** The shape that `detectFileShape` gives, and how far it looked for it: rows are read once, as some may be megabytes long. */
export function detection(rows: Iterable<Row>): Detection {
  const votes = new Map<Shape, number>();
  let against = 0;
  let seen = 0;
  const records = recordsOf(rows);
  let reach: number | undefined;
  while (reach === undefined) {
    const next = records.next();
    if (next.done) reach = next.value;
    else {
      const vote = voteOf(next.value.text);
      if (vote === 'against') against += 1;
      else if (vote) votes.set(vote, (votes.get(vote) ?? 0) + 1);
      if (++seen === detectionRecords) reach = next.value.end;
    }
  }
  let best: Shape | undefined;
  let most = 0;
  let all = 0;
  for (const [shape, count] of votes) {
    all += count;
    if (count > most) [best, most] = [shape, count];
  }
  return { shape: all >= against ? best : undefined, reach };
}

/** How many of the first rows decide what a file is: rows behind them may change freely. */
export function detectionReach(rows: readonly Row[]): number {
  const records = recordsOf(rows);
  for (let seen = 1; ; seen++) {
    const next = records.next();
    if (next.done) return next.value;
    if (seen === detectionRecords) return next.value.end;
  }
}

interface TextOfRecord {
  readonly text: string;
  /** The index of the row behind it; infinite where the next row may belong to it. */
  readonly end: number;
}

/**
 * The texts of the first records: lines, or several lines together where brackets stay open. It ends with the index of the
 * row at which it gave up reading, infinite where the rows gave out before.
 */
function* recordsOf(rows: Iterable<Row>): Generator<TextOfRecord, number> {
  let open = '';
  let depth = 0;
  let lines = 0;
  let characters = 0;
  let index = -1;
  for (const { text } of rows) {
    index += 1;
    const whole = text.trim();
    if (whole === '') continue;
    const line = whole.length > longestRead ? contracted(whole).text : whole;
    characters += whole.length;
    if (++lines > mostLines || (lines > detectionRecords && characters > mostCharacters)) {
      // What is never closed is recognised by its first keys.
      if (open !== '') yield { text: open, end: index };
      return index;
    }
    if (open !== '' && startsRecord(line)) {
      // The record before this one was never closed.
      yield { text: open, end: index };
      open = '';
    }
    if (open !== '') {
      open += `\n${line}`;
      depth += openBrackets(line);
    } else if (line === '[' || line === ']') {
      // The brackets around a list of all records open no record.
      continue;
    } else {
      open = line;
      depth = line.startsWith('{') || line.startsWith('[{') ? openBrackets(line) : 0;
    }
    if (depth > 0) continue;
    yield { text: open, end: index + 1 };
    open = '';
  }
  if (open !== '') yield { text: open, end: Number.POSITIVE_INFINITY };
  return Number.POSITIVE_INFINITY;
}

function startsRecord(line: string): boolean {
  if (!line.startsWith('{"')) return false;
  const value = recordValue(line);
  return isObject(value) && !isPiece(value) && shapes.some((shape) => shape.detect(value));
}

/** The shape whose first keys a record has, whether it is valid JSON or not. */
export function shapeBySignature(text: string): Shape | undefined {
  const head = text.slice(0, signatureReach);
  return shapes.find((shape) => shape.signature.test(head));
}

function voteOf(text: string): Shape | 'against' | undefined {
  const parsed = text.length > longestRead ? undefined : recordValue(text);
  if (parsed === undefined) return shapeBySignature(text);
  const value = isArray(parsed) ? parsed[0] : parsed;
  if (!isObject(value)) return isArray(parsed) ? 'against' : undefined;
  return isPiece(value)
    ? undefined
    : (shapes.find((shape) => shape.detect(value)) ?? shapes.find((shape) => shape.meant?.(value)) ?? 'against');
}

/** The value of a record, as it stands or as an item of a list of records. */
function recordValue(text: string): unknown {
  const parsed = parseLine(text);
  if (parsed.ok) return parsed.value;
  if (!text.endsWith(',')) return undefined;
  const item = parseLine(text.slice(0, -1));
  return item.ok ? item.value : undefined;
}

/** Tells whether a line's value is a message or a part of one: alone on a line it is a piece of a record that was spread over several. */
export function isPiece(value: JsonObject): boolean {
  return (typeof value.role === 'string' && 'content' in value) || (typeof value.type === 'string' && 'text' in value);
}
