import type { Fix } from '../finding';
import { isArray, isObject, type JsonObject, member, parseLine } from '../json/parse';
import { atKey, atValue, type Path } from '../json/path';
import { isMessage, isMessageList } from '../shapes/evidence';
import { describe } from './describe';
import { conversationKeys } from './messageKeys';
import { misspeltKey } from './nearNames';
import type { LineSubject, ReportTo, Rule } from './rule';
import { withWording } from './wording';

/** A conversation without its list of messages. */
export const missingMessages: Rule = {
  id: 'missing-messages',
  about: 'line',
  severity: 'error',
  summary: 'A line has no `messages`, or they are empty or no list.',
  why: 'The list of messages is the example itself. A line without it teaches nothing, and one such line makes a service refuse the whole file.',
  bad: [
    {
      lines: ['{"mesages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    { lines: ['{"messages":[]}'] },
    { lines: ['{"messages":"hi"}'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: true,
  check(line, report, { target }) {
    const owner = ownerOf(line);
    if (!owner) return;
    const { object, path } = owner;
    const messages = member(object, 'messages');
    if (isArray(messages) && messages.length > 0) return;
    const say = (text: string, place: Path, fixes: readonly Fix[] = []) =>
      report({ place: atValue(...place), message: withWording(text, target, 'missing-messages'), fixes });
    if (messages !== undefined) {
      const what = isArray(messages)
        ? 'This conversation is empty, so there is nothing to learn from it'
        : `\`messages\` must be a list of messages, not ${describe(messages)}`;
      say(
        `${what}: fill in what the user asks and what the assistant should answer.`,
        [...path, 'messages'],
        remedies(messages, [...path, 'messages']),
      );
      return;
    }
    const misspelt = misspeltKey(object, 'messages', conversationKeys, isMessageList);
    if (misspelt === undefined)
      say('This line has no `messages`, so there is no conversation to learn from: add the list.', [...path, 'messages']);
    else reportMisspelt(misspelt, path, (message) => withWording(message, target, 'missing-messages'), report);
  },
};

function ownerOf({ shape, value }: LineSubject): { readonly object: JsonObject; readonly path: Path } | undefined {
  if (shape?.id === 'chat' || shape?.id === 'reinforcement') return { object: value, path: [] };
  const input = shape?.id === 'preference' ? member(value, 'input') : undefined;
  return isObject(input) ? { object: input, path: ['input'] } : undefined;
}

function reportMisspelt(key: string, parent: Path, worded: (message: string) => string, report: ReportTo): void {
  const path = [...parent, key];
  report({
    place: atKey(...path),
    message: worded(`The conversation stands under \`${key}\`, where the trainer does not look for it: rename the key to \`messages\`.`),
    fixes: [{ kind: 'fix', title: `Rename \`${key}\` to \`messages\``, edits: [{ op: 'rename', path, key: 'messages' }] }],
  });
}

function remedies(messages: unknown, path: Path): readonly Fix[] {
  if (isMessage(messages))
    return [{ kind: 'suggestion', title: 'Put the message into a list', edits: [{ op: 'set', path, value: [messages] }] }];
  const parsed = typeof messages === 'string' && messages.trimStart().startsWith('[') ? parseLine(messages) : undefined;
  if (!parsed?.ok || !isMessageList(parsed.value)) return [];
  return [{ kind: 'suggestion', title: 'Turn the text into the list that it spells', edits: [{ op: 'set', path, value: parsed.value }] }];
}
