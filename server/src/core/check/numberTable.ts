// Slots that hold no value: never used, and used by a key that was taken out.
const free = 0;
const removed = 1;
const firstValue = 2;

/** A map from whole numbers below 2^53 that are spread evenly (hashes) to ones below 2^32 - 2: 16 to 32 bytes an entry, where a `Map` takes 50 to 100. */
export class NumberTable {
  #keys = new Float64Array(64);
  #values = new Uint32Array(64);
  #used = 0;

  get(key: number): number | undefined {
    const value = this.#values[this.#slotOf(key)] ?? free;
    return value < firstValue ? undefined : value - firstValue;
  }

  set(key: number, value: number): void {
    const slot = this.#slotOf(key);
    const isNew = this.#values[slot] === free;
    this.#keys[slot] = key;
    this.#values[slot] = value + firstValue;
    if (!isNew) return;
    this.#used += 1;
    if (this.#used * 4 > this.#values.length * 3) this.#grow();
  }

  delete(key: number): void {
    const slot = this.#slotOf(key);
    if (this.#values[slot] !== free) this.#values[slot] = removed;
  }

  /** Where a key stands or would be put. */
  #slotOf(key: number): number {
    const last = this.#values.length - 1;
    // Bit operations see the lower 32 bits of a larger number.
    let slot = key & last;
    while (this.#values[slot] !== free && this.#keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Uint32Array(keys.length * 2);
    this.#used = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      const value = values[slot] ?? free;
      if (value < firstValue) continue;
      const key = keys[slot] ?? 0;
      const to = this.#slotOf(key);
      this.#keys[to] = key;
      this.#values[to] = value;
      this.#used += 1;
    }
  }
}
