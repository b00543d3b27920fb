import { hashOf } from '../check/hash';
import type { DatasetReport } from './report';
import { createTallies } from './tallies';

// What people look at; the others are counted.
const mostShown = 10;
const longestText = 160;

/** Counts system prompts, and keeps the beginnings of the frequent ones. */
export function createPrompts(): {
  readonly add: (text: string | undefined, line: number) => void;
  readonly report: () => DatasetReport['systemPrompts'];
} {
  const tallies = createTallies<number>();
  const texts = new Map<number, string>();
  const without = createTallies<'without'>();
  return {
    add: (text, line) => {
      if (text === undefined) {
        without.add('without', line);
        return;
      }
      const key = hashOf(text);
      tallies.add(key, line);
      if (!texts.has(key)) texts.set(key, beginningOf(text));
    },
    report: () => ({
      without: without.get('without'),
      different: tallies.size(),
      most: tallies
        .sorted()
        .slice(0, mostShown)
        .map(([key, tally]) => ({ text: texts.get(key) ?? '', ...tally })),
    }),
  };
}

function beginningOf(text: string): string {
  const [line = ''] = text.trim().split(/\r\n|\r|\n/, 1);
  // A copy, because a slice would hold on to the whole text.
  const start = Array.from(line.slice(0, longestText * 2))
    .slice(0, longestText)
    .join('');
  return start.length < text.trim().length ? `${start}…` : start;
}
