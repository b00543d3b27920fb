import type { JsonSchema } from '../core/shapes/jsonSchema';
import { exampleProposals } from './completionExamples';
import { knownValues } from './completionKnown';
import { messageProposals } from './completionMessages';
import { call } from './completionParts';
import { accepted, type Proposal, type Scene } from './completionScene';
import { isMessageList, skeleton, valuesOf } from './completionSkeleton';
import { jsonText } from './completionSnippet';
import { declaredTools, freeCallId } from './lineTools';
import { alternatives, hasType, type NamedValue, schemasAt } from './schemaWalk';

const mostTools = 10;

/** What the value at the cursor may be. */
export function valueProposals(scene: Scene): readonly Proposal[] {
  const { schema, slot } = scene;
  if (slot.path.length === 0) return slot.typed.startsWith('"') ? [] : exampleProposals(scene);
  const schemas = schemasAt(schema, slot.line, slot.path);
  const simple = [...knownValues(scene), ...valuesOf(scene, schemas, slot.path).map(namedProposal)];
  // Where a quote was typed a string is meant.
  if (simple.length > 0 || slot.typed.startsWith('"')) return simple;
  return structures(scene, schemas);
}

function namedProposal({ value, title, description, deprecated }: NamedValue): Proposal {
  return {
    label: String(value),
    kind: 'value',
    pieces: [JSON.stringify(value)],
    filter: JSON.stringify(value),
    deprecated,
    ...(title && { detail: title }),
    ...(description && { about: { markdown: description } }),
  };
}

/** Objects and lists. */
function structures(scene: Scene, schemas: readonly JsonSchema[]): readonly Proposal[] {
  const { schema, slot } = scene;
  const [list, item] = slot.path.slice(-2);
  if (typeof item === 'number') {
    if (isMessageList(schema, schemasAt(schema, slot.line, slot.path.slice(0, -1)))) return messageProposals(scene, schemas);
    const calls = list === 'tool_calls' ? toolCalls(scene) : [];
    if (calls.length > 0) return calls;
  }
  return [...usualTools(scene), ...accepted(scene, schemas).flatMap((each) => structure(scene, each))];
}

function structure(scene: Scene, schema: JsonSchema): readonly Proposal[] {
  if (schema.deprecated || !(hasType(schema, 'object') || hasType(schema, 'array')) || hasType(schema, 'string')) return [];
  const { title = 'value', description } = schema;
  return [
    {
      label: title.toLowerCase(),
      kind: 'structure',
      pieces: skeleton(scene, alternatives(scene.schema, schema, undefined), scene.slot.path),
      ...(description && { about: { markdown: description } }),
    },
  ];
}

function toolCalls({ slot, spacing }: Scene): readonly Proposal[] {
  const id = freeCallId(slot.line, slot.path);
  return declaredTools(slot.line)
    .slice(0, mostTools)
    .map((tool) => ({
      label: `call of ${tool.name}`,
      kind: 'structure',
      pieces: call(spacing, tool, id),
      ...(tool.description && { about: { plain: tool.description } }),
    }));
}

function usualTools({ slot, spacing, habits }: Scene): readonly Proposal[] {
  const tools = slot.path.at(-1) === 'tools' ? habits().tools : undefined;
  return tools ? [{ label: 'tools as in other lines', kind: 'structure', pieces: [jsonText(spacing, tools)] }] : [];
}
