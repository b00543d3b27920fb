import { schema, validate } from 'schemas:shapes/trl-prompt-completion';
import { isArray, member } from '../json/parse';
import { isLoggedOrEvaluated, isMessageList } from './evidence';
import { promptAndCompletion, readPromptAndCompletion } from './promptAndCompletion';
import type { Shape } from './shape';
import { writeCut } from './write/cut';
import { chatCarries } from './write/messages';
import { writeConversation } from './write/training';

/** Messages cut in two for TRL: `{"prompt": [{...}], "completion": [{...}]}`. */
export const trlPromptCompletion: Shape = {
  id: 'trl-prompt-completion',
  name: 'prompts and completions made of messages',
  signature: /["'“”]prompt["'“”]\s*:\s*\[[\s\S]*["'“”]completion["'“”]\s*:/,
  schema,
  validate,
  detect: (value) => isMessageList(member(value, 'prompt')) && isMessageList(member(value, 'completion')) && !isLoggedOrEvaluated(value),
  fits: (value) => isArray(member(value, 'prompt')) || isArray(member(value, 'completion')),
  read: readPromptAndCompletion,
  write: (example) =>
    writeConversation(example, chatCarries, (messages, losses, tools) => writeCut(messages, { ...example, ...tools }, losses)),
  messageLists: promptAndCompletion,
};
