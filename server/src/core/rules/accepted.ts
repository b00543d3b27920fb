import type { Shape } from '../shapes/shape';
import type { AcceptedShape, Target } from '../targets/target';

/** How the target takes the shape; undefined when it does not take it. */
export function acceptedShape(target: Target, shape: Shape | undefined): AcceptedShape | undefined {
  return shape && Object.hasOwn(target.shapes, shape.id) ? target.shapes[shape.id] : undefined;
}
