import { counted } from '../numbers';
import { quoted } from './describe';
import { lineGroups } from './lineGroups';
import type { ContentFacts, FileLine, FileReport, LineKeeping } from './rule';

const mostGroups = 500;
/** So many lines make a habit, when this share of all lines has it. */
const fewest = 5;
const commonShare = 0.7;
const longest = 40;

// Only what nobody writes by the way is an ending that somebody chose: signs beyond those of sentences, or a label.
const label = /\n[^\n]{0,30}[\p{L}#>][^\n]{0,8}:[ \n]*$/u;
const signs = /\s*[-=~>#*|+&$@%_^\n][-=~>#*|+&$@%_^\s]*$/;
const word = /\s\[?(?:END|STOP|EOS|DONE)\]?\s*$/;

/** The ending of a text that was chosen to mark its end: ` ->`, `\n\n###\n\n`, ` END`; empty where there is none. */
export function chosenEnding(text: string): string {
  const tail = text.slice(-longest);
  const match = label.exec(tail) ?? word.exec(tail) ?? signs.exec(tail);
  // A text that is nothing but signs has no ending.
  return match && match[0].length < text.length ? match[0] : '';
}

/** The lines of a file by the chosen endings of one of their texts, and of these which have it within the text as well. */
export interface Endings {
  readonly add: (line: FileLine) => void;
  readonly remove: (line: FileLine) => void;
  /** The ending that most lines have, with the lines that have another or hold it twice; undefined where there is no such habit. */
  readonly common: () => Habit | undefined;
}

/** What most lines have in common, and those that lack it. */
export interface Habit {
  readonly ending: string;
  readonly count: number;
  readonly without: readonly FileLine[];
  readonly within: readonly FileLine[];
}

/** Follows the endings of the text that `textOf` takes from a line; lines whose text is empty are passed over. */
export function endingsOf(textOf: (pair: NonNullable<ContentFacts['pair']>) => string, keeping: LineKeeping): Endings {
  const { groups, add, remove } = lineGroups<string>(mostGroups, keeping);
  const within = keeping.set();
  const chosen = (line: FileLine): { readonly text: string; readonly ending: string } | undefined => {
    const pair = line.facts.content?.pair;
    const text = pair && textOf(pair);
    return text === undefined || text.trim() === '' ? undefined : { text, ending: chosenEnding(text) };
  };
  return {
    add: (line) => {
      const found = chosen(line);
      if (!found) return;
      const { text, ending } = found;
      add(ending, line);
      // A line break alone stands in any text.
      if (ending.trim() !== '' && text.indexOf(ending) < text.length - ending.length) within.add(line);
    },
    remove: (line) => {
      const found = chosen(line);
      if (found) remove(found.ending, line);
      within.delete(line);
    },
    common: () => {
      let ending = '';
      let count = 0;
      let all = 0;
      groups.forEach((lines, key) => {
        all += lines.size;
        if (key === '' || lines.size <= count) return;
        ending = key;
        count = lines.size;
      });
      if (count < fewest || count < all * commonShare || (count === all && within.size === 0)) return undefined;
      const without = [...groups].flatMap(([key, lines]) => (key === ending ? [] : [...lines]));
      const same = groups.get(ending);
      return { ending, count, without, within: [...within].filter((line) => same?.has(line)) };
    },
  };
}

/** A report that a text lacks the usual ending, with the remedy to append it. */
export function withoutEnding(line: FileLine, key: 'prompt' | 'completion', { ending, count }: Habit, why: string): FileReport {
  const text = line.facts.content?.pair?.[key];
  return {
    line,
    place: { at: 'value', path: [key] },
    message: `${counted(count, key)} of this file end in ${quoted(ending)}, and this one does not: ${why}`,
    fixes:
      text === undefined
        ? []
        : [{ kind: 'suggestion', title: `Append ${quoted(ending)}`, edits: [{ op: 'set', path: [key], value: text.trimEnd() + ending }] }],
  };
}
