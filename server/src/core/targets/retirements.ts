import type { Model, Retirement, Target } from './target';

/** What the target no longer trains, or soon will not, of what is chosen: sentences that name the day; empty when nothing ends. */
export function retirementsOf(target: Target, shapeId: string | undefined, model: Model | undefined): readonly string[] {
  return (
    endings(target, shapeId, model)
      // Where the state of the service is told, its last day often is too.
      .filter(({ retired, what }) => what !== 'service' || !target.about.includes(retired.on))
      .map(({ retired, says }) => `It ${says} from ${retired.on} on.`)
  );
}

/** What the target trains no longer on this day (ISO date) of what is chosen: sentences that name the day on which that ended. */
export function retirementsOn(target: Target, shapeId: string, model: Model | undefined, today: string): readonly string[] {
  return endings(target, shapeId, model)
    .filter(({ retired }) => retired.on <= today)
    .map(({ retired, says }) => `Since ${retired.on} ${target.name} ${says}.`);
}

interface Ending {
  readonly what: 'service' | 'method' | 'model';
  readonly retired: Retirement;
  /** What the target does then. */
  readonly says: string;
}

function endings(target: Target, shapeId: string | undefined, model: Model | undefined): readonly Ending[] {
  const accepted = shapeId !== undefined && Object.hasOwn(target.shapes, shapeId) ? target.shapes[shapeId] : undefined;
  const all: Ending[] = [];
  if (target.retired) all.push({ what: 'service', retired: target.retired, says: 'takes no jobs' });
  if (accepted?.retired) all.push({ what: 'method', retired: accepted.retired, says: `does no ${accepted.method}` });
  if (model?.retired) all.push({ what: 'model', retired: model.retired, says: `does not train ${model.id}` });
  return all;
}
