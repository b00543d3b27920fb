import type { Fix } from '../finding';
import { isArray, isObject, member } from '../json/parse';
import { wholeLine } from '../json/path';
import { isBatchRequest } from '../shapes/evidence';
import type { Rule } from './rule';

/** A request of OpenAI's Batch interface among training data. */
export const batchRequest: Rule = {
  id: 'batch-request',
  about: 'line',
  severity: 'warning',
  summary: 'A line is a request for OpenAI’s Batch interface, not an example.',
  why: 'Batch files and training files are both JSON Lines and easily mixed up. A request asks a question without answering it, so there is nothing in it to learn.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"bye"}]}}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"bye"}]}',
      ],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: true,
  check({ value }, report) {
    if (!isBatchRequest(value)) return;
    const body = member(value, 'body');
    const messages = isObject(body) ? member(body, 'messages') : undefined;
    const fixes: readonly Fix[] = isArray(messages)
      ? [{ kind: 'suggestion', title: 'Keep the messages alone', edits: [{ op: 'set', path: [], value: { messages } }] }]
      : [];
    report({
      place: wholeLine,
      message:
        'This line is a request for OpenAI’s Batch interface: it asks, but holds no answer to learn. Keep its messages and add the answer, or remove the line.',
      fixes,
    });
  },
};
