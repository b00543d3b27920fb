import { Column } from '../core/check/column';
import { readExample } from '../core/fileOps/exampleLine';
import { movableLines } from '../core/fileOps/movable';
import type { OrderOperation } from '../core/fileOps/operation';
import { shuffledOrder, sortedOrder } from '../core/fileOps/order';
import { charactersOf } from '../core/fileOps/query';
import { orderSummary } from '../core/fileOps/transformRows';
import type { Choices } from '../core/project/choices';
import type { CliIo } from './io';
import { tokenCounter } from './matchingLines';
import { createPlans } from './project';
import { openTraining, Unworkable } from './trainingRows';
import type { Transforming } from './writing';

// UTF-16 units that are held at a time. The file is read once for each such part of the result, which is as quick as a disk
// reads; to jump to each line would be slower.
const windowSize = 32 * 1024 * 1024;

/** A file in another order. What is kept of it are a few numbers a line and one window of its text. */
export async function reordered(
  file: string,
  operation: OrderOperation,
  flags: Choices,
  io: CliIo,
  size = windowSize,
): Promise<Transforming> {
  const { shape, rows, mark } = await openTraining(file, io);
  const measure = operation.kind === 'sort' ? await measureOf(operation.by) : async () => 0;
  const movable = movableLines();
  const lengths = new Column((count) => new Uint32Array(count));
  const sizes = new Column((count) => new Uint32Array(count));
  for await (const { text } of rows) {
    if (!movable.next(text)) continue;
    lengths.push(await measure(text));
    sizes.push(text.length);
  }
  const refused = movable.refusal();
  if (refused !== undefined) throw new Unworkable(refused);
  const order = operation.kind === 'shuffle' ? shuffledOrder(sizes.length, operation.seed) : sortedOrder(lengths, operation.longestFirst);
  /** Where each line comes in the new order. */
  const places = new Uint32Array(order.length);
  for (const [place, line] of order.entries()) places[line] = place;

  async function measureOf(by: 'tokens' | 'characters'): Promise<(text: string) => Promise<number>> {
    if (by === 'tokens') {
      const count = tokenCounter(await createPlans(io)(file, flags), flags, io);
      return async (text) => (await count(text))?.total ?? 0;
    }
    return async (text) => {
      const line = readExample(text, shape);
      return line ? charactersOf(line) : text.length;
    };
  }

  /** The texts of the lines that come at `from` and after it in the new order, as many as fit into a window. */
  async function windowFrom(from: number): Promise<readonly string[]> {
    let end = from;
    for (let held = 0; end < order.length && (end === from || held < size); end++) held += sizes.at(order[end] ?? 0);
    const texts: string[] = Array.from({ length: end - from }, () => '');
    let line = 0;
    for await (const { text } of (await openTraining(file, io)).rows) {
      if (text.trim() === '') continue;
      const place = places[line++] ?? end;
      if (place >= from && place < end) texts[place - from] = text;
    }
    return texts;
  }

  async function* pieces(): AsyncGenerator<string> {
    yield mark;
    let held: readonly string[] = [];
    let from = 0;
    let next = 0;
    for await (const { text, lineBreak } of (await openTraining(file, io)).rows) {
      if (text.trim() === '') {
        yield text + lineBreak;
        continue;
      }
      if (next - from >= held.length) {
        from = next;
        // The old one goes before the new one comes, so that there are never two.
        held = [];
        held = await windowFrom(from);
      }
      yield (held[next - from] ?? '') + lineBreak;
      next += 1;
    }
  }

  return { pieces: pieces(), summary: () => orderSummary(operation, sizes.length) };
}
