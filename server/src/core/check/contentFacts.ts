import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { leadsInto, type Path } from '../json/path';
import type { ContentFacts, LineSubject } from '../rules/rule';

/** Longer system prompts, in UTF-16 units, hold documents and not instructions that lines have in common. */
export const longestPrompt = 4000;

/** System prompts and key lists that lines have in common, kept once and not once a line. */
export class CommonTexts {
  readonly #prompts = new Map<string, SystemPrompt>();
  #keys: readonly string[] = [];
  #kinds: readonly string[] = [];
  #types = '';
  #last: SystemPrompt | undefined;

  /** The same object for the same prompt at the same place. */
  prompt(text: string, path: Path): SystemPrompt {
    // Files with a prompt mostly have the same in all their lines.
    const last = this.#last;
    const known = last?.text === text ? last : this.#prompts.get(text);
    if (known && isTextIn(path, known.path)) {
      this.#last = known;
      return known;
    }
    const prompt = { text, path: [...path, 0, 'content'] };
    this.#last = prompt;
    if (this.#prompts.size >= mostPrompts) this.#prompts.clear();
    this.#prompts.set(text, prompt);
    return prompt;
  }

  /** The keys of a value with the types of what they hold; the same string as before where these are the same. */
  types(value: JsonObject): string {
    if (!this.#isAsBefore(value)) {
      this.#keys = Object.keys(value);
      this.#kinds = this.#keys.map((key) => typeName(value[key]));
      this.#types = this.#keys.map((key, index) => `${key}:${this.#kinds[index]}`).join('\n');
    }
    return this.#types;
  }

  #isAsBefore(value: JsonObject): boolean {
    let count = 0;
    for (const key in value) {
      if (key !== this.#keys[count] || typeName(value[key]) !== this.#kinds[count]) return false;
      count += 1;
    }
    return count === this.#keys.length;
  }
}

type SystemPrompt = NonNullable<ContentFacts['system']>;

const mostPrompts = 1000;

// The path of a message's text.
function isTextIn(list: Path, text: Path): boolean {
  return text.length === list.length + 2 && leadsInto(text, list);
}

/** What file rules compare of a line that has a shape. */
export function contentFacts({ value, shape, lists }: LineSubject, common: CommonTexts): ContentFacts {
  const types = common.types(value);
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
  const facts = system === undefined ? { types } : { types, system: common.prompt(system, path) };
  return lists.some((each) => each.messages.some(showsImage)) ? { ...facts, images: true } : facts;
}

function showsImage(message: unknown): boolean {
  if (!isObject(message) || !isArray(message.content)) return false;
  return message.content.some((part) => isObject(part) && part.type === 'image_url');
}

function systemOf(message: unknown): string | undefined {
  if (!isObject(message) || (message.role !== 'system' && message.role !== 'developer')) return undefined;
  const { content } = message;
  return typeof content === 'string' && content.length <= longestPrompt ? content : undefined;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : isArray(value) ? 'list' : typeof value;
}
