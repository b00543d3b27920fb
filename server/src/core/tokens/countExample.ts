import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import type { Model } from '../targets/target';
import type { Counter } from './counter';
import { type Counting, countMessage } from './countMessage';
import { countTools } from './countTools';
import { imageRuleOf } from './images';
import { countTexts } from './texts';
import type { NamedTokenizer } from './tokenizerFile';

/** The tokens of one message or text of an example, and where it stands in the line. */
export interface MessageTokens {
  readonly path: Path;
  readonly tokens: number;
  /** Of these, what its author says, without what frames a message; absent where that is all. */
  readonly said?: number;
  /** Why this count is an estimate: clauses separated by semicolons; absent when it is exact. */
  readonly why?: string;
}

/** The tokens of one example. */
export interface ExampleTokens {
  readonly total: number;
  readonly messages: readonly MessageTokens[];
  /** Tokens of what the assistant says: content, refusals and tool calls, without what frames a message. */
  readonly assistant: number;
  /** Tokens of the tools' definitions. */
  readonly tools: number;
  /** Whether any of this is an estimate. */
  readonly approximate: boolean;
  /** Why it is an estimate: clauses separated by semicolons. */
  readonly why?: string;
  /** The name of the tokenizer's file that its texts were counted with; absent for the vocabularies that are built in. */
  readonly by?: string;
}

/** What decides over the counts of a model; the tokenizer wins over the encoding. */
export type CountedModel = Pick<Model, 'id' | 'encoding'> & { readonly tokenizer?: NamedTokenizer };

const foreign = "counted with o200k_base, as the model's own tokenizer is not at hand";
const framed = 'what frames a message counts as OpenAI documents it, as a tokenizer does not tell';

// Three tokens begin the reply that follows a conversation, also where nobody waits for one.
const primedReply = 3;

/**
 * Counts a parsed line by the rule that OpenAI documents for requests. What the rule does not cover (tools' bills, tool
 * calls, images of unknown size, other shapes than chat) is estimated and said so. Takes any value and never throws.
 */
export function countExample(value: unknown, counter: Counter, model: CountedModel): ExampleTokens {
  const doubts = new Set<string>();
  const { tokenizer } = model;
  const isForeign = model.encoding === 'approximate' && !tokenizer;
  if (isForeign) doubts.add(foreign);
  const counting: Counting = { count: counter.count, images: imageRuleOf(model.id), doubt: (why) => doubts.add(why) };
  const line: JsonObject = isObject(value) ? value : {};
  const counted = countConversation(line, counting, counter) ?? countPair(line, counting, counter) ?? countCompletion(line, counting);
  if (!counted) doubts.add('a line of this shape counts as the sum of its texts');
  const { messages: plain = [], assistant = 0, tools = 0, total } = counted ?? { total: countTexts(value, counter.count) };
  const isFramed = ({ path }: MessageTokens): boolean => typeof path.at(-1) === 'number';
  if (tokenizer && plain.some(isFramed)) doubts.add(framed);
  const messages = isForeign
    ? plain.map((each) => doubted(each, foreign))
    : plain.map((each) => (tokenizer && isFramed(each) ? doubted(each, framed) : each));
  return {
    total,
    messages,
    assistant,
    tools,
    approximate: doubts.size > 0,
    ...(doubts.size > 0 && { why: [...doubts].join('; ') }),
    ...(tokenizer && { by: tokenizer.name }),
  };
}

function doubted({ why, ...message }: MessageTokens, doubt: string): MessageTokens {
  return { ...message, why: why === undefined ? doubt : `${doubt}; ${why}` };
}

type Counted = Omit<ExampleTokens, 'approximate' | 'why'>;

/** `messages`, with `tools` or the `functions` of old. */
function countConversation(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const list = countList(member(line, 'messages'), ['messages'], counting);
  if (!list) return undefined;
  const tools = countDefinitions(line, counting, counter);
  return { ...list, tools, total: sum(list.messages) + primedReply + tools };
}

/** OpenAI's `input` with two outputs, and TRL's `prompt` with `chosen` and `rejected`. */
function countPair(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const input = member(line, 'input');
  const inputMessages = isObject(input) ? countList(member(input, 'messages'), ['input', 'messages'], counting) : undefined;
  const [good, bad] = inputMessages ? (['preferred_output', 'non_preferred_output'] as const) : (['chosen', 'rejected'] as const);
  const prompt = inputMessages ?? countSide(line, 'prompt', counting);
  const preferred = countSide(line, good, counting, 'assistant');
  const rejected = countSide(line, bad, counting, 'assistant');
  if (!inputMessages && !(preferred && rejected)) return undefined;
  counting.doubt('a pair counts as its input and both answers');
  const tools = isObject(input) ? countDefinitions(input, counting, counter) : 0;
  const messages = [prompt, preferred, rejected].flatMap((side) => side?.messages ?? []);
  const assistant = (prompt?.assistant ?? 0) + (preferred?.assistant ?? 0) + (rejected?.assistant ?? 0);
  return { messages, assistant, tools, total: sum(messages) + primedReply + tools };
}

/** `prompt` and `completion`, as texts or as lists of messages. */
function countCompletion(line: JsonObject, counting: Counting): Counted | undefined {
  const prompt = countSide(line, 'prompt', counting);
  const completion = countSide(line, 'completion', counting, 'assistant');
  if (!prompt || !completion) return undefined;
  const messages = [...prompt.messages, ...completion.messages];
  const framed = isArray(member(line, 'prompt')) || isArray(member(line, 'completion')) ? primedReply : 0;
  return { messages, assistant: prompt.assistant + completion.assistant, tools: 0, total: sum(messages) + framed };
}

interface Side {
  readonly messages: readonly MessageTokens[];
  readonly assistant: number;
}

function countSide(line: JsonObject, key: string, counting: Counting, speaker?: 'assistant'): Side | undefined {
  const value = member(line, key);
  if (typeof value !== 'string') return countList(value, [key], counting);
  const tokens = counting.count(value);
  return { messages: [{ path: [key], tokens }], assistant: speaker ? tokens : 0 };
}

function countList(list: unknown, path: Path, counting: Counting): Side | undefined {
  if (!isArray(list)) return undefined;
  let assistant = 0;
  const own = new Set<string>();
  const noting: Counting = {
    ...counting,
    doubt: (why) => {
      own.add(why);
      counting.doubt(why);
    },
  };
  const messages = list.map((message, index): MessageTokens => {
    own.clear();
    const { tokens, said } = countMessage(message, noting);
    if (isObject(message) && member(message, 'role') === 'assistant') assistant += said;
    const counted = { path: [...path, index], tokens, said };
    return own.size > 0 ? { ...counted, why: [...own].join('; ') } : counted;
  });
  return { messages, assistant };
}

function countDefinitions(holder: JsonObject, counting: Counting, counter: Counter): number {
  const tokens = countTools(member(holder, 'tools'), counter) + countTools(member(holder, 'functions'), counter);
  if (tokens > 0) counting.doubt('tools count as in requests, as nobody documents how training bills them');
  return tokens;
}

function sum(messages: readonly MessageTokens[]): number {
  return messages.reduce((total, { tokens }) => total + tokens, 0);
}
