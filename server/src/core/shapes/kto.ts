import { schema, validate } from 'schemas:shapes/kto';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { Example } from './example';
import { promptAndCompletion, readPromptAndCompletion } from './promptAndCompletion';
import type { Shape } from './shape';

/** Answers that are marked good or bad one by one: `{"prompt": "...", "completion": "...", "label": true}`. */
export const kto: Shape = {
  id: 'kto',
  name: 'answers with a label (KTO)',
  signature: /["'“”]completion["'“”]\s*:[\s\S]*["'“”]label["'“”]\s*:\s*(?:true|false)/i,
  schema,
  validate,
  detect: (value) => {
    if (typeof member(value, 'label') !== 'boolean' || isLoggedOrEvaluated(value)) return false;
    const prompt = member(value, 'prompt');
    const completion = member(value, 'completion');
    return (typeof prompt === 'string' || isArray(prompt)) && (typeof completion === 'string' || isArray(completion));
  },
  fits: (value) => 'label' in value && ('prompt' in value || 'completion' in value),
  read,
  messageLists: promptAndCompletion,
};

function read(value: JsonObject): Example {
  const { rest, ...example } = readPromptAndCompletion(value);
  const { label, ...others } = rest;
  return typeof label === 'boolean' ? { ...example, label, rest: others } : { ...example, rest };
}
