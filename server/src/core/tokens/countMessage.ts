import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Counter } from './counter';
import { dataUrlSize } from './imageSize';
import { type ImageRule, imageTokens, usualImageRule } from './images';
import { countTexts } from './texts';

/** What counting a message needs; `doubt` takes the reason why a count is an estimate. */
export interface Counting {
  readonly count: Counter['count'];
  readonly images: ImageRule | undefined;
  readonly doubt: (why: string) => void;
}

/** The tokens of one message in all, and of what its author says in it. */
export interface MessageCount {
  readonly tokens: number;
  readonly said: number;
}

// As OpenAI's "How to count tokens with tiktoken" for all chat models since 2023.
const perMessage = 3;
const perName = 1;

/** Counts a message: 3 tokens, those of all its values, and 1 for a name. Takes any value for a message. */
export function countMessage(message: unknown, counting: Counting): MessageCount {
  if (!isObject(message)) {
    counting.doubt('a message that is no object counts as its texts');
    const said = countTexts(message, counting.count);
    return { tokens: perMessage + said, said };
  }
  let tokens = perMessage;
  let said = 0;
  for (const key of Object.keys(message)) {
    const value = message[key];
    const count = countMember(key, value, counting);
    tokens += count;
    if (key === 'name' && typeof value === 'string') tokens += perName;
    if (saying.has(key)) said += count;
  }
  return { tokens, said };
}

const saying: ReadonlySet<string> = new Set(['content', 'refusal', 'tool_calls', 'function_call']);

function countMember(key: string, value: unknown, counting: Counting): number {
  if (typeof value === 'string') return counting.count(value);
  if (value === null) return 0;
  if (key === 'content') return countContent(value, counting);
  if (key === 'tool_calls' && isArray(value)) return value.reduce<number>((tokens, call) => tokens + countCall(call, counting), 0);
  if (key === 'function_call') return countCall(value, counting);
  if (typeof value !== 'object') return 0;
  counting.doubt(`\`${key}\` counts as its texts`);
  return countTexts(value, counting.count);
}

function countContent(content: unknown, counting: Counting): number {
  if (isArray(content)) return content.reduce<number>((tokens, part) => tokens + countPart(part, counting), 0);
  counting.doubt('content that is neither text nor parts counts as its texts');
  return typeof content === 'object' ? countTexts(content, counting.count) : counting.count(String(content));
}

function countPart(part: unknown, counting: Counting): number {
  if (typeof part === 'string') return counting.count(part);
  if (!isObject(part)) return 0;
  const { type, ...rest } = part;
  // LLaMA-Factory keeps what a part holds in `value`.
  const held = member(part, 'text') ?? member(part, 'refusal') ?? member(part, 'value');
  if ((type === 'text' || type === 'refusal' || type === undefined) && typeof held === 'string') return counting.count(held);
  if (type === 'image_url') return countImage(member(part, 'image_url') ?? held, counting);
  if (type === 'input_audio' || type === 'file') {
    counting.doubt('audio and files are not counted');
    return 0;
  }
  counting.doubt('a content part of another type counts as its texts');
  return countTexts(rest, counting.count);
}

function countImage(image: unknown, { images, doubt }: Counting): number {
  const url = isObject(image) ? member(image, 'url') : image;
  const detail = isObject(image) ? member(image, 'detail') : undefined;
  const size = typeof url === 'string' ? dataUrlSize(url) : undefined;
  if (!images) doubt('how this model counts images is not documented; they count as for GPT-4o');
  if (!size && detail !== 'low') doubt('an image whose size is not known counts as one of low detail');
  return imageTokens(images ?? usualImageRule, size, detail);
}

function countCall(call: unknown, { count, doubt }: Counting): number {
  if (call === null || call === undefined) return 0;
  doubt('tool calls count as the text of their names and arguments');
  const called = isObject(call) ? calledFunction(call) : undefined;
  if (!called) return countTexts(call, count);
  return countTexts([member(called, 'name'), member(called, 'arguments'), member(called, 'input')], count);
}

function calledFunction(call: JsonObject): JsonObject | undefined {
  const called = member(call, 'function') ?? member(call, 'custom') ?? call;
  return isObject(called) ? called : undefined;
}
