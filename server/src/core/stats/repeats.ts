import { Column } from '../check/column';
import { NumberTable } from '../check/numberTable';
import type { LineStats } from './lineStats';
import type { DatasetReport, Tally } from './report';
import { createTallies, none } from './tallies';

/** An input that stands in several lines. */
interface Repeated {
  readonly lines: number;
  readonly differs: boolean;
}

/** Looks for lines that say the same, and for inputs with different answers; keeps numbers, some eighty bytes a line. */
export function createRepeats(): {
  readonly add: (hashes: LineStats['hashes'], line: number) => void;
  readonly report: () => Pick<DatasetReport, 'duplicates' | 'contradictions'>;
} {
  const seen = new NumberTable();
  const repeated = createTallies<'repeated'>();
  // Inputs are numbered as they come: the line in which each stood first, and its answer there.
  const inputs = new NumberTable();
  const firstLine = new Column((size) => new Uint32Array(size));
  const firstAnswer = new Column((size) => new Float64Array(size));
  const several = new Map<number, Repeated>();
  return {
    add: ({ whole, input, answer }, line) => {
      if (seen.get(whole) === undefined) seen.set(whole, line);
      else repeated.add('repeated', line);
      if (input === undefined || answer === undefined) return;
      const known = inputs.get(input);
      if (known === undefined) {
        inputs.set(input, firstLine.length);
        firstLine.push(line);
        firstAnswer.push(answer);
        return;
      }
      const { lines, differs } = several.get(known) ?? { lines: 1, differs: false };
      several.set(known, { lines: lines + 1, differs: differs || firstAnswer.at(known) !== answer });
    },
    report: () => {
      let contradictions: Tally = none;
      let lines = 0;
      for (const [input, { lines: own, differs }] of several) {
        if (!differs) continue;
        const line = firstLine.at(input);
        contradictions = { count: contradictions.count + 1, line: contradictions.line ? Math.min(contradictions.line, line) : line };
        lines += own;
      }
      return { duplicates: repeated.get('repeated'), contradictions: { ...contradictions, lines } };
    },
  };
}
