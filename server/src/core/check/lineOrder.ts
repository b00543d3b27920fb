/** An item that knows its place among its neighbours without knowing its index. */
export interface Ordered {
  /** Grows from item to item; only `OrderedList` writes it. */
  order: number;
  /** The index that was found last; right until items before it come or go. Only `OrderedList` writes it. */
  index: number;
}

const gap = 2 ** 20;

// Below this part of the numbers beside it a step would round them to equal ones; then all are numbered anew.
const smallestStep = 2 ** -48;

/**
 * A list whose items find their own index in logarithmic time while others come and go, because each carries a number that
 * grows along the list. Replacing items costs those items and the shift of the array behind them.
 */
export class OrderedList<T extends Ordered> {
  readonly #items: T[] = [];

  get length(): number {
    return this.#items.length;
  }

  /** The item at `index`, from 0. */
  at(index: number): T | undefined {
    return this.#items[index];
  }

  /** The index of an item of this list; -1 for an item that is not in it. Asking again costs nothing while items keep their places. */
  indexOf(item: T): number {
    if (this.#items[item.index] === item) return item.index;
    let low = 0;
    let high = this.#items.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const candidate = this.#items[middle];
      if (candidate === item) {
        item.index = middle;
        return middle;
      }
      if (candidate === undefined || candidate.order > item.order) high = middle - 1;
      else low = middle + 1;
    }
    return -1;
  }

  /** These items of the list in their order; when they are many, at the cost of a look at each item and not of sorting. */
  inOrder(items: ReadonlySet<T>): Iterable<T> {
    if (items.size * 8 < this.#items.length) return [...items].sort((a, b) => a.order - b.order);
    this.#items.forEach((item, index) => {
      item.index = index;
    });
    return this.#items.filter((item) => items.has(item));
  }

  /** Replaces `removed` items from `start` on and returns them. */
  splice(start: number, removed: number, inserted: readonly T[]): T[] {
    const out = replaceSlice(this.#items, start, removed, inserted);
    this.#number(start, inserted.length);
    return out;
  }

  /** Makes many splices, given from the first to the last, in one pass, and returns all that they took out. */
  spliceMany(splices: readonly { readonly start: number; readonly removed: number; readonly inserted: readonly T[] }[]): T[] {
    const before = this.#items.splice(0);
    const out: T[] = [];
    let next = 0;
    const keepUntil = (end: number): void => {
      for (; next < end; next++) {
        const item = before[next];
        if (item) this.#items.push(item);
      }
    };
    for (const { start, removed, inserted } of splices) {
      keepUntil(start);
      for (const item of before.slice(start, start + removed)) out.push(item);
      next = start + removed;
      for (const item of inserted) this.#items.push(item);
    }
    keepUntil(before.length);
    this.#numberAll();
    return out;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]();
  }

  #numberAll(): void {
    this.#items.forEach((item, index) => {
      item.order = (index + 1) * gap;
    });
  }

  #number(start: number, count: number): void {
    const before = this.#items[start - 1]?.order ?? 0;
    const after = this.#items[start + count]?.order ?? before + gap * (count + 1);
    const step = (after - before) / (count + 1);
    if (step < after * smallestStep) {
      this.#numberAll();
      return;
    }
    for (let index = 0; index < count; index++) {
      const item = this.#items[start + index];
      if (item) item.order = before + step * (index + 1);
    }
  }
}

/** Replaces a slice of an array in place, for any number of items (`splice(...items)` overflows the stack). */
export function replaceSlice<T>(items: T[], start: number, removed: number, inserted: readonly T[]): T[] {
  if (inserted.length < 10_000) return items.splice(start, removed, ...inserted);
  const out = items.slice(start, start + removed);
  const tail = items.slice(start + removed);
  items.length = start;
  for (const item of inserted) items.push(item);
  for (const item of tail) items.push(item);
  return out;
}
