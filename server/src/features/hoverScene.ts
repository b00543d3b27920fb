import type { Node } from 'jsonc-parser';
import type { Path } from '../core/json/path';
import type { Span } from '../core/json/positions';
import type { Example } from '../core/shapes/example';
import type { MessageList, Shape } from '../core/shapes/shape';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { FeatureContext } from './context';

/** All that is known of what the pointer is on. */
export interface HoverScene {
  readonly context: FeatureContext;
  readonly text: string;
  readonly shape: Shape;
  /** The line's value, and the example that it holds. */
  readonly line: unknown;
  readonly example: Example;
  readonly lists: readonly MessageList[];
  /** The innermost node, a key included. */
  readonly node: Node;
  readonly path: Path;
  /** UTF-16 offset in the line. */
  readonly offset: number;
  /** Undefined when the line is not counted. */
  readonly tokens: ExampleTokens | undefined;
}

/** What is told, and what part of the line it is about. */
export interface Explanation {
  readonly markdown: string;
  readonly span: Span;
}

/** The span of a node. */
export function spanOfNode({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** Puts the parts that say something under each other. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}
