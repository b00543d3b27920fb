import { isObject } from '../json/parse';
import { atValue } from '../json/path';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A conversation whose answers are all switched off. */
export const nothingToLearn: Rule = {
  id: 'nothing-to-learn',
  about: 'messages',
  severity: 'warning',
  summary: 'Every answer of a conversation has weight 0.',
  why: 'An answer with weight 0 is read but not learnt. Where all of them are, the line costs tokens and teaches nothing, and a file of such lines is refused.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":0}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hmm","weight":0},{"role":"user","content":"hi!"},{"role":"assistant","content":"hello"}]}',
      ],
    },
  ],
  check({ part, messages, path }, report, { target }) {
    if (part !== 'trained') return;
    let last = -1;
    for (let index = messages.length - 1; index >= 0; index--) {
      const message = messages[index];
      if (!isObject(message) || message.role !== 'assistant') continue;
      if (message.weight !== 0) return;
      if (last === -1) last = index;
    }
    if (last === -1) return;
    const weight = [...path, last, 'weight'];
    report({
      place: atValue(...weight),
      message: withWording(
        'Every answer of this conversation has weight 0, so the model learns nothing from it. Give the answer that matters weight 1, or remove the line.',
        target,
        'nothing-to-learn',
      ),
      fixes: [{ kind: 'suggestion', title: 'Learn the last answer', edits: [{ op: 'set', path: weight, value: 1 }] }],
    });
  },
};
