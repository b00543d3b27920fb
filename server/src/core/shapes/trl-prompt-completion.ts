import { member } from '../json/parse';
import { isLoggedOrEvaluated, isMessageList } from './evidence';
import type { Shape } from './shape';

/** Messages cut in two for TRL: `{"prompt": [{...}], "completion": [{...}]}`. */
export const trlPromptCompletion: Shape = {
  id: 'trl-prompt-completion',
  name: 'prompts and completions made of messages',
  signature: /["'“”]prompt["'“”]\s*:\s*\[[\s\S]*["'“”]completion["'“”]\s*:/,
  detect: (value) => isMessageList(member(value, 'prompt')) && isMessageList(member(value, 'completion')) && !isLoggedOrEvaluated(value),
};
