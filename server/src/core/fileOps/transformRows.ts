import type { RowsReplacement } from '../check/mendLine';
import { counted } from '../numbers';
import type { Row } from '../rows/row';
import type { Shape } from '../shapes/shape';
import type { Work } from '../work';
import { exampleOf } from './exampleLine';
import { movableLines } from './movable';
import { isLineOperation, type LineOperation, type Operation, type OrderOperation, startOperation } from './operation';
import { shuffledOrder, sortedOrder } from './order';
import { charactersOf } from './query';

/** What an operation makes of a file that is in memory; `refused` says why it cannot be done and what to do first. */
export type Transformed = { readonly changes: readonly RowsReplacement[]; readonly summary: string } | { readonly refused: string };

/** Works an operation out; `tokensOf` is asked only when lines are sorted by tokens. */
export function* transformRows(
  rows: readonly Row[],
  fileShape: Shape,
  operation: Operation,
  tokensOf: (row: Row) => number | undefined,
): Work<Transformed> {
  return isLineOperation(operation)
    ? yield* changeLines(rows, fileShape, operation)
    : yield* moveLines(rows, fileShape, operation, tokensOf);
}

function* changeLines(rows: readonly Row[], fileShape: Shape, operation: LineOperation): Work<Transformed> {
  const running = startOperation(operation, fileShape);
  const changes: RowsReplacement[] = [];
  for (const [start, { text }] of rows.entries()) {
    yield start / rows.length;
    const result = running.next(text);
    if (result === text) continue;
    const last = changes.at(-1);
    // Neighbours that are left out go together, so that the end of the file is minded once.
    if (result === undefined && last?.lines.length === 0 && last.start + last.removed === start) {
      changes[changes.length - 1] = { ...last, removed: last.removed + 1 };
    } else changes.push({ start, removed: 1, lines: result === undefined ? [] : [result] });
  }
  return { changes, summary: running.summary() };
}

function* moveLines(
  rows: readonly Row[],
  fileShape: Shape,
  operation: OrderOperation,
  tokensOf: (row: Row) => number | undefined,
): Work<Transformed> {
  const movable = movableLines();
  const slots: number[] = [];
  const lengths: number[] = [];
  for (const [index, row] of rows.entries()) {
    yield index / rows.length / 2;
    const { text } = row;
    const moved = movable.next(text);
    if (!moved) continue;
    slots.push(index);
    if (operation.kind === 'sort') lengths.push(operation.by === 'tokens' ? (tokensOf(row) ?? 0) : lengthOf(text, moved.value, fileShape));
  }
  const refused = movable.refusal();
  if (refused !== undefined) return { refused };
  const order = operation.kind === 'shuffle' ? shuffledOrder(slots.length, operation.seed) : sortedOrder(lengths, operation.longestFirst);
  const changes: RowsReplacement[] = [];
  for (const [at, start] of slots.entries()) {
    yield 0.5 + at / slots.length / 2;
    const text = rows[slots[order[at] ?? at] ?? start]?.text ?? '';
    if (text !== rows[start]?.text) changes.push({ start, removed: 1, lines: [text] });
  }
  return { changes, summary: orderSummary(operation, slots.length) };
}

/** How long a line is that is sorted by its characters. */
export function lengthOf(text: string, value: unknown, fileShape: Shape): number {
  const line = exampleOf(text, value, fileShape);
  return line ? charactersOf(line) : text.length;
}

/** What an operation on the order did to so many lines, as a sentence without a full stop. */
export function orderSummary(operation: OrderOperation, count: number): string {
  return operation.kind === 'shuffle'
    ? `${counted(count, 'line')} shuffled with seed ${operation.seed}`
    : `${counted(count, 'line')} sorted by ${operation.by}, the ${operation.longestFirst ? 'longest' : 'shortest'} first`;
}
