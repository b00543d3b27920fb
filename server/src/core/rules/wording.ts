import type { Target } from '../targets/target';

/** Values for the `{…}` of a wording; what is not given is left as a letter that stands for any: `message N`. */
export type WordingValues = Readonly<Record<string, string | number>>;

// The last character for private use, which no text holds: a message is made once, and lines above it come and go.
const numberMark = '\u{10fffd}';

/** The message, followed by the words in which the target's service refuses what the rule reports, where these are known. */
export function withWording(message: string, target: Target, rule: string, values: WordingValues = {}): string {
  const wording = target.wordings && Object.hasOwn(target.wordings, rule) ? target.wordings[rule] : undefined;
  return withWords(message, target, wording, values);
}

/** The message, followed by `wording` as the target's own words; its `{example}` becomes the line's number in `withLineNumber`. */
export function withWords(message: string, target: Target, wording: string | undefined, values: WordingValues = {}): string {
  if (!wording) return message;
  const words = wording.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'example' ? numberMark : String(Object.hasOwn(values, name) ? values[name] : 'N'),
  );
  return `${message} ${target.name} puts it so: “${words}”`;
}

/** The message as it reads for the line with this index (from 0): services count lines from 1. */
export function withLineNumber(message: string, line: number): string {
  return message.includes(numberMark) ? message.replaceAll(numberMark, String(line + 1)) : message;
}
