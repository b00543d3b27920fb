import { schema, validate } from 'schemas:shapes/gemini-preference';
import { isArray, isObject, member } from '../json/parse';
import { hasGeminiContents } from './gemini';
import type { Shape } from './shape';

/** Google's conversations with scored answers: `{"contents": [...], "completions": [{"score": 1, "completion": {...}}, ...]}`. */
export const geminiPreference: Shape = {
  id: 'gemini-preference',
  name: 'Gemini preference pairs',
  signature: /["'“”]contents["'“”]\s*:\s*\[[\s\S]*["'“”]completions["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => {
    const completions = member(value, 'completions');
    return hasGeminiContents(value) && isArray(completions) && completions.some((each) => isObject(each) && 'score' in each);
  },
  fits: (value) => 'contents' in value && 'completions' in value,
};
