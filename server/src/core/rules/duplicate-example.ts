import { wholeLine } from '../json/path';
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
    const byHash = new Map<number, FileLine | Set<FileLine>>();
    const repeated = new Set<Set<FileLine>>();
    return {
      add(line) {
        const { hash, shape } = line.facts;
        if (hash === undefined || !shape) return;
        const same = byHash.get(hash);
        if (same === undefined) byHash.set(hash, line);
        else if (same instanceof Set) same.add(line);
        else {
          // Most lines stand alone, and a set for each would cost more than all else that is kept of them.
          const group = new Set([same, line]);
          byHash.set(hash, group);
          repeated.add(group);
        }
      },
      remove(line) {
        const { hash } = line.facts;
        const same = hash === undefined ? undefined : byHash.get(hash);
        if (hash === undefined || same === undefined) return;
        if (!(same instanceof Set)) {
          if (same === line) byHash.delete(hash);
          return;
        }
        same.delete(line);
        if (same.size > 1) return;
        repeated.delete(same);
        const [left] = same;
        if (left) byHash.set(hash, left);
        else byHash.delete(hash);
      },
      reports: (view) => (repeated.size === 0 ? [] : [...repeated].flatMap((group) => reportsOf(group, view))),
    };
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
