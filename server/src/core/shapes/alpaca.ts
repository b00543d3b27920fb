import { schema, validate } from 'schemas:shapes/alpaca';
import { type JsonObject, member } from '../json/parse';
import { hasOnlyKeys, isLoggedOrEvaluated } from './evidence';
import type { Shape } from './shape';

const answers = ['output', 'response', 'answer', 'completion', 'RESPONSE', 'OUTPUT'];

// Without an instruction these are also the keys of logs and question banks, so nothing foreign may stand beside them.
const questionKeys = new Set(['question', 'answer', 'context', 'system']);
const promptKeys = new Set(['prompt', 'response', 'system']);

/** Alpaca and its relatives: `{"instruction": "...", "input": "...", "output": "..."}`. */
export const alpaca: Shape = {
  id: 'alpaca',
  name: 'instructions and answers (Alpaca)',
  signature: /["'“”]instruction["'“”]\s*:\s*["'“”][\s\S]*["'“”](?:output|response|answer|completion)["'“”]\s*:/i,
  schema,
  validate,
  detect: (value) =>
    isInstruction(value) || isPair(value, 'question', 'answer', questionKeys) || isPair(value, 'prompt', 'response', promptKeys),
};

function isInstruction(value: JsonObject): boolean {
  if (!isText(value, 'instruction') && !isText(value, 'INSTRUCTION')) return false;
  return answers.some((key) => isText(value, key)) && !isLoggedOrEvaluated(withoutAnswer(value));
}

// `response` counts as a trace of logging elsewhere; here it is the answer.
function withoutAnswer(value: JsonObject): JsonObject {
  if (!('response' in value)) return value;
  const { response: _, ...rest } = value;
  return rest;
}

function isPair(value: JsonObject, asked: string, answered: string, allowed: ReadonlySet<string>): boolean {
  return isText(value, asked) && isText(value, answered) && hasOnlyKeys(value, allowed);
}

function isText(value: JsonObject, key: string): boolean {
  return typeof member(value, key) === 'string';
}
