import type { Rule } from './rule';
import { eachText } from './texts';

// With the flag `u` a surrogate matches only where it has no partner.
const lone = /[\ud800-\udfff]/u;

/** Half of a character. */
export const loneSurrogate: Rule = {
  id: 'lone-surrogate',
  about: 'line',
  severity: 'error',
  summary: 'A text holds half of a character, such as `\\ud83d` alone.',
  why: 'Characters beyond the first 65,536, emoji among them, are two escapes in JSON. One alone cannot be written as UTF-8: the service refuses the file or stops while it reads it.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello \\ud83d!"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello !"}]}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello \\ud83d\\ude00"}]}'] }],
  // What is written as half a character in the file itself comes as U+FFFD.
  signs: [{ of: 'half characters' }, '\ufffd'],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const start = text.search(lone);
      if (start === -1) return;
      const at = path();
      const code = text.charCodeAt(start).toString(16);
      report({
        place: { at: 'text', path: at, start, end: start + 1 },
        message: `\`\\u${code}\` is half of a character, most often of an emoji that was cut in two; it cannot be written as UTF-8. Write the whole character, or remove it.`,
        fixes: [
          {
            kind: 'suggestion',
            title: 'Remove the half character',
            edits: [{ op: 'set', path: at, value: text.replace(new RegExp(lone, 'gu'), '') }],
          },
        ],
      });
    });
  },
};
