import type { LineStats } from './lineStats';
import type { DatasetReport, Tally } from './report';
import { createTallies, none } from './tallies';

interface Input {
  readonly answer: number;
  readonly line: number;
  lines: number;
  differs: boolean;
}

/** Looks for lines that say the same, and for inputs with different answers. */
export function createRepeats(): {
  readonly add: (hashes: LineStats['hashes'], line: number) => void;
  readonly report: () => Pick<DatasetReport, 'duplicates' | 'contradictions'>;
} {
  const seen = new Set<number>();
  const repeated = createTallies<'repeated'>();
  const inputs = new Map<number, Input>();
  return {
    add: ({ whole, input, answer }, line) => {
      if (seen.has(whole)) repeated.add('repeated', line);
      else seen.add(whole);
      if (input === undefined || answer === undefined) return;
      const known = inputs.get(input);
      if (!known) {
        inputs.set(input, { answer, line, lines: 1, differs: false });
        return;
      }
      known.lines += 1;
      known.differs ||= known.answer !== answer;
    },
    report: () => {
      let contradictions: Tally = none;
      let lines = 0;
      for (const { line, lines: own, differs } of inputs.values()) {
        if (!differs) continue;
        contradictions = { count: contradictions.count + 1, line: contradictions.line || line };
        lines += own;
      }
      return { duplicates: repeated.get('repeated'), contradictions: { ...contradictions, lines } };
    },
  };
}
