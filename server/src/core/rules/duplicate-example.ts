import type { Fix } from '../finding';
import { wholeLine } from '../json/path';
import { equalLines } from './equalLines';
import type { FileLine, FileReport, FileView, LineSet, Rule } from './rule';

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
  start(_, keeping) {
    const { add, remove, groups, revision } = equalLines('whole', keeping);
    const said = new WeakMap<LineSet, Said>();
    return {
      add,
      remove,
      revision,
      reports: (view) => {
        const reports: FileReport[] = [];
        for (const group of groups) reportGroup(group, view, said, reports);
        return reports;
      },
    };
  },
};

/** What was said of the repeats of an example, kept because there may be hundreds of thousands and an edit changes few. */
interface Said {
  readonly first: FileLine;
  readonly index: number;
  readonly byLine: WeakMap<FileLine, FileReport>;
}

const deletion: readonly Fix[] = [{ kind: 'fix', title: 'Delete this line', edits: [{ op: 'delete-line' }] }];

function reportGroup(group: LineSet, view: FileView, said: WeakMap<LineSet, Said>, to: FileReport[]): void {
  let first: FileLine | undefined;
  let index = Number.POSITIVE_INFINITY;
  for (const line of group) {
    const at = view.indexOf(line);
    if (at < index) [first, index] = [line, at];
  }
  if (!first) return;
  let known = said.get(group);
  if (known?.first !== first || known.index !== index) {
    known = { first, index, byLine: new WeakMap() };
    said.set(group, known);
  }
  const message = `This example stands on line ${index + 1} already, so the model would learn it by heart. Remove it here.`;
  const related = { line: first, message: 'The first of the equal examples' };
  for (const line of group) {
    if (view.indexOf(line) === index) continue;
    let report = known.byLine.get(line);
    if (!report) {
      report = { line, place: wholeLine, message, related, fixes: deletion };
      known.byLine.set(line, report);
    }
    to.push(report);
  }
}
