import { schema, validate } from 'schemas:shapes/sharegpt';
import { isArray, isObject } from '../json/parse';
import { isLogged } from './evidence';
import type { Shape } from './shape';

const listKeys = ['conversations', 'conversation', 'messages', 'dialog', 'items'];

/** ShareGPT: `{"conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}`. */
export const sharegpt: Shape = {
  id: 'sharegpt',
  name: 'ShareGPT conversations',
  signature: /["'“”]conversations?["'“”]\s*:\s*\[(?:\s*\{\s*["'“”](?:from|value)["'“”])/,
  schema,
  validate,
  detect: (value) =>
    listKeys.some((key) => {
      const list = Object.hasOwn(value, key) ? value[key] : undefined;
      return isArray(list) && list.some(isTurn);
    }) && !isLogged(value),
  fits: (value) => 'conversations' in value,
};

function isTurn(value: unknown): boolean {
  return isObject(value) && typeof value.value === 'string' && (typeof value.from === 'string' || typeof value.role === 'string');
}
