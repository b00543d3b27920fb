import { isObject } from '../json/parse';
import { acceptedShape } from '../rules/accepted';
import type { Example, ExampleMessage } from '../shapes/example';
import type { Shape } from '../shapes/shape';
import type { LearningPolicy, Target } from '../targets/target';

/** What training makes of a message: learnt, an answer that is not learnt, an answer to compare, or context. */
export type Training = 'trained' | 'untrained' | 'preferred' | 'rejected' | 'context';

/** What training makes of a message, and why where that needs a reason. */
export interface MessageTraining {
  readonly training: Training;
  readonly why?: string;
}

/** How a target masks a shape; undefined where that is not known, or where it does not take the shape. */
export function learningPolicy(target: Target, shape: Shape | undefined): LearningPolicy | undefined {
  return acceptedShape(target, shape)?.learning;
}

/** Says in a sentence that the target's masking of a shape is not known, and what is taken instead; undefined where it is known. */
export function usualLearning(target: Target, shape: Shape | undefined): string | undefined {
  if (learningPolicy(target, shape)) return undefined;
  const unknown = acceptedShape(target, shape)
    ? `How ${target.name} masks this structure is not known here.`
    : `${target.name} does not take this structure.`;
  return `${unknown} Shown is what is usual: what the assistant says is learnt.`;
}

/** Keys of a message that switch its learning off where they are 0 or false; without a policy those that are usual. */
export function learningSwitches(policy: LearningPolicy | undefined): readonly string[] {
  return policy ? (policy.switches ?? none) : usualSwitches;
}

const none: readonly string[] = [];
const usualSwitches: readonly string[] = ['weight'];

/** Tells whether a switch is off. */
export function isOff(value: unknown): boolean {
  return value === 0 || value === false;
}

/**
 * What a target's training makes of the message at an index of an example's conversation; without a policy what is usual:
 * answers are learnt but for those of weight 0. What stands in `sides` is compared.
 */
export function learningOf(example: Example, message: ExampleMessage, index: number, policy: LearningPolicy | undefined): MessageTraining {
  const { sides, reference, learntFrom = 0, label } = example;
  if (sides || reference) return context;
  const learnsAll = policy?.learns === 'everything';
  if (!learnsAll && (index < learntFrom || message.role !== 'assistant')) return context;
  if (!learnsAll && label !== undefined)
    return label ? { training: 'preferred', why: 'labelled good' } : { training: 'rejected', why: 'labelled bad' };
  const off = learningSwitches(policy).find((key) => isOff(key === 'weight' ? message.weight : message.rest?.[key]));
  if (off !== undefined) return { training: 'untrained', why: whyOff(off, message) };
  if (policy?.onlyLastWithTools && example.tools.length > 0 && index < lastAnswer(example)) {
    return { training: 'untrained', why: 'in a line with tools only the last answer is learnt' };
  }
  return { training: 'trained' };
}

/**
 * As `learningOf`, for readers of a line of some shape: undefined where the target does not take the shape, unless the line itself says
 * which answers are good, and where nobody knows the message's role.
 */
export function learningAt(
  { target, shape, example }: { readonly target: Target; readonly shape: Shape | undefined; readonly example: Example },
  message: ExampleMessage,
  index: number,
): MessageTraining | undefined {
  const accepted = acceptedShape(target, shape);
  if (message.role === 'unknown') return undefined;
  return accepted || example.label !== undefined ? learningOf(example, message, index, accepted?.learning) : undefined;
}

const context: MessageTraining = { training: 'context' };

function whyOff(key: string, { weight, rest }: ExampleMessage): string {
  const value = key === 'weight' ? weight : isObject(rest) ? rest[key] : undefined;
  return `its \`${key}\` is ${String(value)}`;
}

function lastAnswer({ messages }: Example): number {
  return messages.findLastIndex(({ role }) => role === 'assistant');
}
