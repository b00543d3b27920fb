import type { JsonObject } from '../json/parse';
import type { Path } from '../json/path';

/** One thing in a value that its JSON Schema forbids. */
export interface Violation {
  /** Where in the value. */
  readonly path: Path;
  /** The keyword that forbids it; `never` where no value may stand at all. */
  readonly keyword: string;
  /** The schema that holds the keyword. */
  readonly schema: JsonObject;
  readonly value: unknown;
  /** The keys that are missing, for `required` and `dependentRequired`. */
  readonly missing?: readonly string[];
}
