import type { JsonObject } from '../json/parse';
import type { Path } from '../json/path';
import type { Example } from './example';
import type { JsonSchema, Validate } from './jsonSchema';
import type { Written } from './write/written';

/** A list of messages within a line, and where it stands. */
export interface MessageList {
  readonly path: Path;
  readonly messages: readonly unknown[];
  /** What the list is for: `trained` lists hold the answer; `input` ends before it; `preferred` and `rejected` are answers to compare. */
  readonly part: 'trained' | 'input' | 'preferred' | 'rejected';
}

/** A list of turns that are no chat messages, and where it stands. */
export interface Turns {
  readonly path: Path;
  readonly list: readonly unknown[];
  /** The key under which a turn names its speaker. */
  readonly speaker: 'from' | 'role';
  /** What the list is for, as for messages. */
  readonly part: 'trained' | 'input';
}

/** A structure that a line may have. */
export interface Shape {
  /** The id used in targets, settings and findings: `chat`. */
  readonly id: string;
  /** The name that people see: "chat messages". */
  readonly name: string;
  /** Tells whether a parsed line surely has this shape; shapes are asked in the list's order, the first that says yes wins. */
  readonly detect: (value: JsonObject) => boolean;
  /** Tells whether a line of a file that has this shape is one more of it, if a faulty one; `detect` decides when absent. */
  readonly fits?: (value: JsonObject) => boolean;
  /**
   * Tells whether a line that nothing detects was surely meant to have this shape: it has the shape's own keys and no others, and
   * what stands under them is broken.
   */
  readonly meant?: (value: JsonObject) => boolean;
  /** Keys whose presence near a line's start makes a line that is no JSON count as this shape. */
  readonly signature: RegExp;
  readonly schema?: JsonSchema;
  readonly validate?: Validate;
  /** The line as an example in the form that all shapes have in common; takes any line, faulty ones too, and never throws. */
  readonly read: (value: JsonObject) => Example;
  /** Writes an example in this shape, fitting its schema; says what the shape cannot carry, or why the example has no place in it. Never throws. */
  readonly write: (example: Example) => Written;
  /** Keys of a line that are read here under the names that authors have for them, with the names that trainers read. */
  readonly misnamed?: (value: JsonObject) => readonly { readonly key: string; readonly meant: string }[];
  /** The message lists of a line, for the rules about messages. */
  readonly messageLists?: (value: JsonObject) => readonly MessageList[];
  /** The turns of a line that has no messages, for the order in which speakers follow each other. */
  readonly turns?: (value: JsonObject) => Turns | undefined;
}
