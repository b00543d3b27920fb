import type { Row } from '../core/rows/row';
import type { Shape } from '../core/shapes/shape';
import { contentOf } from './convertSource';
import type { CliIo } from './io';
import { whyUnreadable } from './unreadable';

/** A training file that is read as a stream. */
export interface TrainingRows {
  readonly shape: Shape;
  readonly rows: AsyncIterable<Row>;
  /** The byte order mark that the file begins with, or nothing; the rows are without it. */
  readonly mark: string;
}

/** A file that cannot be worked on; the message says why and what to do. */
export class Unworkable extends Error {}

/** Begins to read a training file; throws Unworkable where it cannot be read or is none. */
export async function openTraining(path: string, io: CliIo): Promise<TrainingRows> {
  const start: number[] = [];
  let content: Awaited<ReturnType<typeof contentOf>>;
  try {
    content = await contentOf(watched(io.open(path), start), false);
  } catch (error) {
    throw new Unworkable(whyUnreadable(error));
  }
  if (!content.shape)
    throw new Unworkable(content.spread ? notOneALine : 'this is no training data, one example a line, so nothing was done');
  const { shape, rows } = content;
  return { shape, rows: readable(rows), mark: markBytes.every((byte, index) => start[index] === byte) ? '\ufeff' : '' };
}

const notOneALine =
  'its records go over several lines, or stand in a list, so nothing was done: put each on a line of its own with “exemplar fix --write” first';

const markBytes = [0xef, 0xbb, 0xbf];

/** Passes the bytes on and keeps the first few. */
async function* watched(bytes: AsyncIterable<Uint8Array>, start: number[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (start.length < markBytes.length) start.push(...chunk.subarray(0, markBytes.length - start.length));
    yield chunk;
  }
}

/** Hands on what is read of a file; throws Unworkable where it cannot be read. */
export async function* readable<Part>(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  try {
    yield* parts;
  } catch (error) {
    throw new Unworkable(whyUnreadable(error));
  }
}
