import { passing, type Trainer } from '../core/convert/passing';
import { counted } from '../core/numbers';
import type { Shape } from '../core/shapes/shape';

/** Looks at lines that were written for a target, without changing or leaving out any. */
export interface HeldToTarget {
  /** Looks at a line that was made of the line with this number (from 1). */
  readonly look: (line: string, from: number) => void;
  /** What the target would refuse, as sentences, the most frequent first; none where it takes all lines. */
  readonly report: () => readonly string[];
}

// Each line may be refused in words of its own.
const mostReasons = 5;

/** Holds lines of a shape to the check of who will train on them, as far as one line can be. */
export function heldToTarget(trainer: Trainer, shape: Shape): HeldToTarget {
  const pass = passing(trainer, shape);
  const reasons = new Map<string, { lines: number; readonly first: number }>();
  return {
    look(line, from) {
      const passed = pass(line);
      if (passed === line) return;
      const why = typeof passed === 'string' ? 'it has faults that “exemplar fix” can mend' : passed.refused;
      const known = reasons.get(why);
      if (known) known.lines += 1;
      else reasons.set(why, { lines: 1, first: from });
    },
    report: () => {
      const sorted = [...reasons].toSorted(([, a], [, b]) => b.lines - a.lines);
      const told = sorted
        .slice(0, mostReasons)
        .map(([why, { lines, first }]) => `${trainer.target.name} would refuse ${counted(lines, 'line')} (first: line ${first}): ${why}.`);
      const rest = sorted.slice(mostReasons).reduce((sum, [, { lines }]) => sum + lines, 0);
      return rest > 0
        ? [...told, `${trainer.target.name} would refuse ${counted(rest, 'more line')} for other reasons: see “exemplar check”.`]
        : told;
    },
  };
}
