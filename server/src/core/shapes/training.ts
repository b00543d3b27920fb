import type { Example, ExampleMessage } from './example';

/** What training makes of a message: learnt, an answer that is not learnt, an answer to compare, or context. */
export type Training = 'trained' | 'untrained' | 'preferred' | 'rejected' | 'context';

/** What training makes of a message, and why where that needs a reason. */
export interface MessageTraining {
  readonly training: Training;
  readonly why?: string;
}

/** What training makes of the message at an index of an example's conversation; what stands in `sides` is compared. */
export function trainingOf(example: Example, { role, weight }: ExampleMessage, index: number): MessageTraining {
  const { sides, reference, learntFrom = 0, label } = example;
  if (sides || reference || index < learntFrom || role !== 'assistant') return { training: 'context' };
  if (label !== undefined) return label ? { training: 'preferred', why: 'labelled good' } : { training: 'rejected', why: 'labelled bad' };
  return weight === 0 ? { training: 'untrained', why: 'its weight is 0' } : { training: 'trained' };
}
