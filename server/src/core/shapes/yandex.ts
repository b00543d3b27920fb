import { isArray, isObject, member } from '../json/parse';
import { isLogged } from './evidence';
import { type ExampleMessage, textOf } from './example';
import { beside } from './read/line';
import { roleOf, textMessage } from './read/messages';
import type { Shape } from './shape';
import { writeTexts } from './write/texts';
import { writeConversation } from './write/training';

/** YandexGPT's conversations: `{"request": [{"role": "user", "text": "..."}], "response": "..."}`. */
export const yandex: Shape = {
  id: 'yandex',
  name: 'YandexGPT requests and responses',
  signature: /["'“”]request["'“”]\s*:\s*\[\s*\{\s*["'“”](?:role|text)["'“”]/,
  write: (example) =>
    writeConversation(example, { title: 'the YandexGPT form', system: 'start' }, (messages) => ({
      request: writeTexts(messages.slice(0, -1), { role: 'role', content: 'text' }),
      response: messages.at(-1) === undefined ? '' : textOf(messages.at(-1) as ExampleMessage),
    })),
  read: (value) => ({
    messages: [...readRequest(member(value, 'request')), ...textMessage('assistant', member(value, 'response'), ['response'])],
    ...beside(value, ['request', 'response']),
  }),
  detect: (value) => {
    const request = member(value, 'request');
    return (
      isArray(request) && request.some((each) => isObject(each) && 'role' in each && typeof each.text === 'string') && !isLogged(value)
    );
  },
};

function readRequest(request: unknown): readonly ExampleMessage[] {
  if (!isArray(request)) return [];
  return request.flatMap((turn, index) => {
    const written = isObject(turn) ? member(turn, 'role') : undefined;
    const said = isObject(turn) ? member(turn, 'text') : turn;
    const where = isObject(turn) ? ['request', index, 'text'] : ['request', index];
    const [message] = textMessage(roleOf(written), said, where);
    if (!message) return [];
    return [{ ...message, ...(typeof written === 'string' && { writtenRole: written }), path: ['request', index] }];
  });
}
