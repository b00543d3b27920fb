import type { Severity } from '../core/finding';

/** The settings, parsed: every value is of the right kind whatever the user wrote. */
export interface Settings {
  readonly target: string;
  readonly model: string;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Training files with their validation files, as paths from the workspace's first folder. */
  readonly pairs: readonly { readonly training: string; readonly validation: string }[];
  readonly systemPrompt: string;
  readonly countTokens: boolean;
  /** The path of a `tokenizer.json`, from the workspace's first folder; empty for none. */
  readonly tokenizer: string;
  /** How often the job goes through a file; null for what the target does. */
  readonly epochs: number | null;
  /** US dollars for a million training tokens; null for the dated price that is known. */
  readonly pricePerMillion: number | null;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
}

/** One setting: what the manifest says of it and how its value is read. */
export interface SettingRow<Key extends keyof Settings> {
  readonly key: Key;
  /** The name in settings.json. */
  readonly name: string;
  readonly default: Settings[Key];
  readonly description: string;
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly parse: (value: unknown) => Settings[Key] | undefined;
}

const severityWords = ['off', 'hint', 'info', 'warning', 'error'] as const;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberFrom =
  (least: number) =>
  (value: unknown): number | undefined =>
    typeof value === 'number' && value >= least ? value : undefined;
const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** Every setting, once: the manifest, the README and the parser are made from this table. */
export const settingRows: readonly [
  SettingRow<'target'>,
  SettingRow<'model'>,
  SettingRow<'rules'>,
  SettingRow<'pairs'>,
  SettingRow<'systemPrompt'>,
  SettingRow<'countTokens'>,
  SettingRow<'tokenizer'>,
  SettingRow<'epochs'>,
  SettingRow<'pricePerMillion'>,
  SettingRow<'inlayHints'>,
  SettingRow<'codeLens'>,
] = [
  {
    key: 'target',
    name: 'exemplar.target',
    default: 'openai',
    description: 'Who will train on your files: lines are checked against what this service accepts.',
    schema: { type: 'string' },
    parse: text,
  },
  {
    key: 'model',
    name: 'exemplar.model',
    default: '',
    description: 'The model that will be trained, for token counts, limits and prices. Empty: the usual model of the target.',
    schema: { type: 'string' },
    parse: text,
  },
  {
    key: 'rules',
    name: 'exemplar.rules',
    default: {},
    description: 'Severities by rule id, for example `{ "blank-line": "off" }`. What is not named keeps the severity of the target.',
    schema: { type: 'object', additionalProperties: { type: 'string', enum: severityWords } },
    parse: parseRules,
  },
  {
    key: 'pairs',
    name: 'exemplar.pairs',
    default: [],
    description:
      'Training files with their validation files, as paths from the workspace’s first folder, where their names do not tell and no `exemplar.json` does: `[{ "training": "a.jsonl", "validation": "b.jsonl" }]`.',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['training', 'validation'],
        properties: { training: { type: 'string' }, validation: { type: 'string' } },
      },
    },
    parse: parsePairs,
  },
  {
    key: 'systemPrompt',
    name: 'exemplar.convert.systemPrompt',
    default: '',
    description: 'The system prompt of examples made from text, where the file they go to has none of its own.',
    schema: { type: 'string', editPresentation: 'multilineText' },
    parse: text,
  },
  {
    key: 'countTokens',
    name: 'exemplar.tokens.enabled',
    default: true,
    description: 'Count tokens in the background for hovers, the status item and the rule `over-token-limit`.',
    schema: { type: 'boolean' },
    parse: flag,
  },
  {
    key: 'tokenizer',
    name: 'exemplar.tokens.tokenizer',
    default: '',
    description:
      'The `tokenizer.json` of the model that will be trained (the format of Hugging Face), as a path from the workspace’s first folder. Texts are then counted with it, and counts say so. Empty: the vocabularies of OpenAI’s models, as an estimate for all others.',
    schema: { type: 'string' },
    parse: text,
  },
  {
    key: 'epochs',
    name: 'exemplar.training.epochs',
    default: null,
    description:
      'How often the training job goes through a file, for estimates of its cost. Empty: what the target does when it is not told.',
    schema: { type: ['integer', 'null'], minimum: 1, maximum: 1000 },
    parse: (value) => (Number.isInteger(value) ? numberFrom(1)(value) : undefined),
  },
  {
    key: 'pricePerMillion',
    name: 'exemplar.training.pricePerMillion',
    default: null,
    description:
      'What a million training tokens of the model cost you in US dollars, where you know better than the dated prices that are built in.',
    schema: { type: ['number', 'null'], minimum: 0 },
    parse: numberFrom(0),
  },
  {
    key: 'inlayHints',
    name: 'exemplar.inlayHints.enabled',
    default: true,
    description: 'Show role and tokens in front of each message of the lines in sight.',
    schema: { type: 'boolean' },
    parse: flag,
  },
  {
    key: 'codeLens',
    name: 'exemplar.codeLens.enabled',
    default: true,
    description: 'Show what can be done with an example, and its tokens, above the line that the cursor is on.',
    schema: { type: 'boolean' },
    parse: flag,
  },
];

/** The section of settings.json that all names share. */
export const settingsSection = 'exemplar';

/** The settings as they are before anybody wrote one. */
export const defaultSettings: Settings = parseSettings(undefined);

/** Reads the `exemplar` section of a client's configuration; a value of the wrong kind counts as absent. */
export function parseSettings(section: unknown): Settings {
  const read = <Key extends keyof Settings>({ name, default: fallback, parse }: SettingRow<Key>): Settings[Key] =>
    parse(valueAt(section, name.split('.').slice(1))) ?? fallback;
  const [target, model, rules, pairs, systemPrompt, countTokens, tokenizer, epochs, pricePerMillion, inlayHints, codeLens] = settingRows;
  return {
    target: read(target),
    model: read(model),
    rules: read(rules),
    pairs: read(pairs),
    systemPrompt: read(systemPrompt),
    countTokens: read(countTokens),
    tokenizer: read(tokenizer),
    epochs: read(epochs),
    pricePerMillion: read(pricePerMillion),
    inlayHints: read(inlayHints),
    codeLens: read(codeLens),
  };
}

function valueAt(section: unknown, keys: readonly string[]): unknown {
  let value = section;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

function parsePairs(value: unknown): Settings['pairs'] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((pair: unknown) => {
    const { training, validation } = (typeof pair === 'object' && pair !== null ? pair : {}) as Readonly<Record<string, unknown>>;
    return typeof training === 'string' && typeof validation === 'string' ? [{ training, validation }] : [];
  });
}

function parseRules(value: unknown): Settings['rules'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, Severity | 'off'] =>
    severityWords.some((word) => word === entry[1]),
  );
  return Object.fromEntries(entries);
}
