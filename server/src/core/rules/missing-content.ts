import { isArray, type JsonObject, member } from '../json/parse';
import { atKey, atValue } from '../json/path';
import { messageKeys } from './messageKeys';
import { isMeantForAssistant, misspeltKey } from './nearNames';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** A message that says nothing. */
export const missingContent: Rule = {
  id: 'missing-content',
  about: 'message',
  severity: 'error',
  summary: 'A message has no `content`, or `null`, where it needs one.',
  why: 'A message without content says nothing. Only an assistant that calls a tool may do without it.',
  bad: [
    { lines: ['{"messages":[{"role":"user"},{"role":"assistant","content":null}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","audio":{"id":"audio_1"}}]}'] },
    {
      lines: ['{"messages":[{"role":"user","contents":"hi"},{"role":"assistant","text":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"asistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    const { message } = subject;
    const { content } = message;
    if ((content !== undefined && content !== null) || maySayNothing(message, content)) return;
    const misspelt = content === undefined ? misspeltKey(message, 'content', messageKeys, isContent) : undefined;
    if (misspelt === undefined) {
      report({
        place: atValue(...inMessage(subject, 'content')),
        message: withWording(
          `This message ${content === null ? 'has `null` for its `content`' : 'has no `content`'}: ${advice(message)}`,
          target,
          'missing-content',
        ),
      });
      return;
    }
    const path = inMessage(subject, misspelt);
    report({
      place: atKey(...path),
      message: withWording(
        `This message has no \`content\` but \`${misspelt}\`, which the trainer does not read: rename the key.`,
        target,
        'missing-content',
      ),
      fixes: [{ kind: 'fix', title: `Rename \`${misspelt}\` to \`content\``, edits: [{ op: 'rename', path, key: 'content' }] }],
    });
  },
};

function maySayNothing(message: JsonObject, content: unknown): boolean {
  if (message.role === 'function') return content === null;
  if (!isMeantForAssistant(message.role)) return false;
  const calls = member(message, 'tool_calls');
  if (isArray(calls) ? calls.length > 0 : calls !== undefined && calls !== null) return true;
  return [member(message, 'function_call'), member(message, 'refusal')].some((other) => other !== undefined && other !== null);
}

function advice({ role }: JsonObject): string {
  if (role === 'assistant') return 'write the answer that the model should learn, or the tool that it should call.';
  return 'write what it should say, or remove the message.';
}

function isContent(value: unknown): boolean {
  return typeof value === 'string' || isArray(value);
}
