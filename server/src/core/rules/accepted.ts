import { shapeById } from '../shapes/index';
import type { Shape } from '../shapes/shape';
import type { AcceptedShape, Target } from '../targets/target';
import { chatRoles } from './messageKeys';

/** How the target takes the shape; undefined when it does not take it. */
export function acceptedShape(target: Target, shape: Shape | undefined): AcceptedShape | undefined {
  return shape && Object.hasOwn(target.shapes, shape.id) ? target.shapes[shape.id] : undefined;
}

/** Whether a message of this shape may have this `role`. */
export function takesRole(target: Target, shape: Shape | undefined, role: string): boolean {
  return chatRoles.includes(role) || (acceptedShape(target, shape)?.roles?.includes(role) ?? false);
}

/** Says that the target does not take the shape, and what it takes, in two sentences. */
export function notAccepted(target: Target, { name }: Shape): string {
  return `${target.name} does not train on ${name}. It takes ${acceptedNames(target)}.`;
}

function acceptedNames(target: Target): string {
  const names = Object.keys(target.shapes).map((id) => shapeById(id)?.name ?? id);
  return names.length < 2 ? (names[0] ?? 'no structure that is known here') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
