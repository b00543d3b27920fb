import type { Fix } from '../finding';
import { quoted } from './describe';
import { firstDamage, undamaged } from './mojibake';
import type { Rule } from './rule';
import { eachText } from './texts';

const lost = '\ufffd';

/** Text whose letters were lost on the way into the file. */
export const damagedText: Rule = {
  id: 'damaged-text',
  about: 'line',
  severity: 'warning',
  summary: 'A text holds letters that were damaged by reading it in the wrong encoding.',
  why: 'Signs such as `â€™` for an apostrophe, or `�`, come from a file that was read in the wrong encoding. The model learns to write them.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"It\u00e2\u20ac\u2122s a caf\u00c3\u00a9."}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"It\u2019s a caf\u00e9."}]}'],
    },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"caf\ufffd"}]}'] },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Un château, São Paulo, 20 °C, â la carte."}]}'] },
  ],
  signs: [lost, { of: 'damaged letters' }],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const damage = firstDamage(text);
      if (damage) {
        const { start, end, before } = damage;
        const at = path();
        const fixes: readonly Fix[] = [
          { kind: 'suggestion', title: 'Restore the damaged letters', edits: [{ op: 'set', path: at, value: undamaged(text) }] },
        ];
        report({
          place: { at: 'text', path: at, start, end },
          message: `${quoted(text.slice(start, end))} was surely ${quoted(before)} before it was read in the wrong encoding; the model would learn the damage.`,
          fixes,
        });
        return;
      }
      const start = text.indexOf(lost);
      if (start === -1) return;
      report({
        place: { at: 'text', path: path(), start, end: start + 1 },
        message:
          'A letter was lost here (U+FFFD) when the text was read in the wrong encoding: look it up in the source, or remove the line.',
      });
    });
  },
};
