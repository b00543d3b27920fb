import type { Bar, Quantile, Spread } from './report';

/** Whole numbers from 0 to 2^32, each of a line (from 1), that come one after the other. */
export interface Numbers {
  readonly add: (value: number, line: number) => void;
  /** How they are distributed; undefined when there are none. */
  readonly spread: () => Spread | undefined;
}

const most = 2 ** 32 - 1;

/** Begins to collect numbers; keeps eight bytes for each. */
export function createNumbers(): Numbers {
  let values = new Uint32Array(64);
  let lines = new Uint32Array(64);
  let count = 0;
  return {
    add: (value, line) => {
      if (count === values.length) {
        values = doubled(values);
        lines = doubled(lines);
      }
      values[count] = Math.min(value, most);
      lines[count++] = line;
    },
    spread: () => (count === 0 ? undefined : spreadOf(values.subarray(0, count), lines.subarray(0, count))),
  };
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

const parts = [
  ['min', 0],
  ['p10', 0.1],
  ['median', 0.5],
  ['p90', 0.9],
  ['max', 1],
] as const;

function spreadOf(values: Uint32Array, lines: Uint32Array): Spread {
  const sorted = values.slice().sort();
  const sum = sorted.reduce((all, value) => all + value, 0);
  const quantiles = parts.map(([name, part]): Quantile => {
    const at = part * (sorted.length - 1);
    const nearest = sorted[Math.round(at)] ?? 0;
    return { name, value: between(sorted, at), line: lines[values.indexOf(nearest)] ?? 0 };
  });
  return { count: values.length, sum, mean: sum / values.length, quantiles, bars: barsOf(values, lines, sorted) };
}

/** The value at a place between two items, in proportion. */
function between(sorted: Uint32Array, at: number): number {
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

const mostBars = 16;
// A few examples that are far longer than all others must not press these into one bar.
const farBeyond = 2;

function barsOf(values: Uint32Array, lines: Uint32Array, sorted: Uint32Array): readonly Bar[] {
  const min = sorted[0] ?? 0;
  const max = sorted.at(-1) ?? min;
  const usual = between(sorted, 0.95 * (sorted.length - 1));
  const top = sorted.findLast((value) => value <= usual * farBeyond) ?? max;
  const width = roundWidth((top - min + 1) / mostBars);
  const start = Math.floor(min / width) * width;
  const closed = Math.floor((top - start) / width) + 1;
  const bars = Array.from({ length: closed }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    count: 0,
    line: 0,
  }));
  const beyond = { from: start + closed * width, count: 0, line: 0 };
  for (let index = 0; index < values.length; index++) {
    const bar = bars[Math.floor(((values[index] ?? 0) - start) / width)] ?? beyond;
    if (bar.count++ === 0) bar.line = lines[index] ?? 0;
  }
  return beyond.count > 0 ? [...bars, beyond] : bars;
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not smaller. */
function roundWidth(width: number): number {
  if (width <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5, 10].find((step) => step * power >= width) ?? 10) * power;
}
