import type { Path, Place } from './json/path';

/** How much a finding matters; `off` exists only in settings. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** All severities, the worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** One change to a line, said without offsets so that only an applied change costs a positioned parse. */
export type Edit =
  /** Replaces the value at `path`, or adds the member when its parent object lacks it. */
  | { readonly op: 'set'; readonly path: Path; readonly value: unknown }
  /** Puts the value at `path` into a string that holds it just as it is spelled: numbers, keys that stand twice, white space. */
  | { readonly op: 'enclose'; readonly path: Path }
  /** Renames the key of the member at `path`; its value keeps its spelling. */
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }
  /** Removes the member or item at `path` with its comma. */
  | { readonly op: 'remove'; readonly path: Path }
  /** Replaces UTF-16 units `start` to `end` of the line. */
  | { readonly op: 'replace'; readonly start: number; readonly end: number; readonly text: string }
  /** Deletes the line with its line break. */
  | { readonly op: 'delete-line' }
  /** Replaces this line and those after it, `count` in all, by `lines`. */
  | { readonly op: 'replace-lines'; readonly count: number; readonly lines: readonly string[] }
  /**
   * Writes the file's bytes anew as UTF-8, with a byte order mark or without; the text stays as it is. `losing` is set where that
   * text lacks letters which the bytes still tell.
   */
  | { readonly op: 'rewrite-file'; readonly mark: boolean; readonly losing?: true };

/** A remedy that travels with its finding. */
export interface Fix {
  /** What applying it does, in the imperative: "Rename to `content`". */
  readonly title: string;
  /** A `fix` is safe and may be applied by "fix all"; a `suggestion` the user must choose. */
  readonly kind: 'fix' | 'suggestion';
  readonly edits: readonly Edit[];
  /** True where the edits change lines all over the file: they are worked out only when they are asked for. */
  readonly wholeFile?: boolean;
}

/** What a rule says about one line, before severity is known. */
export interface Report {
  readonly place: Place;
  /** What is wrong, why it matters for training, what to do. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Where this one weighs otherwise than its rule's default; what target or settings say of the rule comes first. */
  readonly severity?: Severity;
  /** True where the report rests on an estimate: then it is at most a warning, whatever target or settings say. */
  readonly estimated?: boolean;
}

/** A report with the rule that made it and the severity that target and settings give it. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
}
