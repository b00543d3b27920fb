import { isObject } from '../core/json/parse';
import { knownValues } from './completionKnown';
import { accepted, type Proposal, type Scene } from './completionScene';
import { skeleton } from './completionSkeleton';
import { choicePieces, type Pieces } from './completionSnippet';
import { valueAt } from './cursor';
import { type Field, fieldsOf, schemasAt } from './schemaWalk';

// A list to choose from that is longer is better asked for once the key is there.
const mostChoices = 20;

/** The keys that the object at the cursor may still have, with their values to fill in. */
export function keyProposals(scene: Scene): readonly Proposal[] {
  const { schema, slot } = scene;
  const present = valueAt(slot.line, slot.path);
  const fields = fieldsOf(schema, accepted(scene, schemasAt(schema, slot.line, slot.path)));
  return fields
    .filter(({ key }) => !isObject(present) || !Object.hasOwn(present, key))
    .map((field) => keyProposal(scene, field))
    .sort((a, b) => Number(a.deprecated ?? false) - Number(b.deprecated ?? false));
}

function keyProposal(scene: Scene, field: Field): Proposal {
  const { key, schemas, required } = field;
  const name = JSON.stringify(key);
  const title = shared(schemas.map((schema) => schema.title));
  const description = shared(schemas.map((schema) => schema.description));
  return {
    label: key,
    kind: 'key',
    pieces: scene.slot.keyOnly ? [name] : [`${name}${scene.spacing.colon}`, ...valuePieces(scene, field)],
    filter: name,
    ...((title || required) && { detail: [title, required && '(required)'].filter(Boolean).join(' ') }),
    ...(description && { about: { markdown: description } }),
    deprecated: schemas.every((schema) => schema.deprecated ?? false),
  };
}

function valuePieces(scene: Scene, { key, schemas }: Field): Pieces {
  const { slot } = scene;
  // From here on the value of this key is what is being completed.
  const inside: Scene = { ...scene, slot: { ...slot, at: 'value', path: [...slot.path, key], typed: '' } };
  const known = knownValues(inside);
  const choices = known.flatMap(({ choice }) => (choice === undefined ? [] : [choice])).slice(0, mostChoices);
  if (choices.length > 0) return choicePieces(choices);
  const [only] = known;
  return only && known.length === 1 && key === 'arguments' ? only.pieces : skeleton(inside, schemas, inside.slot.path);
}

/** What all say alike; a key that tells alternatives apart has a title for each, so none that speaks for all. */
function shared(texts: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = texts;
  return others.every((text) => text === first) ? first : undefined;
}
