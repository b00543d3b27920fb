import { convertValue } from '../convert/between/convertLine';
import { likelyHabits } from '../convert/between/running';
import type { Fix } from '../finding';
import type { JsonObject } from '../json/parse';
import type { Shape } from '../shapes/shape';
import { isRefused } from '../shapes/write/written';

/** The suggestion to write a line of one shape in that of its file, with what gets lost in its title; none where that cannot be. */
export function lineConversion(value: JsonObject, from: Shape, to: Shape): readonly Fix[] {
  const written = convertValue(value, from, to, likelyHabits(from.read(value)));
  if (isRefused(written)) return [];
  const { values, losses } = written;
  const [only] = values;
  const lost = losses.length > 0 ? ` (${losses.join('; ')})` : '';
  return [
    {
      kind: 'suggestion',
      title: `Convert the line to ${to.name}${lost}`,
      edits:
        values.length === 1 && only
          ? [{ op: 'set', path: [], value: only }]
          : [{ op: 'replace-lines', count: 1, lines: values.map((each) => JSON.stringify(each)) }],
    },
  ];
}
