import { Column } from '../check/column';
import { hashOf } from '../check/hash';
import { NumberTable } from '../check/numberTable';
import type { DatasetReport, PromptTally } from './report';
import { createTallies } from './tallies';

// What people look at; the others are counted.
const mostShown = 10;
const longestText = 160;

/**
 * Counts system prompts, and keeps the beginnings of those that may be among the most frequent: the first ones, and all that
 * came back. Of others numbers are kept, some forty bytes each.
 */
export function createPrompts(): {
  readonly add: (text: string | undefined, line: number) => void;
  readonly report: () => DatasetReport['systemPrompts'];
} {
  // Prompts are numbered as they come.
  const numbers = new NumberTable();
  const firstLine = new Column((size) => new Uint32Array(size));
  const counted = new Map<number, { readonly text: string; count: number }>();
  const without = createTallies<'without'>();
  return {
    add: (text, line) => {
      if (text === undefined) {
        without.add('without', line);
        return;
      }
      const key = hashOf(text);
      const known = numbers.get(key);
      const number = known ?? firstLine.length;
      if (known === undefined) {
        numbers.set(key, number);
        firstLine.push(line);
      }
      const prompt = counted.get(number);
      if (prompt) prompt.count += 1;
      else if (known !== undefined || number < mostShown)
        counted.set(number, { text: beginningOf(text), count: known === undefined ? 1 : 2 });
    },
    report: () => ({
      without: without.get('without'),
      different: firstLine.length,
      most: Array.from(counted, ([number, prompt]): PromptTally => ({ ...prompt, line: firstLine.at(number) }))
        .sort((a, b) => b.count - a.count || a.line - b.line)
        .slice(0, mostShown),
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
