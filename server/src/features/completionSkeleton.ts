import type { Path } from '../core/json/path';
import type { JsonSchema } from '../core/shapes/jsonSchema';
import { argumentsPieces, call, message, newTool } from './completionParts';
import { accepted, roleOf, type Scene } from './completionScene';
import { arrayPieces, choicePieces, objectPieces, type Pieces, textPieces } from './completionSnippet';
import { declaredTools, freeCallId, messagesBefore, messagesPath } from './lineTools';
import { byLikelihood, likelyRoles } from './nextRole';
import { alternatives, fieldsOf, hasType, itemSchema, type NamedValue, namedValues } from './schemaWalk';

// Deeper than any training line nests; a schema that refers to itself must come to an end.
const deepest = 12;

/** A value to fill in for what a schema describes: what it must have, with its constants filled in. */
export function skeleton(scene: Scene, schemas: readonly JsonSchema[], path: Path, depth = 0): Pieces {
  const { schema, spacing } = scene;
  const [first] = accepted(scene, schemas);
  if (!first || depth > deepest) return [{}];
  const fuller = fullerThanRequired(scene, path);
  if (fuller) return fuller;
  const named = valuesOf(scene, schemas, path);
  const current = named.filter(({ deprecated }) => !deprecated);
  if (named.length > 0) return choicePieces((current.length > 0 ? current : named).map(({ value }) => value));
  if (hasType(first, 'string')) return textPieces();
  if (hasType(first, 'array')) {
    if (isMessageList(schema, [first])) return conversation(scene, [first], path);
    const item = first.items ? alternatives(schema, first.items, undefined) : [];
    const filled = item.some((each) => hasType(each, 'object'));
    return filled ? arrayPieces(spacing, [skeleton(scene, item, [...path, 0], depth + 1)]) : ['[', {}, ']'];
  }
  if (hasType(first, 'object')) {
    const required = fieldsOf(schema, [first]).filter((field) => field.required);
    if (required.length === 0) return ['{', {}, '}'];
    return objectPieces(
      spacing,
      required.map(({ key, schemas: each }) => [key, skeleton(scene, each, [...path, key], depth + 1)]),
    );
  }
  return [{ text: hasType(first, 'integer') || hasType(first, 'number') ? '0' : 'null' }];
}

/** The values that the schemas name together, each once: roles as far as the target takes them, the likeliest first. */
export function valuesOf(scene: Scene, schemas: readonly JsonSchema[], path: Path): readonly NamedValue[] {
  const values = new Map<unknown, NamedValue>();
  for (const value of schemas.flatMap((each) => namedValues(scene.schema, each))) {
    if (!values.has(value.value)) values.set(value.value, value);
  }
  const all = [...values.values()];
  if (path.at(-1) !== 'role') return all;
  const taken = all.filter(({ value }) => scene.roles?.some((role) => role === value) ?? true);
  const order = likelyRoles(messagesBefore(scene.slot.line, path), scene.habits().systemPrompts.length > 0);
  return byLikelihood(taken, ({ value }) => String(value), order);
}

/** Tells whether what the schemas describe is a list of chat messages. */
export function isMessageList(schema: JsonSchema, schemas: readonly JsonSchema[]): boolean {
  return itemSchema(schema, schemas)?.discriminator?.propertyName === 'role';
}

/** A list of messages to fill in, as the list's place asks: an answer alone, a question, or both. */
export function conversation(scene: Scene, schemas: readonly JsonSchema[], path: Path, system = scene.habits().systemPrompts[0]): Pieces {
  const { schema, shape, spacing } = scene;
  const items = schemas.flatMap((each) => (each.items ? alternatives(schema, each.items, undefined) : []));
  const roles = accepted(scene, items).map((item) => roleOf(schema, item));
  const asks = roles.includes('user');
  const instructs = ['system', 'developer'].find((role) => roles.includes(role));
  const answers = !asks || (shape.id === 'chat' && messagesPath(path)[0] === 'messages');
  return arrayPieces(spacing, [
    ...(asks && instructs && system !== undefined ? [message(spacing, instructs, JSON.stringify(system))] : []),
    ...(asks ? [message(spacing, 'user')] : []),
    ...(answers ? [message(spacing, 'assistant')] : []),
  ]);
}

/** Tools and their calls, which say more than their schema requires. */
function fullerThanRequired({ slot, spacing }: Scene, path: Path): Pieces | undefined {
  const [list, item] = path.slice(-2);
  if (list === 'tools' && typeof item === 'number') return newTool(spacing);
  if (list === 'tool_calls' && typeof item === 'number') {
    return call(spacing, declaredTools(slot.line)[0], freeCallId(slot.line, path));
  }
  return item === 'arguments' && (list === 'function' || list === 'function_call') ? argumentsPieces(undefined) : undefined;
}
