import { chat } from './chat';
import type { Shape } from './shape';

/** Every shape, in the order in which a line is asked; the first that recognises it wins. */
export const shapes: readonly Shape[] = [chat];

/** The shape with this id. */
export function shapeById(id: string): Shape | undefined {
  return shapes.find((shape) => shape.id === id);
}
