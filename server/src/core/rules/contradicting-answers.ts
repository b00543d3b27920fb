import { wholeLine } from '../json/path';
import { equalLines } from './equalLines';
import type { FileReport, FileView, LineSet, Rule } from './rule';

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
  start(_, keeping) {
    const { add, remove, groups, revision } = equalLines('input', keeping);
    return {
      add,
      remove,
      revision,
      reports: (view) => [...groups].flatMap((group) => (group.size > mostAnswers ? reportsOf(group, view) : [])),
    };
  },
};

function reportsOf(group: LineSet, view: FileView): FileReport[] {
  const different = new Set([...group].map((line) => line.facts.hashes?.answer));
  if (different.size <= mostAnswers) return [];
  const [first, second] = [...group].map((line) => ({ line, index: view.indexOf(line) })).sort((a, b) => a.index - b.index);
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
