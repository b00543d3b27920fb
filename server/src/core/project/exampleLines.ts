import type { FileRole } from './partOf';

/** What changed in a file that others are compared with: one key came or went, all may have, or lines only moved. */
export type ExamplesChange = number | 'all' | 'moved';

/** The examples of a file by key. */
export interface Examples {
  readonly has: (key: number) => boolean;
  /** The index (from 0) of the first line with this key. */
  readonly lineOf: (key: number) => number | undefined;
  /** Called with each change, where the file may change. */
  readonly watchers?: Set<(change: ExamplesChange) => void>;
}

/** Examples that are not held as lines: where each first stands, by key. */
export function storedExamples(lines: { readonly get: (key: number) => number | undefined }): Examples {
  return { has: (key) => lines.get(key) !== undefined, lineOf: (key) => lines.get(key) };
}

/** What there is of a file that holds no examples. */
export const noExamples: Examples = storedExamples(new Map());

/** The examples of an open file, kept current line by line, so that an edit costs what it touches. */
export class ExampleLines<Line extends object> implements Examples {
  readonly watchers = new Set<(change: ExamplesChange) => void>();
  /** Called when what there is to say of this file has changed because another did. */
  onTouched: () => void = () => undefined;
  readonly #byKey = new Map<number, Line | Set<Line>>();
  #indexOf: (line: Line) => number = () => -1;

  /** Begins anew, with lines whose places `indexOf` tells. */
  restart(indexOf: (line: Line) => number): void {
    this.#indexOf = indexOf;
    this.#byKey.clear();
    this.#tell('all');
  }

  add(line: Line, key: number): void {
    const same = this.#byKey.get(key);
    if (same instanceof Set) same.add(line);
    else this.#byKey.set(key, same ? new Set([same, line]) : line);
    // Of several equal lines another may be the first now.
    this.#tell(same ? 'moved' : key);
  }

  remove(line: Line, key: number): void {
    const same = this.#byKey.get(key);
    if (same === undefined) return;
    if (same instanceof Set) same.delete(line);
    else if (same !== line) return;
    const left = same instanceof Set && same.size > 0;
    if (!left) this.#byKey.delete(key);
    this.#tell(left ? 'moved' : key);
  }

  /** Says that lines stand elsewhere now. */
  moved(): void {
    this.#tell('moved');
  }

  has(key: number): boolean {
    return this.#byKey.has(key);
  }

  lineOf(key: number): number | undefined {
    const lines = this.#linesWith(key);
    return lines.length === 0 ? undefined : lines.reduce((least, line) => Math.min(least, this.#indexOf(line)), Number.POSITIVE_INFINITY);
  }

  /** The lines by key: of one key, or all. */
  lines(key?: number): readonly (readonly [key: number, lines: readonly Line[]])[] {
    if (key === undefined) return [...this.#byKey].map(([each, lines]) => [each, lines instanceof Set ? [...lines] : [lines]]);
    return [[key, this.#linesWith(key)]];
  }

  #linesWith(key: number): readonly Line[] {
    const lines = this.#byKey.get(key);
    return lines === undefined ? [] : lines instanceof Set ? [...lines] : [lines];
  }

  #tell(change: ExamplesChange): void {
    for (const watcher of this.watchers) watcher(change);
  }
}

/** The other file of a pair, as one file sees it; what is known of its examples may change. */
export class OtherFile {
  /** What the link leads to: a URI in an editor, a path on the command line. */
  readonly location: string;
  /** Its name without folders. */
  readonly name: string;
  readonly role: FileRole;
  /** Set by who compares; the last one is told. */
  onChange: (change: ExamplesChange) => void = () => undefined;
  readonly #listener = (change: ExamplesChange): void => this.onChange(change);
  #examples: Examples = noExamples;

  constructor(location: string, name: string, role: FileRole) {
    this.location = location;
    this.name = name;
    this.role = role;
  }

  /** Compares with these examples from now on; with none, nothing is equal to them. */
  compareWith(examples: Examples = noExamples): void {
    if (examples === this.#examples) return;
    this.#examples.watchers?.delete(this.#listener);
    this.#examples = examples;
    examples.watchers?.add(this.#listener);
    this.onChange('all');
  }

  has(key: number): boolean {
    return this.#examples.has(key);
  }

  /** The index (from 0) of the first line with this key. */
  lineOf(key: number): number | undefined {
    return this.#examples.lineOf(key);
  }
}

/** A file's part in pairs of files. */
export interface FilePart {
  readonly role: FileRole;
  /** The files that are compared with it; there may be a validation file and one for tests. */
  readonly others: readonly OtherFile[];
}
