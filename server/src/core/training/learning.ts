import { isObject } from '../json/parse';
import type { Example, ExampleMessage } from '../shapes/example';
import { type MessageTraining, trainingOf } from '../shapes/training';
import type { LearningPolicy } from '../targets/target';

/** What a target's training makes of a message of the conversation; without a policy what is usual: answers are learnt. */
export function learningOf(example: Example, message: ExampleMessage, index: number, policy: LearningPolicy | undefined): MessageTraining {
  const usual = trainingOf(example, message, index);
  if (!policy || example.reference) return usual;
  const off = policy.switches?.find((key) => isOff(key === 'weight' ? message.weight : message.rest?.[key]));
  if (policy.learns === 'everything' && !example.sides) {
    return off === undefined ? { training: 'trained' } : { training: 'untrained', why: whyOff(off, message) };
  }
  if (usual.training !== 'trained' && usual.training !== 'untrained') return usual;
  if (off !== undefined) return { training: 'untrained', why: whyOff(off, message) };
  if (policy.onlyLastWithTools && example.tools.length > 0 && index < lastAnswer(example)) {
    return { training: 'untrained', why: 'in a line with tools only the last answer is learnt' };
  }
  return { training: 'trained' };
}

function isOff(value: unknown): boolean {
  return value === 0 || value === false;
}

function whyOff(key: string, { weight, rest }: ExampleMessage): string {
  const value = key === 'weight' ? weight : isObject(rest) ? rest[key] : undefined;
  return `its \`${key}\` is ${String(value)}`;
}

function lastAnswer({ messages }: Example): number {
  return messages.findLastIndex(({ role }) => role === 'assistant');
}
