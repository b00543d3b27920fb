import { isObject } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { roleOf } from '../shapes/read/messages';
import type { Turns } from '../shapes/shape';
import { acceptedShape } from './accepted';
import { isMeantForAssistant } from './nearNames';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A conversation without an answer. */
export const noAssistantMessage: Rule = {
  id: 'no-assistant-message',
  about: 'line',
  severity: 'error',
  summary: 'A conversation has no message of the assistant.',
  why: 'The assistant’s messages are what the model learns to write. Each line stands alone: a system message on a line of its own is not carried over to the next line.',
  bad: [
    { lines: ['{"messages":[{"role":"system","content":"Be kind."}]}'] },
    { lines: ['{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}'], target: 'gemini' },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"function","content":"{\\"name\\":\\"weather\\",\\"arguments\\":{}}"}],"tools":"[{\\"name\\":\\"weather\\"}]"}',
      ],
      target: 'llama-factory',
    },
  ],
  check({ lists, shape, value }, report, { target }) {
    const accepted = acceptedShape(target, shape);
    const tell = (path: Path, what: string): void =>
      report({
        place: atValue(...path),
        message: withWording(
          `No ${what}, so there is nothing to learn from this line: add the answer, or remove the line.`,
          target,
          'no-assistant-message',
        ),
      });
    for (const { part, messages, path } of lists) {
      if (part !== 'trained' || messages.length === 0) continue;
      const isAnswer = (message: unknown): boolean =>
        isObject(message) &&
        (isMeantForAssistant(message.role) || (accepted?.callRole !== undefined && message.role === accepted.callRole));
      // Nearly always the last message is the answer.
      if (!isAnswer(messages.at(-1)) && !messages.some(isAnswer)) tell(path, 'message here is the assistant’s');
    }
    // A shape that the target does not take must be converted first, and that tells what has no answer.
    const turns = accepted && shape?.turns?.(value);
    if (turns && isUnanswered(turns)) tell(turns.path, 'turn here is the model’s');
  },
};

/** Whether all turns are surely another's than the model's. */
function isUnanswered({ list, speaker, part }: Turns): boolean {
  if (part !== 'trained' || list.length === 0) return false;
  return list.every((turn) => {
    const role = isObject(turn) ? roleOf(turn[speaker]) : 'unknown';
    return role !== 'assistant' && role !== 'unknown';
  });
}
