import { wholeLine } from '../json/path';
import type { FileReport, FileView, Rule } from './rule';
import { withWording } from './wording';

const line = '{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}]}';
const nothing: readonly FileReport[] = [];
const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A file with more bytes than the target takes. */
export const fileTooLarge: Rule = {
  id: 'file-too-large',
  about: 'file',
  // Some services refuse such a file and some take it by another way, so the target decides how much it weighs.
  severity: 'warning',
  summary: 'The file has more bytes than the target takes.',
  why: 'A service refuses a file beyond its limit, and you learn of it at the end of a long upload.',
  bad: [{ lines: [line], bytes: { size: 600 * 1024 * 1024, encoding: 'utf-8', mark: false } }],
  good: [
    { lines: [line], bytes: { size: 500 * 1024 * 1024, encoding: 'utf-8', mark: false } },
    { lines: [line], target: 'trl', bytes: { size: 600 * 1024 * 1024, encoding: 'utf-8', mark: false } },
  ],
  start({ target }) {
    const most = target.maxFileBytes?.value ?? Number.POSITIVE_INFINITY;
    const report = (view: FileView): readonly FileReport[] => {
      const size = view.bytes?.size ?? 0;
      const first = size > most ? view.at(0) : undefined;
      if (!first) return nothing;
      const beyond = target.maxFileBytes?.beyond;
      const advice = `${beyond ? `${beyond} Otherwise split it` : 'Split it'}, or leave examples out.`;
      const message = `This file has ${readable(size)}; ${target.name} takes at most ${readable(most)}. ${advice}`;
      return [{ line: first, place: wholeLine, message: withWording(message, target, 'file-too-large', { size, maximum: most }) }];
    };
    return { add: () => undefined, remove: () => undefined, reports: report };
  },
};

/** Bytes as people say them: `512 MB`; a megabyte is 1024 × 1024 bytes, as the services count. */
function readable(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${units[unit]}`;
}
