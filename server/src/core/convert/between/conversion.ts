import { isObject, parseLine } from '../../json/parse';
import type { Row } from '../../rows/row';
import { shapeOf } from '../../shapes/detect';
import type { Shape } from '../../shapes/shape';
import { isRefused } from '../../shapes/write/written';
import { convertLine } from './convertLine';
import { runningHabits } from './running';

/** Something that happened to lines of a file: how many, and the first of them (from 1). */
export interface Happening {
  readonly what: string;
  readonly lines: number;
  readonly firstLine: number;
}

/** What converting a file came to. */
export interface ConversionReport {
  /** Lines that were read, blank ones left out. */
  readonly read: number;
  readonly written: number;
  /** What the other shape could not carry: "`weight` dropped". */
  readonly losses: readonly Happening[];
  /** Why lines were not written: "it has no answer". */
  readonly leftOut: readonly Happening[];
}

/** Converts a file line by line and keeps count; what it keeps does not grow with the file. */
export interface Conversion {
  /** The lines that the next row becomes, without line breaks; none for a blank row or one that is left out. */
  readonly convert: (text: string) => readonly string[];
  readonly report: () => ConversionReport;
}

// Lines may each have a key of their own; what they lose is then told as one.
const mostKinds = 100;

// So many examples show what the prompts and completions of a file have in common.
const sampled = 50;

/** Begins a conversion; `sample` are the first rows of the file, which show its habits. */
export function startConversion(from: Shape, to: Shape, sample: Iterable<Row>): Conversion {
  const habits = runningHabits(examplesOf(sample, from));
  const losses = new Map<string, { lines: number; readonly firstLine: number }>();
  const leftOut = new Map<string, { lines: number; readonly firstLine: number }>();
  let line = 0;
  let read = 0;
  let written = 0;
  const count = (happenings: typeof losses, clause: string): void => {
    const what = happenings.has(clause) || happenings.size < mostKinds ? clause : 'other members dropped';
    const known = happenings.get(what);
    if (known) known.lines += 1;
    else happenings.set(what, { lines: 1, firstLine: line });
  };
  return {
    convert(text) {
      line += 1;
      if (text.trim() === '') return [];
      read += 1;
      const converted = convertLine(text, from, to, habits);
      if (isRefused(converted)) {
        count(leftOut, converted.refused);
        return [];
      }
      for (const loss of converted.losses) count(losses, loss);
      written += converted.lines.length;
      return converted.lines;
    },
    report: () => ({ read, written, losses: happened(losses), leftOut: happened(leftOut) }),
  };
}

function happened(happenings: ReadonlyMap<string, { readonly lines: number; readonly firstLine: number }>): readonly Happening[] {
  return [...happenings].map(([what, { lines, firstLine }]) => ({ what, lines, firstLine })).toSorted((a, b) => b.lines - a.lines);
}

function examplesOf(rows: Iterable<Row>, from: Shape): ReturnType<Shape['read']>[] {
  const examples: ReturnType<Shape['read']>[] = [];
  for (const { text } of rows) {
    const parsed = parseLine(text);
    if (parsed.ok && isObject(parsed.value) && shapeOf(parsed.value, from) === from) examples.push(from.read(parsed.value));
    if (examples.length >= sampled) break;
  }
  return examples;
}
