import { distance } from 'fastest-levenshtein';
import type { JsonObject } from '../json/parse';
import { chatRoles } from './messageKeys';

// What other formats, services and habits call the key on the left.
const keySynonyms: Readonly<Record<string, readonly string[]>> = {
  messages: ['conversations', 'conversation', 'dialog', 'dialogue', 'turns', 'chat'],
  role: ['from', 'speaker', 'sender', 'author'],
  content: ['contents', 'text', 'value', 'message', 'body', 'msg'],
  text: ['value', 'content'],
  tool_calls: ['function_calls', 'calls'],
  tool_call_id: ['call_id', 'tool_id'],
  arguments: ['args', 'parameters', 'params'],
  prompt: ['question', 'instruction', 'input', 'query'],
  completion: ['answer', 'response', 'output', 'completions', 'reply'],
  preferred_output: ['preferred_completion', 'chosen', 'preferred', 'preferred_response'],
  non_preferred_output: ['non_preferred_completion', 'rejected', 'non_preferred', 'dispreferred_output', 'unpreferred_output'],
};

/** Tells whether `key` is surely meant to be `wanted`: misspelt, spelt in another style, or another format's word for it. */
export function meansKey(key: string, wanted: string): boolean {
  const plain = plainName(key);
  if (plain === plainName(wanted)) return true;
  if (Object.hasOwn(keySynonyms, wanted) && keySynonyms[wanted]?.includes(key.toLowerCase())) return true;
  return isMisspelt(plain, plainName(wanted));
}

/**
 * The one key of the object that is meant to be `wanted`, which it lacks; undefined when there is none, or more than one, or
 * its value is not what `fits` expects.
 */
export function misspeltKey(
  object: JsonObject,
  wanted: string,
  known: ReadonlySet<string>,
  fits: (value: unknown) => boolean,
): string | undefined {
  let found: string | undefined;
  for (const key in object) {
    if (known.has(key) || !meansKey(key, wanted) || !fits(object[key])) continue;
    if (found !== undefined) return undefined;
    found = key;
  }
  return found;
}

const roleSynonyms: Readonly<Record<string, readonly string[]>> = {
  system: ['sys', 'systemprompt', 'systemmessage', 'instruction', 'instructions'],
  user: ['human', 'customer', 'client', 'person', 'prompter', 'you', 'me', 'question', 'input'],
  assistant: [
    ...['gpt', 'bot', 'chatbot', 'model', 'ai', 'chatgpt', 'gpt4', 'gpt3', 'claude', 'gemini', 'llm', 'agent', 'assist', 'helper'],
    ...['response', 'answer', 'output', 'aimessage', 'aiassistant'],
  ],
  tool: ['observation', 'toolresponse', 'toolresult', 'tooloutput', 'functionresponse', 'toolmessage'],
};

/** The role that a word surely stands for, by another name, in another case or misspelt; undefined when it may mean several. */
export function meantRole(word: string, roles: readonly string[]): string | undefined {
  const plain = plainName(word);
  const same = roles.find((role) => plainName(role) === plain);
  if (same) return same;
  for (const role of roles) if (Object.hasOwn(roleSynonyms, role) && roleSynonyms[role]?.includes(plain)) return role;
  const near = roles.filter((role) => isMisspelt(plain, role));
  return near.length === 1 ? near[0] : undefined;
}

/** Whether a role is the assistant's, or may be once it is mended: one that is misspelt or left out is reported as such. */
export function isMeantForAssistant(role: unknown): boolean {
  return role === 'assistant' || role === undefined || (typeof role === 'string' && meantRole(role, chatRoles) === 'assistant');
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

// Short names have many neighbours that are words of their own.
function isMisspelt(name: string, wanted: string): boolean {
  if (Math.abs(name.length - wanted.length) > 2 || name.length < 3) return false;
  return distance(name, wanted) <= (wanted.length >= 6 ? 2 : 1);
}
