import { member } from '../../json/parse';
import type { Example, ExampleMessage } from '../example';
import type { Refused } from './written';

/** The key under which a task keeps the answer that a conversation had. */
export const answerKey = 'reference_answer';

/**
 * The example as one conversation that ends with an answer to learn, whatever kind of training it was made for. What is left
 * behind is added to `losses`.
 */
export function conversationOf(example: Example, losses: Set<string>): readonly ExampleMessage[] | Refused {
  const { messages, sides, reference, learntFrom } = example;
  if (example.label === false) return { refused: 'its answer is marked as a bad one' };
  if (reference) return answered(messages, reference, losses);
  if (sides) losses.add('the rejected answer dropped');
  const all = sides ? [...messages, ...sides.preferred] : messages;
  const whole = learntFrom === undefined ? all : all.map((message, index) => (index < learntFrom ? notLearnt(message) : message));
  const last = whole.findLastIndex(({ role }) => role === 'assistant');
  if (last === -1) return { refused: 'it has no answer' };
  if (!whole.some(({ role }, index) => index < last && role === 'user')) return { refused: 'its answer replies to nothing' };
  if (last < whole.length - 1) losses.add('messages after the last answer dropped');
  return whole.slice(0, last + 1);
}

// What a prompt holds is given, not learnt, also where it is an answer.
function notLearnt(message: ExampleMessage): ExampleMessage {
  return message.role === 'assistant' ? { ...message, weight: 0 } : message;
}

function answered(
  messages: readonly ExampleMessage[],
  reference: Example['reference'] & object,
  losses: Set<string>,
): readonly ExampleMessage[] | Refused {
  const answer = member(reference, answerKey);
  if (typeof answer !== 'string') return { refused: `it is a task without an answer: only \`${answerKey}\` is taken for one` };
  for (const key of Object.keys(reference)) if (key !== answerKey) losses.add(dropped(key));
  const path = [answerKey];
  return [
    ...messages.map((message): ExampleMessage => (message.role === 'developer' ? { ...message, role: 'system' } : message)),
    { role: 'assistant', content: [{ kind: 'text', text: answer, path }], calls: [], path },
  ];
}

/** The loss of a member. */
export function dropped(key: string): string {
  return `\`${key}\` dropped`;
}
