import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atValue } from '../json/path';
import { isMeantForAssistant } from './nearNames';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** Content that is there and says nothing. */
export const emptyContent: Rule = {
  id: 'empty-content',
  about: 'message',
  severity: 'warning',
  summary: 'The `content` of a message is empty or only white space.',
  why: 'An empty answer teaches the model to say nothing; an empty question teaches it to answer out of the blue. Both are mostly gaps in the source that the file was made from.',
  bad: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":""}]}'] },
    { lines: ['{"messages":[{"role":"user","content":[{"type":"text","text":"  "}]},{"role":"assistant","content":"hello"}]}'] },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":"","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    const { message } = subject;
    const { content } = message;
    if (!isEmpty(content) || mayBeEmpty(message)) return;
    const isAnswer = message.role === 'assistant';
    const advice = isAnswer
      ? 'the model would learn to answer with nothing. Write the answer, or remove the line.'
      : 'the model would learn to answer to nothing. Write what is said, or remove the message.';
    report({
      place: atValue(...inMessage(subject, 'content')),
      message: withWording(`This ${nameOf(message.role)} message is empty: ${advice}`, target, 'empty-content'),
      // An empty question is a gap; an empty answer is all that the model would learn from.
      ...(isAnswer && { severity: 'error' }),
    });
  },
};

function isEmpty(content: unknown): boolean {
  if (typeof content === 'string') return isBlank(content);
  return (
    isArray(content) &&
    content.every((part) => isObject(part) && part.type === 'text' && typeof part.text === 'string' && isBlank(part.text))
  );
}

// The first character decides nearly always, so no long text is trimmed.
function isBlank(text: string): boolean {
  return text === '' || (text.charCodeAt(0) <= 0x20 && text.trim() === '');
}

// A tool may well return nothing, and an assistant that calls a tool or refuses has said its part.
function mayBeEmpty(message: JsonObject): boolean {
  if (message.role === 'tool' || message.role === 'function') return true;
  if (!isMeantForAssistant(message.role)) return false;
  const calls = member(message, 'tool_calls');
  return (
    (isArray(calls) && calls.length > 0) || isObject(member(message, 'function_call')) || typeof member(message, 'refusal') === 'string'
  );
}

function nameOf(role: unknown): string {
  return typeof role === 'string' ? `\`${role}\`` : '';
}
