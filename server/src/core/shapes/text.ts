import { schema, validate } from 'schemas:shapes/text';
import { member } from '../json/parse';
import { hasOnlyKeys } from './evidence';
import type { Example } from './example';
import { readRunning } from './read/running';
import type { Shape } from './shape';
import { conversationOf } from './write/conversation';
import { fitTo } from './write/fit';
import { labelled, runningOf, textCarries } from './write/running';
import { isMessages, lossesBeside } from './write/training';
import { isRefused, type Written } from './write/written';

// Much else in JSON Lines has a `text`: only what says nothing more is text to train on.
const allowed = new Set(['text', 'meta', 'metadata', 'source', 'weight']);

/** Plain text to go on learning a language from: `{"text": "..."}`. */
export const text: Shape = {
  id: 'text',
  name: 'plain text',
  signature: /^\s*\{\s*["'“”]text["'“”]\s*:\s*["'“”]/,
  schema,
  validate,
  detect: (value) => typeof member(value, 'text') === 'string' && hasOnlyKeys(value, allowed),
  fits: (value) => 'text' in value && hasOnlyKeys(value, allowed),
  write,
  read: (value) => readRunning(value, undefined, 'text'),
};

// A text is learnt from its first word on, so that of a conversation nothing stays given.
function write(example: Example): Written {
  const losses = lossesBeside(example, {});
  if (example.running && !example.sides) {
    const own = runningOf(example, losses);
    return isRefused(own) ? own : { values: [{ text: own.prompt + own.completion }], losses: [...losses] };
  }
  const conversation = conversationOf(example, losses);
  if (!isMessages(conversation)) return conversation;
  const messages = fitTo(conversation, textCarries, losses);
  if (!isMessages(messages)) return messages;
  losses.add('turns written as one text with labels');
  return { values: [{ text: labelled(messages) }], losses: [...losses] };
}
