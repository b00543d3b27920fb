import { type ExampleMessage, type Part, type Role, textOf } from '../example';
import { orderedResults, withCallIds } from './callIds';
import { dropped } from './conversation';
import { withToolNames } from './tools';
import { isRefused, type Refused } from './written';

/** What a shape can hold of a conversation. */
export interface Carries {
  /** What the shape is called in reasons: "Alpaca". */
  readonly title: string;
  /** Where system messages may stand: among the others, once at the start, or nowhere. */
  readonly system: 'anywhere' | 'start' | 'nowhere';
  readonly developer?: true;
  /** Calls of tools and their results: with ids, in their order alone, or not at all. */
  readonly calls?: 'ids' | 'order';
  readonly weight?: true;
  readonly names?: true;
  readonly refusals?: true;
  /** How the thoughts before an answer are kept: by themselves, or in front of it as `<think>`. */
  readonly reasoning?: 'apart' | 'think';
  /** Tells which parts other than texts a message of this role may have. */
  readonly part?: (part: Part, role: Role) => boolean;
  /** User and assistant must speak in turn, the user first. */
  readonly alternates?: true;
}

/** The messages as the shape can carry them; what it cannot is added to `losses`. */
export function fitTo(messages: readonly ExampleMessage[], carries: Carries, losses: Set<string>): readonly ExampleMessage[] | Refused {
  if (messages.some(({ role }) => role === 'unknown')) return { refused: 'it is not known who says a message' };
  if (!carries.calls && messages.some(({ role, calls }) => role === 'tool' || calls.length > 0))
    return { refused: `it calls tools, which ${carries.title} cannot hold` };
  if (messages.some(({ calls }) => calls.some(({ name }) => name === ''))) return { refused: 'it calls a tool that has no name' };
  // Where there are no ids, names tell which call a result answers.
  const fitted = orderedResults(withCallIds(messages)).map((message) => fitMessage(withToolNames(message, losses), carries, losses));
  const placed = placeSystem(fitted, carries, losses);
  if (isRefused(placed) || !carries.alternates) return placed;
  return inTurn(placed, losses);
}

function fitMessage(message: ExampleMessage, carries: Carries, losses: Set<string>): ExampleMessage {
  const { name, weight, reasoning, rest, content, ...kept } = message;
  const role = message.role === 'developer' && !carries.developer ? 'system' : message.role;
  for (const key of Object.keys(rest ?? {})) losses.add(`\`${key}\` of a message dropped`);
  // Results name their tool, which their call does too.
  if (name !== undefined && !carries.names && role !== 'tool') losses.add('`name` of a message dropped');
  // 1 is what every answer weighs that says nothing.
  if (role === 'assistant' && weight !== undefined && weight !== 1 && !carries.weight) losses.add(dropped('weight'));
  const parts = content.filter((part) => part.kind === 'text' || carriesPart(part, role, carries, losses));
  if (reasoning && !carries.reasoning) losses.add('reasoning dropped');
  const thought = reasoning && carries.reasoning === 'think' ? thoughtPart(reasoning, parts, losses) : undefined;
  return {
    ...kept,
    role,
    ...(thought ? { content: [thought] } : { content: parts }),
    ...(name !== undefined && (carries.names || role === 'tool') && { name }),
    ...(weight !== undefined && carries.weight && { weight }),
    ...(reasoning && carries.reasoning === 'apart' && { reasoning }),
  };
}

function carriesPart(part: Part, role: Role, { refusals, part: mayHave }: Carries, losses: Set<string>): boolean {
  if (part.kind === 'refusal') {
    if (!refusals) losses.add('refusals became plain answers');
    return true;
  }
  if (mayHave?.(part, role)) return true;
  if (part.kind === 'image') losses.add(imageLoss(part.url));
  if (part.kind === 'other') losses.add(`content of the type ${part.type} dropped`);
  return false;
}

function imageLoss(url: string): string {
  const place = /^(?:gs|s3):/.test(url) ? ' in cloud storage' : '';
  return `images${place} dropped`;
}

function thoughtPart(reasoning: { readonly text: string }, parts: readonly Part[], losses: Set<string>): Part {
  losses.add('reasoning written into the answer as <think>');
  const answer = textOf({ content: parts });
  return { kind: 'text', text: `<think>\n${reasoning.text}\n</think>\n\n${answer}`, path: [] };
}

function placeSystem(messages: readonly ExampleMessage[], { system }: Carries, losses: Set<string>): readonly ExampleMessage[] | Refused {
  if (system === 'anywhere') return messages;
  const instructions = messages.filter(({ role }) => role === 'system');
  const [first] = instructions;
  if (!first) return messages;
  const others = messages.filter(({ role }) => role !== 'system');
  if (instructions.length > 1) losses.add('system messages joined');
  else if (messages[0] !== first) losses.add('the system message moved to the start');
  const text = instructions.map((message) => textOf(message)).join('\n\n');
  if (system === 'start') return [{ ...first, ...textContent(text) }, ...others];
  const user = others.findIndex(({ role }) => role === 'user');
  const asked = others[user];
  if (!asked) return others;
  losses.add('system prompt merged into the first user message');
  const part: Part = { kind: 'text', text, path: first.path };
  return others.with(user, { ...asked, content: [part, ...asked.content], joint: '\n\n' });
}

/** The content of a message that is one text. */
function textContent(text: string): Pick<ExampleMessage, 'content'> {
  return { content: [{ kind: 'text', text, path: [] }] };
}

function inTurn(messages: readonly ExampleMessage[], losses: Set<string>): readonly ExampleMessage[] | Refused {
  const start = messages.findIndex(({ role }) => role === 'user');
  const before = messages.slice(0, start).filter(({ role }) => role === 'system');
  if (before.length < start) losses.add('what the assistant says before the first question dropped');
  const joined: ExampleMessage[] = [...before];
  for (const message of messages.slice(start)) {
    const last = joined.at(-1);
    if (!last || last.role !== message.role || message.role === 'tool') {
      joined.push(message);
      continue;
    }
    losses.add('consecutive messages of one role joined');
    joined[joined.length - 1] = {
      ...last,
      content: [...last.content, ...message.content],
      calls: [...last.calls, ...message.calls],
      joint: '\n\n',
    };
  }
  return joined;
}
