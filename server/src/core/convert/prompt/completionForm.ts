import { member } from '../../json/parse';
import type { Example } from '../../shapes/example';
import { shapeById } from '../../shapes/index';
import { isRefused } from '../../shapes/write/written';
import { freeMarks, gapBefore, separators, stops } from '../separated/marks';

// For texts that hold all of the others.
const lastSeparator = '\n\n### =>\n\n';
const lastStop = ' [END]';

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
  const [separator = lastSeparator] = freeMarks(separators, texts);
  const [stop = lastStop] = freeMarks(stops, texts);
  const mark = separator + label;
  return {
    lines: pairs.map(({ prompt, completion }) =>
      JSON.stringify({ prompt: prompt + mark, completion: gapBefore(mark, completion) + completion + stop }),
    ),
    separator,
    stop,
    leftOut,
  };
}
