import { schema, validate } from 'schemas:shapes/completion';
import { type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { Example } from './example';
import { readRunning } from './read/running';
import type { Shape } from './shape';
import { runningOf } from './write/running';
import { lossesBeside } from './write/training';
import { isRefused, type Written } from './write/written';

/** A text and how it goes on: `{"prompt": "...", "completion": "..."}`. */
export const completion: Shape = {
  id: 'completion',
  name: 'prompts and completions',
  signature: /["'“”]prompt["'“”]\s*:\s*["'“”][\s\S]*["'“”]completion["'“”]\s*:/,
  schema,
  validate,
  detect: (value) => isText(value, 'prompt') && isText(value, 'completion') && !isLoggedOrEvaluated(value),
  fits: (value) => 'prompt' in value || 'completion' in value,
  write,
  read: (value) => readRunning(value, 'prompt', 'completion'),
};

function isText(value: JsonObject, key: string): boolean {
  return typeof member(value, key) === 'string';
}

function write(example: Example): Written {
  const losses = lossesBeside(example, {});
  const running = runningOf(example, losses);
  return isRefused(running) ? running : { values: [{ ...running }], losses: [...losses] };
}
