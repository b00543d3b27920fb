import type { JsonSchema } from '../core/shapes/jsonSchema';
import type { Shape } from '../core/shapes/shape';
import type { FileHabits } from './completionHabits';
import type { Pieces, Spacing } from './completionSnippet';
import type { Slot } from './cursor';
import { namedValues } from './schemaWalk';

/** All that is known where something is to be completed. */
export interface Scene {
  readonly slot: Slot;
  readonly shape: Shape;
  readonly schema: JsonSchema;
  /** The roles that the target takes in this shape; undefined when it does not say. */
  readonly roles: readonly string[] | undefined;
  readonly spacing: Spacing;
  /** Read when somebody asks: most places have no use for them. */
  readonly habits: () => FileHabits;
  /** The value of a line nearby, for whole lines of shapes that have no schema. */
  readonly neighbour?: unknown;
}

/** Something to offer, before it is known what of the line it replaces. */
export interface Proposal {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'structure' | 'tool' | 'text';
  readonly pieces: Pieces;
  readonly detail?: string;
  /** Markdown of our own, or plain text out of the file. */
  readonly about?: { readonly markdown: string } | { readonly plain: string };
  /** What is typed to find it, where that is not its label. */
  readonly filter?: string;
  readonly deprecated?: boolean;
}

/** The alternatives that a target takes: those whose role is among its roles, or that have none. */
export function accepted({ schema, roles }: Pick<Scene, 'schema' | 'roles'>, schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  if (!roles) return schemas;
  const fitting = schemas.filter((each) => {
    const named = namedValues(schema, each.properties?.role ?? {});
    return named.length === 0 || named.some(({ value }) => typeof value === 'string' && roles.includes(value));
  });
  return fitting.length > 0 ? fitting : schemas;
}

/** The role that a message's schema is about. */
export function roleOf(schema: JsonSchema, message: JsonSchema): string | undefined {
  const [named, ...others] = namedValues(schema, message.properties?.role ?? {});
  return typeof named?.value === 'string' && others.length === 0 ? named.value : undefined;
}
