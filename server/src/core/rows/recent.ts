/** Keeps what was put in last, by size, and as much again of what was before; the rest it forgets, and says so. */
export class Recent<Key, Value> {
  readonly #most: number;
  readonly #onForgotten: ((key: Key) => void) | undefined;
  #recent = new Map<Key, Value>();
  #older = new Map<Key, Value>();
  #size = 0;

  constructor(most: number, onForgotten?: (key: Key) => void) {
    this.#most = most;
    this.#onForgotten = onForgotten;
  }

  get(key: Key): Value | undefined {
    return this.#recent.get(key) ?? this.#older.get(key);
  }

  set(key: Key, value: Value, size: number): void {
    this.#recent.set(key, value);
    this.#size += size;
    if (this.#size < this.#most) return;
    if (this.#onForgotten) for (const each of this.#older.keys()) this.#onForgotten(each);
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#size = 0;
  }
}
