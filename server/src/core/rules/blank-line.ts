import type { Fix } from '../finding';
import type { FileReport, Rule } from './rule';

/** A blank line between or behind records. */
export const blankLine: Rule = {
  id: 'blank-line',
  about: 'file',
  severity: 'warning',
  summary: 'A line is blank.',
  why: 'Many trainers parse every line and stop at an empty one; others skip it, and then the line numbers of their messages no longer agree with the file. One line break at the end of the file is right.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
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
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
        '',
      ],
    },
  ],
  start(_, keeping) {
    const blank = keeping.set();
    return {
      add(line) {
        if (line.facts.blank) blank.add(line);
      },
      remove(line) {
        blank.delete(line);
      },
      reports(view) {
        const reports: FileReport[] = [];
        for (const line of blank) {
          const text = view.textOf(line) ?? '';
          const isLast = view.indexOf(line) === view.count - 1;
          // What follows the last line break is no line as long as nothing stands there.
          if (isLast && text === '') continue;
          reports.push({ line, place: { at: 'span', start: 0, end: text.length }, message, fixes: isLast ? [emptied(text)] : deleted });
        }
        return reports;
      },
    };
  },
};

const message = 'This line is blank. Many trainers stop at it with “not valid JSON” and refuse the file: delete it.';
const deleted: readonly Fix[] = [{ kind: 'fix', title: 'Delete the blank line', edits: [{ op: 'delete-line' }] }];

function emptied(text: string): Fix {
  return { kind: 'fix', title: 'Delete the blank line', edits: [{ op: 'replace', start: 0, end: text.length, text: '' }] };
}
