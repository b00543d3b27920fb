import { schema, validate } from 'schemas:shapes/gemini';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { isLogged } from './evidence';
import { readGemini } from './read/gemini';
import type { Shape, Turns } from './shape';
import { geminiCarries, writeDeclarations, writeGemini } from './write/gemini';
import { writeConversation } from './write/training';

/** Google's conversations: `{"contents": [{"role": "user", "parts": [...]}, ...]}`. */
export const gemini: Shape = {
  id: 'gemini',
  name: 'Gemini contents',
  signature: /["'“”]contents["'“”]\s*:\s*\[\s*\{\s*["'“”](?:role|parts)["'“”]/,
  schema,
  validate,
  detect: (value) => hasGeminiContents(value) && !isLogged(value) && !('generationConfig' in value),
  fits: (value) => 'contents' in value,
  write: (example) =>
    writeConversation(example, geminiCarries, (messages, losses, { tools }) => ({
      ...writeGemini(messages),
      ...writeDeclarations(tools, losses),
    })),
  read: (value) => readGemini(value, []),
  turns: (value) => contentsOf(value, 'trained'),
};

/** The turns in `contents`; undefined where that is no list. */
export function contentsOf(value: JsonObject, part: Turns['part']): Turns | undefined {
  const list = member(value, 'contents');
  return isArray(list) ? { path: ['contents'], list, speaker: 'role', part } : undefined;
}

/** Tells whether `contents` is a list whose items have `parts`. */
export function hasGeminiContents(value: JsonObject): boolean {
  const contents = member(value, 'contents');
  return isArray(contents) && contents.some((content) => isObject(content) && isArray(member(content, 'parts')));
}
