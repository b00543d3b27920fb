import { schema, validate } from 'schemas:shapes/text';
import { member } from '../json/parse';
import { hasOnlyKeys } from './evidence';
import { readRunning } from './read/running';
import type { Shape } from './shape';

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
  read: (value) => readRunning(value, undefined, 'text'),
};
