import { schema, validate } from 'schemas:shapes/kto';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { Example } from './example';
import { promptAndCompletion, readPromptAndCompletion } from './promptAndCompletion';
import type { Shape } from './shape';
import { writeCut } from './write/cut';
import { chatCarries } from './write/messages';
import { runningOf } from './write/running';
import { lossesBeside, writeConversation } from './write/training';
import { isRefused, type Written } from './write/written';

/** Answers that are marked good or bad one by one: `{"prompt": "...", "completion": "...", "label": true}`. */
export const kto: Shape = {
  id: 'kto',
  name: 'answers with a label (KTO)',
  signature: /["'“”]completion["'“”]\s*:[\s\S]*["'“”]label["'“”]\s*:\s*(?:true|false)/i,
  schema,
  validate,
  detect: (value) => {
    if (labelOf(value) === undefined || isLoggedOrEvaluated(value)) return false;
    const prompt = member(value, 'prompt');
    const completion = member(value, 'completion');
    return (typeof prompt === 'string' || isArray(prompt)) && (typeof completion === 'string' || isArray(completion));
  },
  fits: (value) => 'label' in value && ('prompt' in value || 'completion' in value),
  read,
  write,
  messageLists: promptAndCompletion,
};

function read(value: JsonObject): Example {
  const { rest, ...example } = readPromptAndCompletion(value);
  const { label: _, ...others } = rest;
  const label = labelOf(value);
  return label === undefined ? { ...example, rest } : { ...example, label, rest: others };
}

const words: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
]);

/** Good or bad; programs that write tables spell it as a number or a word, which is as surely meant, if wrong. */
function labelOf(value: JsonObject): boolean | undefined {
  const label = member(value, 'label');
  return typeof label === 'boolean' ? label : words.get(typeof label === 'string' ? label.toLowerCase() : label);
}

// Of two answers that were compared each makes a line of its own.
function write(example: Example): Written {
  const { sides, messages, label = true } = example;
  if (sides) {
    const side = { ...example, sides: undefined, learntFrom: messages.length };
    const good = write({ ...side, messages: [...messages, ...sides.preferred] });
    const bad = write({ ...side, messages: [...messages, ...sides.rejected], label: false });
    if (isRefused(good)) return good;
    return isRefused(bad) ? bad : { values: [...good.values, ...bad.values], losses: [...new Set([...good.losses, ...bad.losses])] };
  }
  const { label: _, ...unlabelled } = example;
  if (!example.running || messages.length !== 2)
    return writeConversation(unlabelled, chatCarries, (conversation, losses, tools) => ({
      ...writeCut(conversation, { ...unlabelled, ...tools }, losses),
      label,
    }));
  const losses = lossesBeside(example, {});
  const running = runningOf(unlabelled, losses);
  return isRefused(running) ? running : { values: [{ ...running, label }], losses: [...losses] };
}
