import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import type { Model } from '../targets/target';
import type { Counter } from './counter';
import { type Counting, countMessage } from './countMessage';
import { countRead } from './countRead';
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
  const counted =
    countAsWritten(line, counting, counter) ?? countAsRead(line, counting, counter) ?? countConversation(line, counting, counter);
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

/** A line that says what is counted by the keys that OpenAI has, and nothing of it by others. */
function countAsWritten(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const isChat = isArray(member(line, 'messages')) && !otherKeys.some((key) => Object.hasOwn(line, key));
  return (
    (isChat ? countConversation(line, counting, counter) : undefined) ??
    countPair(line, counting, counter) ??
    countCompletion(line, counting)
  );
}

// Where other shapes keep what belongs to the conversation beside `messages`.
const otherKeys = ['system', 'schemaVersion', 'toolConfig', 'chosen', 'rejected', 'chosen_messages', 'rejected_messages', 'conversations'];

/** A line of a shape with other keys, counted as the conversation or the running text that it holds. */
function countAsRead(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const noted = new Map<Path, Noting>();
  const reading = countRead(line, (path) => {
    const note = noting(counting);
    noted.set(path, note);
    return note.counting;
  });
  if (!reading) return undefined;
  const { isFramed, isPair } = reading;
  if (isFramed) counting.doubt('a line of this shape counts as the conversation that it holds, in the frame of a chat');
  if (isPair) counting.doubt(pairDoubt);
  const tools = countDefinitions({ tools: reading.tools }, counting, counter);
  const messages = reading.messages.map(({ path, tokens, said }): MessageTokens => {
    const why = noted.get(path)?.why();
    return { path, tokens, ...(said !== undefined && { said }), ...(why !== undefined && { why }) };
  });
  const assistant = reading.messages.reduce((all, { isAnswer, tokens, said = tokens }) => all + (isAnswer ? said : 0), 0);
  return { messages, assistant, tools, total: sum(messages) + (isFramed ? primedReply : 0) + tools };
}

/** `messages`, with `tools` or the `functions` of old. */
function countConversation(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const list = countList(member(line, 'messages'), ['messages'], counting);
  if (!list) return undefined;
  const tools = countDefinitions(line, counting, counter);
  return { ...list, tools, total: sum(list.messages) + primedReply + tools };
}

const pairDoubt = 'a pair counts as its input and both answers';

/** OpenAI's `input` with two outputs. */
function countPair(line: JsonObject, counting: Counting, counter: Counter): Counted | undefined {
  const input = member(line, 'input');
  const asked = isObject(input) ? countList(member(input, 'messages'), ['input', 'messages'], counting) : undefined;
  if (!isObject(input) || !asked) return undefined;
  counting.doubt(pairDoubt);
  const tools = countDefinitions(input, counting, counter);
  const sides = ['preferred_output', 'non_preferred_output'].map((key) => countSide(line, key, counting, 'assistant'));
  const messages = [asked, ...sides].flatMap((side) => side?.messages ?? []);
  const assistant = [asked, ...sides].reduce((all, side) => all + (side?.assistant ?? 0), 0);
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
  const messages = list.map((message, index): MessageTokens => {
    const own = noting(counting);
    const { tokens, said } = countMessage(message, own.counting);
    if (isObject(message) && member(message, 'role') === 'assistant') assistant += said;
    const why = own.why();
    return { path: [...path, index], tokens, said, ...(why !== undefined && { why }) };
  });
  return { messages, assistant };
}

/** A counting that knows the doubts about one message beside those about the line. */
interface Noting {
  readonly counting: Counting;
  /** The doubts so far; undefined where there are none. */
  readonly why: () => string | undefined;
}

function noting(counting: Counting): Noting {
  // Most messages are counted without a doubt, and there are millions.
  let own: Set<string> | undefined;
  const doubt = (why: string): void => {
    own ??= new Set();
    own.add(why);
    counting.doubt(why);
  };
  return { counting: { ...counting, doubt }, why: () => own && [...own].join('; ') };
}

function countDefinitions(holder: JsonObject, counting: Counting, counter: Counter): number {
  const tokens = countTools(member(holder, 'tools'), counter) + countTools(member(holder, 'functions'), counter);
  if (tokens > 0) counting.doubt('tools count as in requests, as nobody documents how training bills them');
  return tokens;
}

function sum(messages: readonly MessageTokens[]): number {
  return messages.reduce((total, { tokens }) => total + tokens, 0);
}
