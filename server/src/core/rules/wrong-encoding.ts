import { wholeLine } from '../json/path';
import { counted } from '../numbers';
import type { FileReport, FileView, Rule } from './rule';
import { withWording } from './wording';

const line = '{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}]}';
const nothing: readonly FileReport[] = [];

/** A file whose bytes are not UTF-8. */
export const wrongEncoding: Rule = {
  id: 'wrong-encoding',
  about: 'file',
  severity: 'error',
  summary: 'The bytes of the file are not UTF-8: UTF-16, or an older encoding.',
  why: 'Every trainer reads UTF-8. An editor guesses and shows such a file as if nothing were wrong, but the service refuses it, or trains on damaged letters. PowerShell’s `>` writes UTF-16, old Windows programs Latin-1.',
  bad: [
    { lines: [line], bytes: { size: 168, encoding: 'utf-16le', mark: false } },
    {
      lines: ['{"messages":[{"role":"user","content":"Caf\ufffd?"},{"role":"assistant","content":"Coffee."}]}'],
      bytes: { size: 90, encoding: 'utf-8', mark: false, invalid: { line: 0, lines: 1 } },
    },
  ],
  good: [{ lines: [line], bytes: { size: 83, encoding: 'utf-8', mark: false } }],
  start({ target }) {
    const mark = target.byteOrderMark?.wanted ?? false;
    const report = (view: FileView): readonly FileReport[] => {
      const { bytes } = view;
      if (!bytes || (bytes.encoding === 'utf-8' && !bytes.invalid)) return nothing;
      const first = view.at(Math.min(bytes.invalid?.line ?? 0, view.count - 1));
      if (!first) return nothing;
      const utf16 = bytes.encoding !== 'utf-8';
      const message = utf16
        ? 'This file is UTF-16, as Windows PowerShell writes it with ">". Trainers read UTF-8 only and find no JSON in it: save it as UTF-8.'
        : `${counted(bytes.invalid?.lines ?? 0, 'line')} from here on ${bytes.invalid?.lines === 1 ? 'holds' : 'hold'} bytes that are not UTF-8, so ${target.name} refuses the file or trains on damaged letters. Was it saved in an older encoding, such as Windows-1252? Open it in that encoding and save it as UTF-8.`;
      const title = utf16 ? 'Save the file as UTF-8' : 'Save the file as UTF-8, with � for each damaged letter';
      return [
        {
          line: first,
          place: wholeLine,
          message: withWording(message, target, 'wrong-encoding'),
          fixes: [{ kind: 'suggestion', title, edits: [{ op: 'rewrite-file', mark, ...(!utf16 && { losing: true }) }] }],
        },
      ];
    };
    return { add: () => undefined, remove: () => undefined, reports: report };
  },
};
