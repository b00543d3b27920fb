import type { CheckSettings } from '../core/check/trainingFile';
import { type Choices, layered, readChoices } from '../core/project/choices';
import { fileKey, uriFrom } from '../core/project/paths';
import { defaultTargetId, targetById } from '../core/targets/index';
import type { Target } from '../core/targets/target';
import type { Settings } from '../shared/settings';
import type { Pair } from './pairs';
import type { Project } from './projects';
import type { TokenizerChoice } from './tokenizers';

/** What holds for a file after the project file and the settings were put together. */
export interface Chosen {
  readonly settings: Settings;
  readonly choices: Choices;
  readonly pairs: readonly Pair[];
  readonly tokenizer?: TokenizerChoice;
}

/** The project file wins, and settings fill what it leaves open; `mainFolder` is where paths in settings begin. */
export function chosenFor(settings: Settings, project: Project | undefined, mainFolder: string | undefined): Chosen {
  const own = project?.file.choices ?? {};
  const choices = layered(own, readChoices({ target: settings.target, model: settings.model, rules: settings.rules }).choices);
  const pairs = own.pairs ?? settings.pairs;
  const folder = own.pairs ? project?.folder : mainFolder;
  const tokenizer = own.tokenizer ?? settings.tokenizer;
  const tokenizerFolder = (own.tokenizer === undefined ? mainFolder : project?.folder) ?? 'file:///';
  return {
    choices,
    ...(tokenizer !== '' && { tokenizer: { name: tokenizer, uri: uriFrom(tokenizerFolder, tokenizer) } }),
    settings: {
      ...settings,
      target: choices.target ?? defaultTargetId,
      model: choices.model ?? '',
      rules: choices.rules ?? {},
      epochs: own.epochs ?? settings.epochs,
      pricePerMillion: own.pricePerMillion ?? settings.pricePerMillion,
    },
    pairs:
      folder === undefined
        ? []
        : pairs.map(({ training, validation }) => ({ training: uriFrom(folder, training), validation: uriFrom(folder, validation) })),
  };
}

/** What cannot be obeyed in the settings as the client sent them, in sentences that name the setting. */
export function unknownInSettings(section: unknown): readonly string[] {
  if (typeof section !== 'object' || section === null) return [];
  const { target, model, rules, pairs } = section as Readonly<Record<string, unknown>>;
  const given = Object.fromEntries(
    Object.entries({ target, model, rules, pairs }).filter(([, value]) => value !== undefined && value !== null),
  );
  return readChoices(given).faults.map(({ path: [key], message }) => `Setting exemplar.${key}: ${message}`);
}

/** The target with this id, or the usual one. */
export function targetOf({ target }: Settings): Target {
  const found = targetById(target) ?? targetById(defaultTargetId);
  if (!found) throw new Error(`no target ${defaultTargetId} was built in`);
  return found;
}

/** Whether a pair names the file, which says that it is training data. */
export function isNamed({ pairs }: Chosen, uri: string): boolean {
  return pairs.some((pair) => Object.values(pair).some((each) => fileKey(each) === fileKey(uri)));
}

/** Whether two checks come to the same. */
export function isSameCheck(a: CheckSettings, b: CheckSettings): boolean {
  return (
    a.target === b.target &&
    a.model === b.model &&
    a.today === b.today &&
    a.shape === b.shape &&
    a.assumeShape === b.assumeShape &&
    a.part === b.part &&
    JSON.stringify(a.severities) === JSON.stringify(b.severities)
  );
}
