import type { Row } from '../rows/row';
import type { Work } from '../work';
import type { RowsReplacement } from './mendLine';

/** What became of rows, in their order; rows of `after` that are the same objects as in `before` count as untouched. */
export function* rowChanges(before: readonly Row[], after: readonly Row[]): Work<RowsReplacement[]> {
  const changes: RowsReplacement[] = [];
  const kept = new Map<Row, number>();
  for (const [index, row] of after.entries()) {
    yield index / after.length / 2;
    kept.set(row, index);
  }
  let start = 0;
  let done = 0;
  const flush = (end: number, afterEnd: number): void => {
    if (start === end && done === afterEnd) return;
    changes.push({ start, removed: end - start, lines: after.slice(done, afterEnd).map(({ text }) => text) });
  };
  for (const [index, row] of before.entries()) {
    yield 0.5 + index / before.length / 2;
    const at = kept.get(row);
    if (at === undefined) continue;
    flush(index, at);
    start = index + 1;
    done = at + 1;
  }
  flush(before.length, after.length);
  return changes;
}
