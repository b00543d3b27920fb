import { Column } from '../core/check/column';
import { movableLines } from '../core/fileOps/movable';
import type { OrderOperation } from '../core/fileOps/operation';
import { shuffledOrder, sortedOrder } from '../core/fileOps/order';
import { lengthOf, orderSummary } from '../core/fileOps/transformRows';
import type { Choices } from '../core/project/choices';
import type { CliIo } from './io';
import { changed, windowsOf } from './lineWindows';
import { tokenCounter } from './matchingLines';
import { createPlans } from './project';
import { openTraining, Unworkable } from './trainingRows';
import type { Transforming } from './writing';

// Bytes that are held at a time.
const windowSize = 1 << 25;

/** A file in another order. What is kept of it are a few numbers a line and one window of its bytes. */
export async function reordered(
  file: string,
  operation: OrderOperation,
  flags: Choices,
  io: CliIo,
  size = windowSize,
): Promise<Transforming> {
  const { shape, rows, mark } = await openTraining(file, io);
  const measure = operation.kind === 'sort' ? await measureOf(operation.by) : undefined;
  const movable = movableLines();
  const lengths = new Column((count) => new Uint32Array(count));
  const sizes = new Column((count) => new Uint32Array(count));
  for await (const { text } of rows) {
    const moved = movable.next(text);
    // A line that is moved is not empty.
    sizes.push(moved ? Buffer.byteLength(text) : 0);
    if (moved && measure) lengths.push(await measure(text, moved.value));
  }
  const refused = movable.refusal();
  if (refused !== undefined) throw new Unworkable(refused);
  const slots = slotsOf(sizes);
  const order = operation.kind === 'shuffle' ? shuffledOrder(slots.length, operation.seed) : sortedOrder(lengths, operation.longestFirst);
  const lines = order.map((from) => slots[from] ?? 0);

  async function measureOf(by: 'tokens' | 'characters'): Promise<(text: string, value: unknown) => number | Promise<number>> {
    if (by === 'characters') return (text, value) => lengthOf(text, value, shape);
    const count = tokenCounter(await createPlans(io)(file, flags), flags, io);
    return async (text) => (await count(text))?.total ?? 0;
  }

  async function* pieces(): AsyncGenerator<string> {
    yield mark;
    const moved = windowsOf({ file, io, lines, sizes, size });
    for await (const { text, lineBreak } of (await openTraining(file, io)).rows) {
      if (text.trim() === '') yield text + lineBreak;
      else {
        const next = await moved.next();
        if (next.done) throw changed();
        yield next.value + lineBreak;
      }
    }
    if (!(await moved.next()).done) throw changed();
  }

  return { pieces: pieces(), summary: () => orderSummary(operation, lines.length) };
}

/** The numbers of the lines that are moved. */
function slotsOf(sizes: Column): Uint32Array {
  const slots = new Uint32Array(sizes.length);
  let count = 0;
  for (let line = 0; line < sizes.length; line++) if (sizes.at(line) > 0) slots[count++] = line;
  return slots.subarray(0, count);
}
