import { isObject } from '../json/parse';
import { atValue } from '../json/path';
import { isMeantForAssistant } from './nearNames';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A conversation without an answer. */
export const noAssistantMessage: Rule = {
  id: 'no-assistant-message',
  about: 'messages',
  severity: 'error',
  summary: 'A conversation has no message of the assistant.',
  why: 'The assistant’s messages are what the model learns to write. Each line stands alone: a system message on a line of its own is not carried over to the next line.',
  bad: [{ lines: ['{"messages":[{"role":"system","content":"Be kind."}]}'] }],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  check(list, report, { target }) {
    if (list.part !== 'trained' || list.messages.length === 0) return;
    // Nearly always the last message is the answer.
    if (isAnswer(list.messages.at(-1)) || list.messages.some(isAnswer)) return;
    report({
      place: atValue(...list.path),
      message: withWording(
        'No message here is the assistant’s, so there is nothing to learn from this line: add the answer, or remove the line.',
        target,
        'no-assistant-message',
      ),
    });
  },
};

function isAnswer(message: unknown): boolean {
  return isObject(message) && isMeantForAssistant(message.role);
}
