import type { TrainingFile } from '../core/check/trainingFile';
import type { Row } from '../core/rows/row';
import type { Model, Target } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { Settings } from '../shared/settings';
import type { DiagnosticLinks } from './diagnostics';

/** What a feature may know beside its parameters. */
export interface FeatureContext {
  readonly file: TrainingFile;
  readonly target: Target;
  readonly model: Model | undefined;
  readonly settings: Settings;
  readonly links: DiagnosticLinks;
  /** Whether the client asks for the edits of a code action when it is chosen; else it wants them at once. */
  readonly resolvesEdits: boolean;
  /** True when the client expands snippets in what it inserts. */
  readonly snippets?: boolean;
  /** Whether the client has this command of ours. */
  readonly hasCommand: (command: string) => boolean;
  /** The line (from 0) that the cursor rests on, where the client tells. */
  readonly activeLine?: number;
  /** The tokens of a row, counted now if they were not yet; undefined when the row is no example, or counting is off. */
  readonly tokensOf: (row: Row) => Promise<ExampleTokens | undefined>;
  /** The same for who would rather have an answer without them than wait: undefined also when they are not counted in a moment. */
  readonly tokensSoon: (row: Row) => Promise<ExampleTokens | undefined>;
  /** A row's tokens as far as they are counted; those that are not are wanted from now on, and the client is told to ask again. */
  readonly knownTokens: (row: Row) => ExampleTokens | undefined;
}
