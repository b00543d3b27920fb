import { type Spacing, withSpacing } from '../json/spacing';
import { counted } from '../numbers';
import type { Shape } from '../shapes/shape';
import { firstOfItsKind } from './dedupe';
import { readExample } from './exampleLine';
import { withSystemPrompt } from './systemPrompt';
import { type Learnt, withWeights } from './weights';

/** An operation that looks at one line after the other: each is kept, changed or left out. */
export type LineOperation =
  | { readonly kind: 'dedupe' }
  | { readonly kind: 'spacing'; readonly spacing: Spacing }
  | { readonly kind: 'system'; readonly text: string; readonly onlyMissing: boolean }
  | { readonly kind: 'no-system' }
  | { readonly kind: 'weights'; readonly learnt: Learnt };

/** An operation that puts the lines into another order. */
export type OrderOperation =
  | { readonly kind: 'shuffle'; readonly seed: number }
  | { readonly kind: 'sort'; readonly by: 'tokens' | 'characters'; readonly longestFirst: boolean };

/** What can be done with a file as a whole, in place. */
export type Operation = LineOperation | OrderOperation;

/** An operation under way. */
export interface RunningOperation {
  /** What becomes of the next line: its text, or undefined when it is left out. */
  readonly next: (text: string) => string | undefined;
  /** What was done, as a sentence without a full stop. */
  readonly summary: () => string;
}

/** Tells operations that look at one line after the other from those that need all. */
export function isLineOperation(operation: Operation): operation is LineOperation {
  return operation.kind !== 'shuffle' && operation.kind !== 'sort';
}

/** Starts an operation on a file of this shape, whose lines are then handed in one after the other. */
export function startOperation(operation: LineOperation, fileShape: Shape): RunningOperation {
  switch (operation.kind) {
    case 'dedupe':
      return startDedupe(fileShape);
    case 'spacing':
      return changing(
        (text) => withSpacing(text, operation.spacing),
        'respaced',
        (left) => `${lines(left)} no JSON`,
      );
    case 'system':
    case 'no-system': {
      const change = operation.kind === 'system' ? operation : { text: undefined, onlyMissing: false };
      return changing(
        (text) => {
          const line = readExample(text, fileShape);
          return line && withSystemPrompt(line, change);
        },
        operation.kind === 'system' ? 'given the system prompt' : 'rid of the system prompt',
        (left) => `${lines(left)} no example, or ${left === 1 ? 'has' : 'have'} no place for one system prompt`,
      );
    }
    case 'weights':
      return changing(
        (text) => {
          const line = readExample(text, fileShape);
          return line && withWeights(line, operation.learnt);
        },
        operation.learnt === 'last' ? 'changed so that the last answer alone is learnt' : 'changed so that every answer is learnt',
        (left) => `${lines(left)} no chat example, and only those have weights`,
      );
  }
}

function startDedupe(fileShape: Shape): RunningOperation {
  const isFirst = firstOfItsKind();
  let removed = 0;
  let kept = 0;
  return {
    next: (text) => {
      const line = readExample(text, fileShape);
      if (!line) return text;
      if (isFirst(line)) {
        kept += 1;
        return text;
      }
      removed += 1;
      return undefined;
    },
    summary: () =>
      removed === 0
        ? `no example is repeated among ${counted(kept, 'example')}`
        : `${counted(removed, 'repeated example')} removed, ${counted(kept, 'example')} kept`,
  };
}

/** A change of lines, each by itself; lines that it cannot be made in stay as they are and are counted, blank ones are passed over. */
function changing(change: (text: string) => string | undefined, done: string, why: (left: number) => string): RunningOperation {
  let changed = 0;
  let left = 0;
  return {
    next: (text) => {
      if (text.trim() === '') return text;
      const result = change(text);
      if (result === undefined) left += 1;
      else if (result !== text) changed += 1;
      return result ?? text;
    },
    summary: () => {
      const outcome = `${counted(changed, 'line')} ${done}`;
      return left === 0
        ? outcome
        : `${outcome}; ${why(left)}, and ${left === 1 ? 'stays' : 'stay'} as ${left === 1 ? 'it is' : 'they are'}`;
    },
  };
}

function lines(count: number): string {
  return `${counted(count, 'line')} ${count === 1 ? 'is' : 'are'}`;
}
