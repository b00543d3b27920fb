import type { Example, ExampleMessage } from '../core/shapes/example';
import type { Shape } from '../core/shapes/shape';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { SequencePart } from '../core/training/cut';
import type { MessageTraining } from '../core/training/learning';
import type { FeatureContext } from './context';
import type { Tokenize } from './lineTokens';

/** What a line's training is worked out from. */
export interface TrainingScene {
  readonly context: FeatureContext;
  readonly shape: Shape | undefined;
  readonly example: Example;
  readonly tokens: ExampleTokens | undefined;
  /** Broken lines are read by no trainer. */
  readonly isBroken: boolean;
  /** Whether long texts are wanted whole. */
  readonly whole: boolean;
  readonly tokenize: Tokenize;
}

/** What training makes of a message, and what of it is left. */
export interface TrainedMessage {
  readonly message: ExampleMessage;
  readonly learning: MessageTraining;
  readonly isLearnt: boolean;
  readonly size: SequencePart | undefined;
  readonly fate: 'whole' | 'part' | 'gone';
  readonly left: SequencePart;
}
