// OpenAI's "Data preparation and analysis for chat model fine-tuning", written down a second time and by nothing of the
// product: what a training file comes to by the published formulas.

/** What the formulas say of a file. */
export interface CookbookFacts {
  readonly examples: number;
  /** Tokens of each example, in the order of the lines. */
  readonly perExample: readonly number[];
  /** Tokens of each answer. */
  readonly perAnswer: readonly number[];
  readonly epochs: number;
  readonly billed: number;
}

type Value = Readonly<Record<string, unknown>>;

interface Turn {
  readonly value: Value;
  readonly isAnswer: boolean;
}

/** What is counted of one line: turns in the frame of a chat, or texts without a frame. */
interface Conversation {
  readonly turns: readonly Turn[];
  readonly tools: unknown;
  readonly isFramed: boolean;
}

/** Computes the facts of a file's text; undefined where a line holds something that the formulas do not cover. */
export function cookbookFacts(text: string, count: (text: string) => number, limit: number): CookbookFacts | undefined {
  const perExample: number[] = [];
  const perAnswer: number[] = [];
  for (const line of text.split(/\r?\n/)) {
    const value = parsed(line);
    if (!value) continue;
    const conversation = conversationOf(value);
    if (!conversation) return undefined;
    const { turns, tools, isFramed } = conversation;
    let total = isFramed ? 3 : 0;
    for (const turn of turns) {
      total += isFramed ? messageTokens(turn.value, count) : count(String(turn.value.content));
      if (turn.isAnswer) perAnswer.push(saidTokens(turn.value, count));
    }
    perExample.push(total + toolTokens(tools, count));
  }
  const examples = perExample.length;
  return { examples, perExample, perAnswer, epochs: epochs(examples), billed: sum(perExample.map((each) => Math.min(each, limit))) };
}

/** TARGET_EPOCHS 3, MIN_TARGET_EXAMPLES 100, MAX_TARGET_EXAMPLES 25,000, MIN and MAX_DEFAULT_EPOCHS 1 and 25. */
function epochs(examples: number): number {
  if (examples * 3 < 100) return Math.min(25, Math.floor(100 / examples));
  if (examples * 3 > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return 3;
}

/** NumPy's quantile of numbers that need not be sorted. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? 0) - low) * (at % 1);
}

/** The sum of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function parsed(line: string): Value | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function conversationOf(value: Value): Conversation | undefined {
  const { messages, tools, input, instruction, prompt, completion, conversations, contents } = value;
  const answer = value.output ?? value.answer ?? value.response;
  const chat = (turns: readonly Turn[]): Conversation => ({ turns, tools, isFramed: true });
  if (Array.isArray(messages)) return messages.every(isMessage) ? chat(messages.map(turnOf)) : undefined;
  if (isObject(input)) {
    const all = [input.messages, value.preferred_output, value.non_preferred_output].flat();
    return all.every(isMessage) ? { ...chat(all.map(turnOf)), tools: input.tools } : undefined;
  }
  if (typeof instruction === 'string' && typeof answer === 'string')
    return chat([turn('user', input ? `${instruction}\n${input}` : instruction), turn('assistant', answer)]);
  if (typeof prompt === 'string' && typeof completion === 'string')
    return { turns: [turn('user', prompt), turn('assistant', completion)], tools: undefined, isFramed: false };
  if (typeof prompt === 'string' && typeof answer === 'string') return chat([turn('user', prompt), turn('assistant', answer)]);
  if (Array.isArray(conversations))
    return chat(conversations.map(({ from, value: said }) => turn(from === 'gpt' ? 'assistant' : from === 'human' ? 'user' : from, said)));
  if (!Array.isArray(contents)) return undefined;
  return chat(
    contents.map(({ role, parts }: { role: string; parts: readonly { text: string }[] }) =>
      turn(role === 'model' ? 'assistant' : role, parts.map(({ text }) => text).join('\n')),
    ),
  );
}

function turn(role: string, content: string): Turn {
  return { value: { role, content }, isAnswer: role === 'assistant' };
}

function turnOf(value: Value): Turn {
  return { value, isAnswer: value.role === 'assistant' };
}

/** A message that the formula takes: what it says is text, and at most calls beside it. */
function isMessage(value: unknown): value is Value {
  if (!isObject(value)) return false;
  const { content, tool_calls: _, ...others } = value;
  const isText = typeof content !== 'object' || content === null || (Array.isArray(content) && content.every(isTextPart));
  return isText && Object.values(others).every((held) => typeof held !== 'object' || held === null);
}

/** A part of nothing but text, which LLaMA-Factory calls its value. */
function isTextPart(part: unknown): boolean {
  return isObject(part) && part.type === 'text' && typeof (part.text ?? part.value) === 'string';
}

function contentTokens({ content }: Value, count: (text: string) => number): number {
  if (Array.isArray(content)) return sum(content.map(({ text, value }) => count(text ?? value)));
  return typeof content === 'string' ? count(content) : 0;
}

function messageTokens(message: Value, count: (text: string) => number): number {
  let tokens = 3;
  for (const [key, value] of Object.entries(message)) {
    if (typeof value === 'string' && key !== 'content') tokens += count(value);
    if (key === 'name') tokens += 1;
  }
  return tokens + saidTokens(message, count);
}

function saidTokens(message: Value, count: (text: string) => number): number {
  return contentTokens(message, count) + callTokens(message, count);
}

/** The notebooks say nothing of calls; their names and arguments are what the model writes. */
function callTokens({ tool_calls: calls }: Value, count: (text: string) => number): number {
  if (!Array.isArray(calls)) return 0;
  return sum(calls.map(({ function: called }) => count(called.name) + count(called.arguments)));
}

/** Section 7 of "How to count tokens with tiktoken", for models of o200k_base. */
function toolTokens(tools: unknown, count: (text: string) => number): number {
  if (!Array.isArray(tools) || tools.length === 0) return 0;
  let tokens = 12;
  for (const tool of tools) {
    const { name, description = '', parameters } = tool.function;
    tokens += 7 + count(`${name}:${withoutStop(description)}`);
    const properties = Object.entries<{ readonly type: string; readonly description?: string; readonly enum?: readonly string[] }>(
      parameters?.properties ?? {},
    );
    if (properties.length > 0) tokens += 3;
    for (const [key, { type, description: told = '', enum: choices }] of properties) {
      tokens += 3;
      if (choices) tokens += sum(choices.map((choice) => 3 + count(choice))) - 3;
      tokens += count(`${key}:${type}:${withoutStop(told)}`);
    }
  }
  return tokens;
}

function withoutStop(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
