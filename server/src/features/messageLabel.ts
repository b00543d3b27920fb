import { grouped } from '../core/numbers';
import type { Example, ExampleMessage } from '../core/shapes/example';
import type { Shape } from '../core/shapes/shape';
import type { Target } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import { learningAt } from '../core/training/learning';
import { countAt } from './hoverExample';

/** An example and what training on it depends on. */
export interface LabelledExample {
  readonly target: Target;
  readonly shape: Shape;
  readonly example: Example;
  /** Undefined while they are not counted. */
  readonly tokens: ExampleTokens | undefined;
}

/** What a label says of a message beside who speaks: its tokens, as `spell` puts them, where they are known, and that nothing is learnt of it. */
export function messageFacts(
  { target, shape, example, tokens }: LabelledExample,
  spell: (count: number) => string = grouped,
): (message: ExampleMessage) => readonly string[] {
  const unlearnt = new Set(
    example.messages.filter((message, index) => learningAt({ target, shape, example }, message, index)?.training === 'untrained'),
  );
  return (message) => {
    const own = countAt(tokens, message.path)?.tokens;
    return [...(own === undefined ? [] : [spell(own)]), ...(unlearnt.has(message) ? ['not learnt'] : [])];
  };
}
