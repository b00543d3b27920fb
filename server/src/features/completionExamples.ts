import type { JsonSchema } from '../core/shapes/jsonSchema';
import { shortened } from './completionKnown';
import { likeValue } from './completionLikeLine';
import { callingMessage, message, newTool, resultMessage } from './completionParts';
import { accepted, type Proposal, type Scene } from './completionScene';
import { conversation, skeleton } from './completionSkeleton';
import { arrayPieces, jsonText, objectPieces, type Pieces } from './completionSnippet';
import { declaredTools } from './lineTools';
import { schemasAt } from './schemaWalk';

const mostPrompts = 5;

/** Whole lines to begin with, in the habit of the file. */
export function exampleProposals(scene: Scene): readonly Proposal[] {
  if (scene.neighbour !== undefined) {
    return [{ label: 'example like the others', kind: 'structure', pieces: likeValue(scene.spacing, scene.neighbour) }];
  }
  if (!scene.shape.schema) return [];
  const root = accepted(scene, schemasAt(scene.schema, undefined, []));
  const about = root[0]?.description;
  const documented = about === undefined ? {} : { about: { markdown: about } };
  if (scene.shape.id === 'chat') return chatExamples(scene, root).map((proposal) => ({ ...documented, ...proposal }));
  const name = root[0]?.title ?? scene.shape.name;
  return [{ label: name.toLowerCase(), kind: 'structure', pieces: skeleton(scene, root, []), ...documented }];
}

function chatExamples(scene: Scene, root: readonly JsonSchema[]): readonly Proposal[] {
  const { spacing } = scene;
  const habits = scene.habits();
  const lists = root.flatMap(({ properties }) => properties?.messages ?? []);
  const messages = lists.length > 0 ? schemasAt(scene.schema, undefined, ['messages']) : [];
  const usual = habits.tools;
  const line = (system: string | undefined): Pieces =>
    objectPieces(spacing, [
      ['messages', conversation(scene, messages, ['messages'], system)],
      ...(usual ? ([['tools', [jsonText(spacing, usual)]]] as const) : []),
    ]);
  const prompts = habits.systemPrompts.slice(0, mostPrompts).map(
    (prompt): Proposal => ({
      label: `chat example: ${shortened(prompt)}`,
      kind: 'structure',
      pieces: line(prompt),
      detail: 'with a system prompt of this file',
      about: { plain: prompt },
    }),
  );
  const bare: Proposal = {
    label: 'chat example',
    kind: 'structure',
    pieces: objectPieces(spacing, [['messages', arrayPieces(spacing, [message(spacing, 'user'), message(spacing, 'assistant')])]]),
  };
  const system: Proposal = {
    label: 'chat example with a system message',
    kind: 'structure',
    pieces: objectPieces(spacing, [
      [
        'messages',
        arrayPieces(
          spacing,
          ['system', 'user', 'assistant'].map((role) => message(spacing, role)),
        ),
      ],
    ]),
  };
  const takesTools = root.some(({ properties }) => properties?.tools !== undefined) && (!scene.roles || scene.roles.includes('tool'));
  return [...prompts, bare, ...(prompts.length > 0 ? [] : [system]), ...(takesTools ? [toolExample(scene)] : [])];
}

function toolExample(scene: Scene): Proposal {
  const { spacing } = scene;
  const habits = scene.habits();
  const declared = habits.tools ? declaredTools({ tools: habits.tools })[0] : undefined;
  const id = 'call_1';
  const tools: Pieces = habits.tools && declared ? [jsonText(spacing, habits.tools)] : arrayPieces(spacing, [newTool(spacing)]);
  return {
    label: 'chat example with a tool call',
    kind: 'structure',
    pieces: objectPieces(spacing, [
      [
        'messages',
        arrayPieces(spacing, [
          message(spacing, 'user'),
          callingMessage(spacing, declared, id),
          resultMessage(spacing, id),
          message(spacing, 'assistant'),
        ]),
      ],
      ['tools', tools],
    ]),
  };
}
