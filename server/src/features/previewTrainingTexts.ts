import { counted, grouped } from '../core/numbers';
import type { AcceptedShape } from '../core/targets/target';
import { usualLearning } from '../core/training/learning';
import type { PreviewTraining } from '../shared/previewView';
import type { TrainedMessage, TrainingScene } from './previewTrainingScene';

/** What the sentences about a line's training are made from. */
export interface TrainingFacts extends TrainingScene {
  readonly accepted: AcceptedShape | undefined;
  readonly all: readonly TrainedMessage[];
  /** Tokens that the model takes of one example. */
  readonly limit: number | undefined;
}

/** What training makes of a line, in one sentence; where nothing is left to learn, why. */
export function trainingHeadline({ context: { target, model }, shape, example, isBroken, accepted, all, limit }: TrainingFacts): string {
  if (isBroken) return 'Nothing is learnt: this line is broken, so no trainer reads it.';
  if (!accepted) return `Nothing is learnt: ${target.name} does not take ${shape?.name ?? 'lines of this structure'}.`;
  if (example.reference) return 'Nothing is learnt word for word: the model writes an answer of its own, and a grader scores it.';
  const learnable = all.filter(({ isLearnt }) => isLearnt);
  const left = learnable.filter(({ fate }) => fate !== 'gone');
  const overlong = all.some(({ fate }) => fate !== 'whole');
  const takes = `the ${grouped(limit ?? 0)} tokens that ${target.name} takes of one example for ${model?.id ?? 'its model'}`;
  if (learnable.length === 0) return `Nothing is learnt: ${whyNothing(all)}.`;
  if (overlong && accepted.overlong?.fate === 'dropped') return `Nothing is learnt: the example is longer than ${takes}, and is left out.`;
  if (overlong && accepted.overlong?.fate === 'refused')
    return `Nothing is learnt: the example is longer than ${takes}, and the file is refused.`;
  if (left.length === 0) return `Nothing is learnt: the example is cut at ${takes}, before its first answer.`;
  const end = overlong ? `; the example is cut at ${takes}` : '';
  if (example.sides) return `The model learns to prefer one answer to the other; what stands before them is read${end}.`;
  if (example.label !== undefined)
    return `The answer is learnt as a ${example.label ? 'good' : 'bad'} one; what stands before it is read${end}.`;
  if (accepted.learning?.learns === 'everything' && left.length === all.length) return `Everything is learnt, questions included${end}.`;
  if (left.length < learnable.length || learnable.length < answersIn(all)) {
    return `${left.length} of ${counted(Math.max(answersIn(all), learnable.length), 'answer')} ${left.length === 1 ? 'is' : 'are'} learnt${end}.`;
  }
  return `${left.length === 1 ? 'The answer is' : `All ${left.length} answers are`} learnt; the rest is read${end}.`;
}

function answersIn(all: readonly TrainedMessage[]): number {
  return all.filter(({ message }) => message.role === 'assistant').length;
}

function whyNothing(all: readonly TrainedMessage[]): string {
  const off = all.filter(({ learning }) => learning.training === 'untrained');
  const [first] = off;
  if (!first) return 'there is no answer';
  const reasons = new Set(off.map(({ learning: { why } }) => why));
  return `${off.length === 1 ? 'the only answer is left out' : `all ${off.length} answers are left out`}${reasons.size === 1 && first.learning.why ? `, as ${off.length === 1 ? first.learning.why : first.learning.why.replace(/^its/, 'each one’s')}` : ''}`;
}

/** How the target masks, in its own terms, and what it does with longer examples; what is not known is said to be so. */
export function trainingNotes({ context: { target, model }, shape, accepted, limit }: TrainingFacts): PreviewTraining['notes'] {
  if (!accepted) return [];
  const { learning, overlong } = accepted;
  const name = model?.id.startsWith('any ') ? 'any of its models' : `\`${model?.id ?? 'its model'}\``;
  return [
    learning ? { text: learning.says, source: sourceOf(learning) } : { text: usualLearning(target, shape) ?? '' },
    limit === undefined
      ? { text: `No limit for the tokens of an example is known here for ${name}.` }
      : {
          text: `Of one example ${target.name} takes ${counted(limit, 'token')} for ${name}. ${fates[overlong?.fate ?? 'unknown']}`,
          ...(overlong && { source: sourceOf(overlong) }),
        },
  ];
}

const fates = {
  'cut-at-end': 'Longer ones are truncated at their end.',
  dropped: 'Longer ones are left out.',
  refused: 'With longer ones the file is refused.',
  unknown: 'Whether longer ones are truncated or left out is not known here.',
} as const;

function sourceOf({ source, asOf }: { readonly source: string; readonly asOf: string }): string {
  return `${source}, ${asOf}`;
}
