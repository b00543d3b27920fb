import type { Edit, Fix } from '../finding';
import { applyEdits } from '../json/edits';
import { quoted } from './describe';
import { firstOf, lineGroups } from './lineGroups';
import type { FileReport, FileView, Rule } from './rule';

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
  bad: [
    {
      lines: numbers.map((word) => `{"prompt":"Translate into German: ${word} ->","completion":" ${word}"}`),
      fixed: numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word}"}`),
    },
  ],
  good: [{ lines: numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word}"}`) }],
  start(_, keeping) {
    const beginnings = parts.map((part) => ({ ...part, ...lineGroups<string>(mostGroups, keeping) }));
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
            const fix: Fix = {
              kind: 'suggestion',
              title: `Leave the shared words out of every ${key}`,
              wholeFile: true,
              get edits() {
                return stripping(view, view.indexOf(line), key);
              },
            };
            // A stream has forgotten the texts, and lines made without them would be empty.
            const fixes = view.textOf(line) === undefined ? [] : [fix];
            reports.push({ line, place: { at: 'value', path: [key] }, message, fixes });
          }
        }
        return reports;
      },
    };
  },
};

/** The lines from `start` on without what all their prompts, or all their completions, begin with. */
function stripping(view: FileView, start: number, key: 'prompt' | 'completion'): readonly Edit[] {
  const texts = Array.from({ length: view.count - start }, (_, offset) => {
    const line = view.at(start + offset);
    const text = line && view.textOf(line);
    return { text: text ?? '', value: line?.facts.content?.pair?.[key] };
  });
  const shared = sharedBeginning(texts.flatMap(({ value }) => value ?? []));
  // A completion goes on beginning with its one space.
  const kept = key === 'completion' && shared.startsWith(' ') ? ' ' : '';
  const lines = texts.map(({ text, value }) => {
    if (value === undefined) return text;
    return applyEdits(text, [{ op: 'set', path: [key], value: kept + value.slice(shared.length) }]) ?? text;
  });
  return [{ op: 'replace-lines', count: lines.length, lines }];
}

/** What all texts begin with, up to the end of a word. */
function sharedBeginning([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const text of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same += 1;
    length = same;
  }
  return first.slice(0, first.slice(0, length).search(/\S*$/));
}
