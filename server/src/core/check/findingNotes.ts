import type { Severity } from '../finding';
import { Column } from './column';

/** A finding without its words and its place within the line. */
export interface FindingNote {
  /** From 0. */
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
  /** Whether a safe fix is at hand. */
  readonly fixable: boolean;
}

/** Any number of findings, in six bytes each. */
export class FindingNotes implements Iterable<FindingNote> {
  readonly #kinds: Omit<FindingNote, 'line'>[] = [];
  readonly #kindNumbers = new Map<string, number>();
  readonly #lines = new Column((size) => new Uint32Array(size));
  readonly #kindOf = new Column((size) => new Uint16Array(size));

  get length(): number {
    return this.#lines.length;
  }

  add({ line, rule, severity, fixable }: FindingNote): void {
    const key = `${severity} ${fixable} ${rule}`;
    let kind = this.#kindNumbers.get(key);
    if (kind === undefined) {
      kind = this.#kinds.push({ rule, severity, fixable }) - 1;
      this.#kindNumbers.set(key, kind);
    }
    this.#lines.push(line);
    this.#kindOf.push(kind);
  }

  *[Symbol.iterator](): Iterator<FindingNote> {
    for (let index = 0; index < this.length; index++) {
      const kind = this.#kinds[this.#kindOf.at(index)];
      if (kind) yield { line: this.#lines.at(index), ...kind };
    }
  }
}
