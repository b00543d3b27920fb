import { quoted } from './describe';
import { firstOf, lineGroups } from './lineGroups';
import type { FileReport, Rule } from './rule';

const fewest = 10;
// A file with more beginnings than these has nothing in common.
const mostGroups = 100;

// Beyond these lengths what is shared is an instruction, or a phrase, and not a first word.
const parts = [
  {
    key: 'prompt',
    name: 'prompts',
    length: 13,
    why: 'Training makes an instruction unnecessary that every prompt repeats, and each line pays for it',
  },
  {
    key: 'completion',
    name: 'completions',
    length: 6,
    why: 'Words that begin every completion teach nothing, and each line pays for them',
  },
] as const;

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A beginning that all prompts or all completions share. */
export const completionPrefix: Rule = {
  id: 'completion-prefix',
  about: 'file',
  severity: 'info',
  summary: 'All prompts, or all completions, begin with the same words.',
  why: 'Training makes an instruction unnecessary that every prompt repeats, and words that begin every completion teach nothing. Both cost tokens in each line.',
  bad: [{ lines: numbers.map((word) => `{"prompt":"Translate into German: ${word} ->","completion":" ${word}"}`) }],
  good: [{ lines: numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word}"}`) }],
  start() {
    const beginnings = parts.map((part) => ({ ...part, ...lineGroups<string>(mostGroups) }));
    // Lines beyond the last group are in none, so all are counted beside them.
    let count = 0;
    return {
      add: (line) => {
        const pair = line.facts.content?.pair;
        if (!pair) return;
        count += 1;
        for (const { key, length, add } of beginnings) add(pair[key].slice(0, length), line);
      },
      remove: (line) => {
        const pair = line.facts.content?.pair;
        if (!pair) return;
        count -= 1;
        for (const { key, length, remove } of beginnings) remove(pair[key].slice(0, length), line);
      },
      reports: (view) => {
        if (count < fewest) return [];
        const reports: FileReport[] = [];
        for (const { key, name, length, why, groups } of beginnings) {
          if (groups.size !== 1) continue;
          for (const [words, lines] of groups) {
            const line = lines.size === count && words.length === length ? firstOf(lines, view) : undefined;
            if (!line) continue;
            const message = `All ${name} of this file begin with ${quoted(words)}. ${why}: leave out what they share.`;
            reports.push({ line, place: { at: 'value', path: [key] }, message });
          }
        }
        return reports;
      },
    };
  },
};
