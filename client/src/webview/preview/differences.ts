import { diffWordsWithSpace } from 'diff';
import { element } from '../shared/element';
import { textNodes } from '../shared/textNodes';

// Comparing must not be felt; two texts that share less than this are different answers, and marking all says nothing.
const patience = 300;
const leastInCommon = 0.25;

/** Marks the words that only one of two drawn answers has; false where they are too long or too different for that. */
export function markDifferences(left: ParentNode, right: ParentNode): boolean {
  // What is still being drawn cannot be compared.
  if ([left, right].some((side) => side.querySelector('[aria-busy]'))) return false;
  const nodes = [left, right].map((side) => [...side.querySelectorAll('.said')].flatMap(textNodes));
  const [before = '', after = ''] = nodes.map((side) => side.map(({ data }) => data).join(''));
  const changes = diffWordsWithSpace(before, after, { timeout: patience });
  if (!changes) return false;
  const common = changes.reduce((sum, { added, removed, value }) => (added || removed ? sum : sum + value.trim().length), 0);
  if (common < leastInCommon * Math.min(before.length, after.length)) return false;
  const ranges: [Range[], Range[]] = [[], []];
  const at = [0, 0];
  for (const { added, removed, value } of changes) {
    const [from = 0, to = 0] = at;
    if (removed) ranges[0].push(words(value, from));
    if (added) ranges[1].push(words(value, to));
    if (!added) at[0] = from + value.length;
    if (!removed) at[1] = to + value.length;
  }
  ranges.forEach((each, side) => {
    mark(nodes[side] ?? [], each);
  });
  return true;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the words of a piece of text stand, without the space around them. */
function words(piece: string, offset: number): Range {
  const start = offset + piece.length - piece.trimStart().length;
  return { start, end: Math.max(start, offset + piece.trimEnd().length) };
}

function mark(nodes: readonly Text[], ranges: readonly Range[]): void {
  let offset = 0;
  let next = 0;
  for (const node of nodes) {
    const { data } = node;
    const end = offset + data.length;
    while ((ranges[next]?.end ?? end) <= offset) next++;
    const pieces: (string | Node)[] = [];
    let done = offset;
    for (let index = next; index < ranges.length; index++) {
      const range = ranges[index];
      if (!range || range.start >= end) break;
      const start = Math.max(range.start, offset);
      const stop = Math.min(range.end, end);
      pieces.push(data.slice(done - offset, start - offset), element('mark', {}, data.slice(start - offset, stop - offset)));
      done = stop;
    }
    if (pieces.length > 0 && data.trim() !== '') node.replaceWith(...pieces, data.slice(done - offset));
    offset = end;
  }
}
