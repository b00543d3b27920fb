import { Column } from '../check/column';
import { counted, grouped } from '../numbers';
import type { Row } from '../rows/row';
import type { Shape } from '../shapes/shape';
import type { Work } from '../work';
import { exampleOf } from './exampleLine';
import { movableLines } from './movable';
import { type SplitPlan, Splitter, type ValidationSize } from './split';

/** Tells of each line, asked in the order of the file, where it goes; undefined for blank lines, which are left out. */
export type Sides = () => (text: string) => 'training' | 'validation' | undefined;

/** A split that is worked out. */
export interface SplitFile {
  /** Starts at the first line again each time that it is called. */
  readonly sides: Sides;
  readonly training: number;
  readonly validation: number;
  /** What comes of it, each as a sentence without a full stop. */
  readonly facts: readonly string[];
}

/** Reads the lines of a file for a split. */
export interface SplitReader {
  readonly next: (text: string) => void;
  readonly finish: (size: ValidationSize, seed: number) => SplitFile | { readonly refused: string };
}

/** Starts reading at the first line; what is kept of each are a few numbers. */
export function readForSplit(fileShape: Shape): SplitReader {
  const splitter = new Splitter();
  const movable = movableLines();
  // Of each line that is not blank whether it is an example, so that none need be read as one again.
  const isExample = new Column((size) => new Uint8Array(size));
  return {
    next: (text) => {
      const moved = movable.next(text);
      if (!moved) return;
      const line = exampleOf(text, moved.value, fileShape);
      isExample.push(line ? 1 : 0);
      if (line) splitter.add(line);
    },
    finish: (size, seed) => {
      const refused = movable.refusal();
      if (refused !== undefined) return { refused };
      const plan = splitter.plan(size, seed);
      if (plan.examples < 2) return { refused: 'A file of one example cannot be split: both parts need one at least.' };
      const { validation, examples } = plan;
      const others = isExample.length - examples;
      const training = examples - validation + others;
      return { sides: () => sidesOf(plan, isExample), training, validation, facts: factsOf(plan, training, others, seed) };
    },
  };
}

function sidesOf({ isValidation }: SplitPlan, isExample: Column): ReturnType<Sides> {
  let line = 0;
  let example = 0;
  return (text) => {
    if (text.trim() === '') return undefined;
    // What is no example cannot validate anything, and nothing is to be lost.
    if (isExample.at(line++) === 0) return 'training';
    return isValidation(example++) ? 'validation' : 'training';
  };
}

function factsOf({ validation, kept, systemPrompts }: SplitPlan, training: number, others: number, seed: number): readonly string[] {
  return [
    `${counted(training, 'line')} for training and ${counted(validation, 'line')} for validation with seed ${seed}`,
    ...(systemPrompts > 1 ? [`each of ${grouped(systemPrompts)} system prompts in its share`] : []),
    ...(kept > 0 ? [`${counted(kept, 'example')} of equal input kept on one side with their likes`] : []),
    ...(others > 0 ? [`${counted(others, 'line')} that ${others === 1 ? 'is' : 'are'} no example left to training`] : []),
  ];
}

/** Splits a file that is in memory. */
export function* splitRows(
  rows: readonly Row[],
  fileShape: Shape,
  size: ValidationSize,
  seed: number,
): Work<(SplitFile & { readonly texts: { readonly training: string; readonly validation: string } }) | { readonly refused: string }> {
  const reader = readForSplit(fileShape);
  for (const [index, { text }] of rows.entries()) {
    yield index / rows.length / 2;
    reader.next(text);
  }
  const split = reader.finish(size, seed);
  if ('refused' in split) return split;
  const side = split.sides();
  const parts: { readonly training: string[]; readonly validation: string[] } = { training: [], validation: [] };
  const usual = rows[0]?.lineBreak || '\n';
  for (const [index, { text, lineBreak }] of rows.entries()) {
    yield 0.5 + index / rows.length / 2;
    const to = side(text);
    if (to) parts[to].push(text + (lineBreak || usual));
  }
  return { ...split, texts: { training: parts.training.join(''), validation: parts.validation.join('') } };
}
