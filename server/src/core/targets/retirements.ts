import type { Model, Target } from './target';

/** What the target no longer trains, or soon will not, of what is chosen: sentences that name the day; empty when nothing ends. */
export function retirementsOf(target: Target, shapeId: string | undefined, model: Model | undefined): readonly string[] {
  const accepted = shapeId !== undefined && Object.hasOwn(target.shapes, shapeId) ? target.shapes[shapeId] : undefined;
  const sentences: string[] = [];
  // Where the state of the service is told, its last day often is too.
  if (target.retired && !target.about.includes(target.retired.on)) sentences.push(`It takes no jobs from ${target.retired.on} on.`);
  if (accepted?.retired) sentences.push(`It does no ${accepted.method} from ${accepted.retired.on} on.`);
  if (model?.retired) sentences.push(`It does not train ${model.id} from ${model.retired.on} on.`);
  return sentences;
}
