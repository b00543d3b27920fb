import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { isLoggedOrEvaluated } from './evidence';
import type { Shape } from './shape';

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
  detect: (value) => pairs.some(([better, worse]) => isAnswer(value, better) && isAnswer(value, worse)) && !isLoggedOrEvaluated(value),
};

function isAnswer(value: JsonObject, key: string): boolean {
  const answer = member(value, key);
  return typeof answer === 'string' || isArray(answer) || isObject(answer);
}
