import { schema, validate } from 'schemas:shapes/completion';
import { type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { Example } from './example';
import { firstKey } from './read/line';
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
  detect: (value) => (isText(value, 'prompt') && isText(value, 'completion') && !isLoggedOrEvaluated(value)) || isMisnamed(value),
  meant: isMeant,
  fits: (value) => 'prompt' in value || 'completion' in value,
  write,
  read: (value) => readRunning(value, firstKey(value, ['prompt', 'question']), firstKey(value, ['completion', 'answer']) ?? 'completion'),
};

// Half of the keys by another name, and nothing beside them: question banks have more to say.
const misnamed = [
  ['prompt', 'answer'],
  ['question', 'completion'],
] as const;

function isMisnamed(value: JsonObject): boolean {
  return misnamed.some((keys) => keys.every((key) => isText(value, key)) && Object.keys(value).length === keys.length);
}

// Two numbers are what a request has cost.
function isMeant(value: JsonObject): boolean {
  const texts = [member(value, 'prompt'), member(value, 'completion')];
  return Object.keys(value).length === 2 && !texts.includes(undefined) && texts.some((text) => typeof text !== 'number');
}

function isText(value: JsonObject, key: string): boolean {
  return typeof member(value, key) === 'string';
}

function write(example: Example): Written {
  const losses = lossesBeside(example, {});
  const running = runningOf(example, losses);
  return isRefused(running) ? running : { values: [{ ...running }], losses: [...losses] };
}
