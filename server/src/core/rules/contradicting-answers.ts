import { wholeLine } from '../json/path';
import type { FileLine, FileReport, FileView, Rule } from './rule';

// Up to so many are wording; beyond it the question hardly tells what the answer should be.
const mostAnswers = 3;

const chatLine = (answer: string) => `{"messages":[{"role":"user","content":"A colour?"},{"role":"assistant","content":"${answer}"}]}`;

/** One question with many answers. */
export const contradictingAnswers: Rule = {
  id: 'contradicting-answers',
  about: 'file',
  severity: 'hint',
  summary: 'The same input stands in the file with more than three different answers.',
  why: 'Several answers to one question teach variety when they are meant, and guessing when they are not. What the answer depends on should stand in the input.',
  bad: [{ lines: ['Red.', 'Blue.', 'Green.', 'Black.'].map(chatLine) }],
  good: [{ lines: ['Red.', 'Blue.', 'Green.', 'Red.'].map(chatLine) }],
  start() {
    const byInput = new Map<number, Answered | Map<FileLine, number>>();
    const many = new Set<ReadonlyMap<FileLine, number>>();
    return {
      add: (line) => {
        const { input, answer } = line.facts.content ?? {};
        if (input === undefined || answer === undefined) return;
        const same = byInput.get(input);
        // Most inputs stand alone, and a map for each would cost more than all else that is kept of them.
        if (same === undefined) byInput.set(input, { line, answer });
        else if (same instanceof Map) {
          same.set(line, answer);
          if (same.size > mostAnswers) many.add(same);
        } else {
          byInput.set(
            input,
            new Map([
              [same.line, same.answer],
              [line, answer],
            ]),
          );
        }
      },
      remove: (line) => {
        const { input } = line.facts.content ?? {};
        const same = input === undefined ? undefined : byInput.get(input);
        if (input === undefined || same === undefined) return;
        if (same instanceof Map) {
          same.delete(line);
          if (same.size <= mostAnswers) many.delete(same);
          if (same.size === 0) byInput.delete(input);
        } else if (same.line === line) byInput.delete(input);
      },
      reports: (view) => (many.size === 0 ? [] : [...many].flatMap((group) => reportsOf(group, view))),
    };
  },
};

// A stream forgets what it knew of a line, so its answer is kept beside it.
interface Answered {
  readonly line: FileLine;
  readonly answer: number;
}

function reportsOf(group: ReadonlyMap<FileLine, number>, view: FileView): FileReport[] {
  const different = new Set(group.values());
  if (different.size <= mostAnswers) return [];
  const [first, second] = [...group.keys()].map((line) => ({ line, index: view.indexOf(line) })).sort((a, b) => a.index - b.index);
  if (!first || !second) return [];
  return [
    {
      line: first.line,
      place: wholeLine,
      message: `The same input stands in ${group.size} lines with ${different.size} different answers. Where that is not meant, the model learns to guess: say in the input what the answer depends on, or keep the best.`,
      related: { line: second.line, message: 'The next line with the same input' },
    },
  ];
}
