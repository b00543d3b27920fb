import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import type { ContentFacts, LineSubject } from '../rules/rule';

// Longer ones hold documents, not instructions that lines have in common.
const longestPrompt = 4000;

/** System prompts and key lists that lines have in common, kept once and not once a line. */
export class CommonTexts {
  readonly #prompts = new Map<string, SystemPrompt>();
  #types = '';

  /** The same object for the same prompt at the same place. */
  prompt(text: string, path: Path): SystemPrompt {
    const known = this.#prompts.get(text);
    if (known && isSamePath(known.path, path)) return known;
    const prompt = { text, path: [...path, 0, 'content'] };
    if (this.#prompts.size >= mostPrompts) this.#prompts.clear();
    this.#prompts.set(text, prompt);
    return prompt;
  }

  /** The same string where it equals the one before. */
  types(types: string): string {
    if (types !== this.#types) this.#types = types;
    return this.#types;
  }
}

type SystemPrompt = NonNullable<ContentFacts['system']>;

const mostPrompts = 1000;

function isSamePath(known: Path, list: Path): boolean {
  return known.length === list.length + 2 && list.every((step, index) => step === known[index]);
}

/** What file rules compare of a line that has a shape. */
export function contentFacts({ value, shape, lists }: LineSubject, common: CommonTexts): ContentFacts {
  const types = common.types(typesOf(value));
  if (shape?.id === 'completion') {
    const prompt = member(value, 'prompt');
    const completion = member(value, 'completion');
    if (typeof prompt !== 'string' || typeof completion !== 'string') return { types };
    return { types, pair: { prompt, completion } };
  }
  const [list] = lists;
  if (!list) return { types };
  const { messages, path } = list;
  const system = systemOf(messages[0]);
  return system === undefined ? { types } : { types, system: common.prompt(system, path) };
}

function systemOf(message: unknown): string | undefined {
  if (!isObject(message) || (message.role !== 'system' && message.role !== 'developer')) return undefined;
  const { content } = message;
  return typeof content === 'string' && content.length <= longestPrompt ? content : undefined;
}

function typesOf(value: JsonObject): string {
  let types = '';
  for (const key in value) types += types === '' ? `${key}:${typeName(value[key])}` : `\n${key}:${typeName(value[key])}`;
  return types;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : isArray(value) ? 'list' : typeof value;
}
