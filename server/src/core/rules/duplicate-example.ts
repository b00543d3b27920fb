import { wholeLine } from '../json/path';
import { equalLines } from './equalLines';
import type { FileLine, FileReport, FileView, Rule } from './rule';

/** A line that says the same as an earlier one. */
export const duplicateExample: Rule = {
  id: 'duplicate-example',
  about: 'file',
  severity: 'warning',
  summary: 'A line equals an earlier one, whatever the order of its keys and its white space.',
  why: 'The model sees a repeated example twice as often as the others and learns it by heart instead of learning from it. Repeats are mostly made by a script that ran twice.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
        '{"messages": [{"content": "hi", "role": "user"}, {"role": "assistant", "content": "hello"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello!"}]}',
      ],
    },
  ],
  start() {
    const { add, remove, groups } = equalLines('whole');
    return { add, remove, reports: (view) => (groups.size === 0 ? [] : [...groups].flatMap((group) => reportsOf(group, view))) };
  },
};

function reportsOf(group: ReadonlySet<FileLine>, view: FileView): FileReport[] {
  const [first, ...others] = [...group].map((line) => ({ line, index: view.indexOf(line) })).sort((a, b) => a.index - b.index);
  if (!first) return [];
  return others.map(({ line }) => ({
    line,
    place: wholeLine,
    message: `This example stands on line ${first.index + 1} already, so the model would learn it by heart. Remove it here.`,
    related: { line: first.line, message: 'The first of the equal examples' },
    fixes: [{ kind: 'fix', title: 'Delete this line', edits: [{ op: 'delete-line' }] }],
  }));
}
