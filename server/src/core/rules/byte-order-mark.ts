import { wholeLine } from '../json/path';
import type { FileReport, FileView, Rule } from './rule';
import { withWording } from './wording';

const line = '{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}]}';
const nothing: readonly FileReport[] = [];

/** A byte order mark that the target does not want, or the lack of one that it asks for. */
export const byteOrderMark: Rule = {
  id: 'byte-order-mark',
  about: 'file',
  // Some trainers refuse a file over it, some read past it, and one asks for it, so the target decides how much it weighs.
  severity: 'warning',
  summary: 'The file begins with a byte order mark that the target does not want, or lacks the one that it asks for.',
  why: 'Three bytes before the first bracket, which editors hide, make the first line no JSON to a program that does not expect them: the service refuses a file that looks right. Excel, Notepad and PowerShell write them.',
  bad: [
    { lines: [line], bytes: { size: 86, encoding: 'utf-8', mark: true } },
    { lines: [line], target: 'azure', bytes: { size: 83, encoding: 'utf-8', mark: false } },
  ],
  good: [
    { lines: [line], bytes: { size: 83, encoding: 'utf-8', mark: false } },
    { lines: [line], target: 'azure', bytes: { size: 86, encoding: 'utf-8', mark: true } },
  ],
  start({ target }) {
    const wanted = target.byteOrderMark?.wanted ?? false;
    const report = (view: FileView): readonly FileReport[] => {
      const { bytes } = view;
      const first = view.at(0);
      if (!bytes || !first || bytes.encoding !== 'utf-8' || bytes.invalid || bytes.mark === wanted) return nothing;
      const message = wanted
        ? `This file does not begin with a byte order mark; the documentation of ${target.name} asks for UTF-8 with one. Add it if the upload is refused.`
        : `This file begins with a byte order mark, three bytes that editors hide. To a program that does not expect them the first line is no JSON${target.byteOrderMark ? `, and ${target.name} refuses the file` : ''}: save it as UTF-8 without one.`;
      const title = wanted ? 'Save the file with a byte order mark' : 'Save the file without the byte order mark';
      return [
        {
          line: first,
          place: wholeLine,
          message: withWording(message, target, 'byte-order-mark'),
          fixes: [{ kind: 'fix', title, edits: [{ op: 'rewrite-file', mark: wanted }] }],
        },
      ];
    };
    return { add: () => undefined, remove: () => undefined, reports: report };
  },
};
