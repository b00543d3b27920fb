import { type Example, type ExampleMessage, type Role, textOf } from '../../shapes/example';
import { conversationOf } from '../../shapes/write/conversation';
import { isRefused } from '../../shapes/write/written';

/** What one side says in a prompt. */
export interface Turn {
  readonly role: Exclude<Role, 'unknown'>;
  readonly text: string;
}

/** What a prompt is made of. */
export interface Shots {
  /** The instructions that all examples begin with, to be said once; empty where they differ or there are none. */
  readonly system: string;
  /** Each conversation, ending with an answer. */
  readonly examples: readonly (readonly Turn[])[];
  /** The conversation whose answer the model is to write. */
  readonly open: readonly Turn[];
  /** How many examples have no answer, so that they show nothing. */
  readonly leftOut: number;
}

/**
 * Makes shots of examples: with a question the model is to answer that, without one the last example’s answer is left open,
 * so that it can be compared with the one that is known. Undefined where no example has an answer.
 */
export function shotsOf(examples: readonly Example[], question: string): Shots | undefined {
  const conversations: (readonly Turn[])[] = [];
  let leftOut = 0;
  for (const example of examples) {
    const conversation = conversationOf(example, new Set());
    if (isRefused(conversation)) leftOut += 1;
    else conversations.push(conversation.map(turnOf));
  }
  const last = conversations.at(-1);
  if (!last) return undefined;
  const system = commonSystem(conversations);
  const shown = conversations.map((turns) => (system === '' ? turns : turns.slice(1)));
  const asked = question.trim() === '' ? undefined : question;
  const lastShown = shown.at(-1) ?? [];
  return {
    system,
    examples: asked === undefined ? shown.slice(0, -1) : shown,
    open: asked === undefined ? lastShown.slice(0, -1) : [{ role: 'user', text: asked }],
    leftOut,
  };
}

function commonSystem(conversations: readonly (readonly Turn[])[]): string {
  const [first] = conversations[0] ?? [];
  const isCommon = first?.role === 'system' && conversations.every(([turn]) => turn?.role === 'system' && turn.text === first.text);
  return isCommon ? first.text : '';
}

function turnOf(message: ExampleMessage): Turn {
  const role = message.role === 'developer' ? 'system' : message.role === 'unknown' ? 'user' : message.role;
  const images = message.content.flatMap(({ kind }) => (kind === 'image' ? ['[image]'] : []));
  const calls = message.calls.map(({ name, arguments: given }) => `${name}(${given})`);
  return { role, text: [...images, textOf(message), ...calls].filter((piece) => piece !== '').join('\n') };
}
