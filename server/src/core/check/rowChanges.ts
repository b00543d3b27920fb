import type { Row } from '../rows/row';
import type { RowsReplacement } from './mendLine';

/** What became of rows, in their order; rows of `after` that are the same objects as in `before` count as untouched. */
export function rowChanges(before: readonly Row[], after: readonly Row[]): RowsReplacement[] {
  const changes: RowsReplacement[] = [];
  const kept = new Map<Row, number>(after.map((row, index) => [row, index]));
  let start = 0;
  let done = 0;
  const flush = (end: number, afterEnd: number): void => {
    if (start === end && done === afterEnd) return;
    changes.push({ start, removed: end - start, lines: after.slice(done, afterEnd).map(({ text }) => text) });
  };
  for (const [index, row] of before.entries()) {
    const at = kept.get(row);
    if (at === undefined) continue;
    flush(index, at);
    start = index + 1;
    done = at + 1;
  }
  flush(before.length, after.length);
  return changes;
}
