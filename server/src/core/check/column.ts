const pageSize = 1 << 14;

type Page = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Numbers that come one after the other, kept in pages so that growing copies none of them. */
export class Column {
  readonly #pages: Page[] = [];
  readonly #newPage: (size: number) => Page;
  #length = 0;

  /** A column whose pages `newPage` makes; their type says what numbers it takes. */
  constructor(newPage: (size: number) => Page) {
    this.#newPage = newPage;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length % pageSize;
    let page = at === 0 ? undefined : this.#pages.at(-1);
    if (!page) {
      page = this.#newPage(pageSize);
      this.#pages.push(page);
    }
    page[at] = value;
    this.#length += 1;
  }

  /** Puts another number in the place of the one at `index`; there must be one. */
  set(index: number, value: number): void {
    const page = this.#pages[Math.floor(index / pageSize)];
    if (page) page[index % pageSize] = value;
  }

  /** The number at `index`, from 0; 0 beyond the last one. */
  at(index: number): number {
    return this.#pages[Math.floor(index / pageSize)]?.[index % pageSize] ?? 0;
  }
}
