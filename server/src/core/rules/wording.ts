import type { Target } from '../targets/target';

/** Values for the `{…}` of a wording; what is not given is left as a letter that stands for any: `Example N`. */
export type WordingValues = Readonly<Record<string, string | number>>;

/** The message, followed by the words in which the target's service refuses what the rule reports, where these are known. */
export function withWording(message: string, target: Target, rule: string, values: WordingValues = {}): string {
  const wording = target.wordings && Object.hasOwn(target.wordings, rule) ? target.wordings[rule] : undefined;
  return withWords(message, target, wording, values);
}

/** The message, followed by `wording` as the target's own words. */
export function withWords(message: string, target: Target, wording: string | undefined, values: WordingValues = {}): string {
  if (!wording) return message;
  const words = wording.replace(/\{(\w+)\}/g, (_, name: string) => String(Object.hasOwn(values, name) ? values[name] : 'N'));
  return `${message} ${target.name} puts it so: “${words}”`;
}
