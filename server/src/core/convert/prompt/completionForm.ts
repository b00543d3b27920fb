import { member } from '../../json/parse';
import type { Example } from '../../shapes/example';
import { shapeById } from '../../shapes/index';
import { isRefused } from '../../shapes/write/written';

/** Endings of prompts, the first that occurs in no text is taken: those that OpenAI's preparing tool offered. */
export const separators: readonly string[] = [' ->', '\n\n###\n\n', '\n\n===\n\n', '\n\n---\n\n', '\n\n===>\n\n', '\n\n--->\n\n'];

/** Endings of completions, likewise. */
export const stops: readonly string[] = ['\n', ' END', ' ###', ' ***', ' +++', ' &&&', ' $$$', ' @@@', ' %%%'];

/** Prompts and completions for base models, with the marks that show where one ends and the other begins. */
export interface CompletionForm {
  readonly lines: readonly string[];
  readonly separator: string;
  /** Where the model is to be stopped when it is used. */
  readonly stop: string;
  /** Examples that have no answer. */
  readonly leftOut: number;
}

/**
 * Writes examples as prompts and completions with a separator and a stop sequence that occur in no text of them; `label`, where
 * it is given, stands behind each separator, as in `anita:`.
 */
export function completionForm(examples: readonly Example[], label: string): CompletionForm {
  const pairs: { readonly prompt: string; readonly completion: string }[] = [];
  let leftOut = 0;
  for (const example of examples) {
    const written = shapeById('completion')?.write(example);
    const value = written && !isRefused(written) ? written.values[0] : undefined;
    const [prompt, completion] = value ? [member(value, 'prompt'), member(value, 'completion')] : [];
    if (typeof prompt === 'string' && typeof completion === 'string') pairs.push({ prompt, completion: completion.trim() });
    else leftOut += 1;
  }
  const texts = pairs.flatMap(({ prompt, completion }) => [prompt, completion]);
  // A short mark on the same line suits prompts of one line only.
  const severalLines = pairs.some(({ prompt }) => prompt.includes('\n'));
  const separator = unused(severalLines ? separators.slice(1) : separators, texts) ?? '\n\n### =>\n\n';
  const stop =
    unused(
      stops,
      pairs.map(({ completion }) => completion),
    ) ?? ' [END]';
  return {
    lines: pairs.map(({ prompt, completion }) =>
      JSON.stringify({ prompt: `${prompt}${separator}${label}`, completion: ` ${completion}${stop}` }),
    ),
    separator,
    stop,
    leftOut,
  };
}

function unused(marks: readonly string[], texts: readonly string[]): string | undefined {
  return marks.find((mark) => !texts.some((text) => text.includes(mark)));
}
