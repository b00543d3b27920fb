import { endOfString } from './brackets';
import { unitsOfBody } from './escapes';
import { rawOffset } from './positions';
import { valueOfString } from './stringValue';

/** How a text begins, and how many UTF-16 units all of it has. */
export interface Beginning {
  readonly start: string;
  readonly units: number;
}

// Shorter values cost less to read than to measure.
const longestRead = 100_000;

/**
 * How the value of a string begins, as it is spelled with its quotes: at least the first `most` UTF-16 units, or all there are.
 * The value of a text of megabytes would be a copy of it.
 */
export function beginningOf(spelled: string, most: number): Beginning {
  const body = spelled.slice(1, -1);
  const isLong = spelled.length > Math.max(most, longestRead) && endOfString(spelled, 0) === spelled.length - 1;
  const units = isLong ? unitsOfBody(body) : undefined;
  if (units === undefined) {
    const start = valueOfString(spelled);
    return { start, units: start.length };
  }
  return { start: valueOfString(`"${body.slice(0, rawOffset(body, most))}"`), units };
}
