import { schema, validate } from 'schemas:shapes/trl-preference';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { MessageList, Shape } from './shape';

// Names under which trainers and authors keep the better and the worse answer.
const pairs = [
  ['chosen', 'rejected'],
  ['chosen_messages', 'rejected_messages'],
  ['preferred', 'rejected'],
  ['preferred', 'dispreferred'],
  ['preferred', 'non_preferred'],
  ['preferred', 'other'],
] as const;

/** Preference pairs as TRL, Axolotl and LLaMA-Factory take them: `{"prompt": "...", "chosen": "...", "rejected": "..."}`. */
export const trlPreference: Shape = {
  id: 'trl-preference',
  name: 'preference pairs (chosen and rejected)',
  signature:
    /["'“”]chosen(?:_messages)?["'“”]\s*:[\s\S]*["'“”]rejected(?:_messages)?["'“”]\s*:|["'“”](?:chosen|rejected)_messages["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => pairs.some(([better, worse]) => isAnswer(value, better) && isAnswer(value, worse)) && !isLoggedOrEvaluated(value),
  fits: (value) => ['chosen', 'rejected', 'chosen_messages', 'rejected_messages'].some((key) => key in value),
  messageLists,
};

function isAnswer(value: JsonObject, key: string): boolean {
  const answer = member(value, key);
  return typeof answer === 'string' || isArray(answer) || isObject(answer);
}

// Without a prompt of messages each side is a whole conversation, the question included.
function messageLists(value: JsonObject): readonly MessageList[] {
  const lists: MessageList[] = [];
  const prompt = member(value, 'prompt');
  if (isArray(prompt)) lists.push({ path: ['prompt'], messages: prompt, part: 'input' });
  for (const [keys, part] of [
    [['chosen', 'chosen_messages'], 'preferred'],
    [['rejected', 'rejected_messages'], 'rejected'],
  ] as const) {
    for (const key of keys) {
      const messages = member(value, key);
      if (isArray(messages)) lists.push({ path: [key], messages, part: isArray(prompt) ? part : 'trained' });
    }
  }
  return lists;
}
