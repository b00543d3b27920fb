import { isArray, isObject, member } from '../json/parse';
import { isLogged } from './evidence';
import type { Shape } from './shape';

/** Cohere's chat: `{"messages": [{"role": "User", ...}, {"role": "Chatbot", ...}]}`. */
export const cohere: Shape = {
  id: 'cohere',
  name: 'Cohere chat messages',
  signature: /["'“”]role["'“”]\s*:\s*["'“”]Chatbot["'“”]/,
  detect: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) && messages.some((each) => isObject(each) && each.role === 'Chatbot') && !isLogged(value);
  },
};
