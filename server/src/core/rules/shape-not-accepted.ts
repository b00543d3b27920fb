import { wholeLine } from '../json/path';
import { counted } from '../numbers';
import type { Shape } from '../shapes/shape';
import { targets } from '../targets/index';
import { acceptedShape, notAccepted } from './accepted';
import type { FileLine, FileView, Rule } from './rule';
import { withWording } from './wording';

/** A file of a shape that the target does not train on. */
export const shapeNotAccepted: Rule = {
  id: 'shape-not-accepted',
  about: 'file',
  severity: 'error',
  summary: 'The target does not take files of this structure.',
  why: 'Every trainer reads its own structures. Sent to one that does not know it, the file is refused before training begins.',
  bad: [{ lines: ['{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}'] }],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  start({ target, fileShape }) {
    if (acceptedShape(target, fileShape)) return { add: () => {}, remove: () => {}, reports: () => [] };
    let count = 0;
    const change = (line: FileLine, by: number): void => {
      if (line.facts.shape === fileShape) count += by;
    };
    const message = withWording(
      `${notAccepted(target, fileShape)} Convert the file, or choose the target that it was made for${takers(fileShape)}.`,
      target,
      'shape-not-accepted',
    );
    return {
      add: (line) => change(line, 1),
      remove: (line) => change(line, -1),
      reports: (view) => {
        const line = count > 0 ? firstOf(view, fileShape) : undefined;
        return line
          ? [{ line, place: wholeLine, message: count > 1 ? `${message} (This goes for ${counted(count, 'line')}.)` : message }]
          : [];
      },
    };
  },
};

// More names would not help anybody to choose.
const mostNamed = 4;

/** Who takes the shape, in brackets; empty where that are none, or many. */
function takers(shape: Shape): string {
  const names = targets.filter((target) => acceptedShape(target, shape)).map(({ name }) => name);
  if (names.length === 0 || names.length > mostNamed) return '';
  return ` (it fits ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`})`;
}

function firstOf(view: FileView, shape: FileLine['facts']['shape']): FileLine | undefined {
  for (let index = 0; index < view.count; index++) {
    const line = view.at(index);
    if (line?.facts.shape === shape) return line;
  }
  return undefined;
}
