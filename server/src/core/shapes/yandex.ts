import { isArray, isObject, member } from '../json/parse';
import { isLogged } from './evidence';
import type { Shape } from './shape';

/** YandexGPT's conversations: `{"request": [{"role": "user", "text": "..."}], "response": "..."}`. */
export const yandex: Shape = {
  id: 'yandex',
  name: 'YandexGPT requests and responses',
  signature: /["'“”]request["'“”]\s*:\s*\[\s*\{\s*["'“”](?:role|text)["'“”]/,
  detect: (value) => {
    const request = member(value, 'request');
    return (
      isArray(request) && request.some((each) => isObject(each) && 'role' in each && typeof each.text === 'string') && !isLogged(value)
    );
  },
};
