import { firstOf } from './lineGroups';
import type { ContentFacts, FileReport, Rule } from './rule';

const parts = ['prompt', 'completion'] as const;
// The beginning of a text shows how it is written, and so many letters how the file is.
const looked = 500;
const fewestLetters = 100;

const words = ['THE QUICK BROWN FOX', 'JUMPS OVER THE LAZY DOG', 'AND RUNS AWAY FROM IT', 'AS FAST AS IT CAN GO', 'TO THE DARK FOREST'];
const lines = (change: (word: string) => string) =>
  [...words, ...words.map((word) => `${word} AGAIN`)].map((word) => `{"prompt":"${change(word)} ->","completion":" ${change(word)}"}`);

/** Prompts or completions in capitals. */
export const completionUppercase: Rule = {
  id: 'completion-uppercase',
  about: 'file',
  severity: 'info',
  summary: 'The prompts or the completions of the file are mostly in capitals.',
  why: 'Models know words in capitals less well and cut them into more tokens, so they learn less from them and each line costs more.',
  bad: [{ lines: lines((word) => word) }],
  good: [{ lines: lines((word) => word.toLowerCase()) }],
  start(_, keeping) {
    const counts = { prompt: { upper: 0, lower: 0 }, completion: { upper: 0, lower: 0 } };
    const pairs = keeping.set();
    const change = (pair: NonNullable<ContentFacts['pair']>, by: number): void => {
      for (const part of parts) {
        const { upper, lower } = lettersOf(pair[part]);
        counts[part].upper += upper * by;
        counts[part].lower += lower * by;
      }
    };
    return {
      add: (line) => {
        const pair = line.facts.content?.pair;
        if (!pair) return;
        pairs.add(line);
        change(pair, 1);
      },
      remove: (line) => {
        const pair = line.facts.content?.pair;
        if (!pair) return;
        pairs.delete(line);
        change(pair, -1);
      },
      reports: (view) => {
        const reports: FileReport[] = [];
        for (const part of parts) {
          const { upper, lower } = counts[part];
          // More than a third of the letters: text that is written as usual has one in twenty.
          if (upper + lower < fewestLetters || upper * 2 <= lower) continue;
          const line = firstOf(pairs, view);
          const message = `The ${part}s of this file are mostly in capitals, which models know less well and which take more tokens: write them in small letters.`;
          if (line) reports.push({ line, place: { at: 'value', path: [part] }, message });
        }
        return reports;
      },
    };
  },
};

function lettersOf(text: string): { readonly upper: number; readonly lower: number } {
  let upper = 0;
  let lower = 0;
  for (let index = 0; index < text.length && index < looked; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x61 && unit <= 0x7a) lower += 1;
    else if (unit >= 0x41 && unit <= 0x5a) upper += 1;
  }
  return { upper, lower };
}
