import { type Example, type ExampleMessage, textOf } from '../example';
import { conversationOf } from './conversation';
import { type Carries, fitTo } from './fit';
import { isMessages } from './training';
import type { Refused } from './written';

/** What a text can hold of a conversation; who says what is said by labels. */
export const textCarries: Carries = { title: 'a text', system: 'start', reasoning: 'think' };

/** A text to be learnt, and the one that it goes on from. */
export interface RunningText {
  readonly prompt: string;
  readonly completion: string;
}

const labels = { system: 'System', developer: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool', unknown: 'Unknown' } as const;

/**
 * The example as running text. One question needs no labels; with more turns each gets one, so that the model sees who says
 * what and that it is its turn.
 */
export function runningOf(example: Example, losses: Set<string>): RunningText | Refused {
  if (example.running && !example.sides) return ownText(example);
  const conversation = conversationOf(example, losses);
  if (!isMessages(conversation)) return conversation;
  const messages = fitTo(conversation, textCarries, losses);
  if (!isMessages(messages)) return messages;
  const before = messages.slice(0, -1);
  const answer = messages.at(-1);
  const completion = answer ? textOf(answer) : '';
  const asked = before.filter(({ role }) => role !== 'system');
  if (before.some(({ role }) => role === 'system')) losses.add('system prompt merged into the prompt');
  if (asked.length < 2) return { prompt: before.map(textOf).join('\n\n'), completion };
  losses.add('earlier turns written into the prompt with labels');
  if (before.some(({ role, weight }) => role === 'assistant' && weight !== 0)) losses.add('earlier answers are given, no longer learnt');
  return { prompt: `${labelled(before)}\n\n${labels.assistant}:`, completion: ` ${completion}` };
}

/** The turns one below the other, each behind the name of who speaks. */
export function labelled(messages: readonly ExampleMessage[]): string {
  return messages.map((message) => `${labels[message.role]}: ${textOf(message)}`).join('\n\n');
}

function ownText({ messages, learntFrom = 0, label }: Example): RunningText | Refused {
  if (label === false) return { refused: 'its answer is marked as a bad one' };
  const completion = messages.slice(learntFrom).map(textOf).join('');
  if (completion === '') return { refused: 'it has no answer' };
  return { prompt: messages.slice(0, learntFrom).map(textOf).join(''), completion };
}
