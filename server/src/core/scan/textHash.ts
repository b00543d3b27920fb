import { longLine } from '../rows/row';
import { Engine, outputAt } from './engine';

const usualBytes = 1 << 16;
let shared: Engine | undefined;

// A memory that megabytes were written to would stay as large, so these get one of their own.
function engineFor(units: number): Engine {
  if (units > longLine) return new Engine(3 * units);
  shared ??= new Engine(usualBytes);
  return shared;
}

/** The two halves of a hash. */
export interface TextHash {
  readonly low: number;
  readonly high: number;
}

/** XXH64 of a text as UTF-8, in which halves of characters are U+FFFD. */
export function textHash(text: string): TextHash {
  const engine = engineFor(text.length);
  engine.hash(engine.write(text));
  return { low: engine.output[outputAt] ?? 0, high: engine.output[outputAt + 1] ?? 0 };
}

/** Whether bytes are UTF-8, as strict decoders have it. */
export function isUtf8(bytes: Uint8Array): boolean {
  const engine = engineFor(bytes.length);
  engine.writeBytes(bytes);
  return engine.isUtf8(bytes.length);
}
