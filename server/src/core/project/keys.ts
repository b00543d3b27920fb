import { rules } from '../rules/index';
import { shapes } from '../shapes/index';
import { targets } from '../targets/index';
import { projectFileName } from './fileName';

/** What severities are called in settings and in the project file. */
export const severityWords = ['off', 'hint', 'info', 'warning', 'error'] as const;

/** A name that may be chosen, with what people are told of it. */
export interface Choice {
  readonly name: string;
  readonly about: string;
}

/** A key of the project file; what it may hold tells its `holds`. */
export type ProjectKey = {
  readonly key: 'target' | 'model' | 'shape' | 'rules' | 'pairs' | 'tokenizer' | 'epochs' | 'pricePerMillion';
  readonly description: string;
} & (
  | { readonly holds: 'name'; readonly noun: string; readonly choices: readonly Choice[] }
  /** A name of which only the target can tell whether it is known. */
  | { readonly holds: 'model'; readonly choices: readonly Choice[] }
  | { readonly holds: 'severities'; readonly choices: readonly Choice[] }
  | { readonly holds: 'pairs' }
  | { readonly holds: 'path' }
  | { readonly holds: 'number'; readonly least: number; readonly most: number; readonly isWhole: boolean; readonly example: number }
);

/** Every key of the project file, once: its reader and its JSON Schema are made from this table. */
export const projectKeys: readonly ProjectKey[] = [
  {
    key: 'target',
    description: 'Who will train on the files: lines are checked against what this service accepts.',
    holds: 'name',
    noun: 'target',
    choices: targets.map(({ id, name, about }) => ({ name: id, about: `${name}: ${about}` })),
  },
  {
    key: 'model',
    description: 'The model that will be trained, for token counts, limits and prices. Without it the usual model of the target.',
    holds: 'model',
    choices: targets.flatMap(({ name, models }) => models.map(({ id }) => ({ name: id, about: name }))).filter(isFirst),
  },
  {
    key: 'shape',
    description: 'The structure that the lines of training files have. Without it that of most lines of each file.',
    holds: 'name',
    noun: 'shape',
    choices: shapes.filter(({ schema }) => schema !== undefined).map(({ id, name }) => ({ name: id, about: name })),
  },
  {
    key: 'rules',
    description: 'Severities by rule id. What is not named keeps the severity of the target.',
    holds: 'severities',
    choices: rules.map(({ id, summary }) => ({ name: id, about: summary })),
  },
  {
    key: 'pairs',
    description:
      'Training files with their validation files, as paths from the folder of this file. Files whose names differ in `train` and `validation` need not be named.',
    holds: 'pairs',
  },
  {
    key: 'tokenizer',
    description:
      'The `tokenizer.json` of the model that will be trained (the format of Hugging Face), as a path from the folder of this file. Texts are counted with it, and counts say so.',
    holds: 'path',
  },
  {
    key: 'epochs',
    description: 'How often the job goes through the file, for estimates of its cost. Without it what the target does when it is not told.',
    holds: 'number',
    least: 1,
    most: 1000,
    isWhole: true,
    example: 3,
  },
  {
    key: 'pricePerMillion',
    description:
      'What a million training tokens of the model cost you in US dollars, where you know better than the dated prices that are built in.',
    holds: 'number',
    least: 0,
    most: 1_000_000,
    isWhole: false,
    example: 4.5,
  },
];

/** The JSON Schema of the project file, for completion and explanations in editors. */
export function projectSchema(): Readonly<Record<string, unknown>> {
  const properties = projectKeys.map((each) => [each.key, { markdownDescription: each.description, ...schemaOf(each) }]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: projectFileName,
    description: 'What Exemplar checks training files against, in the editor and on the command line alike.',
    type: 'object',
    allowComments: true,
    allowTrailingCommas: true,
    properties: Object.fromEntries([
      ['$schema', { type: 'string', markdownDescription: 'Lets other editors check this file.' }],
      ...properties,
    ]),
  };
}

// Names are offered and not demanded: the language server complains of unknown ones, and knows what was meant.
function schemaOf(key: ProjectKey): object {
  switch (key.holds) {
    case 'name':
    case 'model':
      return { type: 'string', anyOf: [oneOf(key.choices), {}] };
    case 'severities':
      return {
        type: 'object',
        additionalProperties: { type: 'string' },
        properties: Object.fromEntries(
          key.choices.map(({ name, about }) => [
            name,
            { type: 'string', markdownDescription: about, anyOf: [{ enum: severityWords }, {}] },
          ]),
        ),
      };
    case 'pairs': {
      const path = (about: string) => ({ type: 'string', markdownDescription: about });
      return {
        type: 'array',
        items: {
          type: 'object',
          required: ['training', 'validation'],
          properties: { training: path('The file to learn from.'), validation: path('The file to measure with.') },
          defaultSnippets: [{ label: 'a pair', body: { training: '$1', validation: '$2' } }],
        },
      };
    }
    case 'path':
      return { type: 'string' };
    case 'number':
      return { type: key.isWhole ? 'integer' : 'number', minimum: key.least, maximum: key.most };
  }
}

function oneOf(choices: readonly Choice[]): object {
  return { enum: choices.map(({ name }) => name), enumDescriptions: choices.map(({ about }) => about) };
}

function isFirst({ name }: Choice, index: number, all: readonly Choice[]): boolean {
  return all.findIndex((each) => each.name === name) === index;
}
