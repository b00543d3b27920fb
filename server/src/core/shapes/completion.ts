import { schema, validate } from 'schemas:shapes/completion';
import { type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import { readRunning } from './read/running';
import type { Shape } from './shape';

/** A text and how it goes on: `{"prompt": "...", "completion": "..."}`. */
export const completion: Shape = {
  id: 'completion',
  name: 'prompts and completions',
  signature: /["'“”]prompt["'“”]\s*:\s*["'“”][\s\S]*["'“”]completion["'“”]\s*:/,
  schema,
  validate,
  detect: (value) => isText(value, 'prompt') && isText(value, 'completion') && !isLoggedOrEvaluated(value),
  fits: (value) => 'prompt' in value || 'completion' in value,
  read: (value) => readRunning(value, 'prompt', 'completion'),
};

function isText(value: JsonObject, key: string): boolean {
  return typeof member(value, key) === 'string';
}
