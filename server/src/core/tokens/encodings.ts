import { baseModelId } from '../targets/index';
import type { EncodingChoice } from '../targets/target';

/** A vocabulary that text can be counted with, by tiktoken's name; its file is `vocabularies/<name>.bin`. */
export type VocabularyName = 'o200k_base' | 'cl100k_base';

// As tiktoken's model.py, the longest name first where one begins another: gpt-4.1 and gpt-4o are not gpt-4.
const encodingsByModel: readonly (readonly [prefix: string, encoding: EncodingChoice])[] = [
  ['gpt-oss-', 'o200k_harmony'],
  ['gpt-5', 'o200k_base'],
  ['gpt-5.', 'o200k_base'],
  ['gpt-4.5', 'o200k_base'],
  ['gpt-4.1', 'o200k_base'],
  ['gpt-4o', 'o200k_base'],
  ['chatgpt-4o', 'o200k_base'],
  ['o1', 'o200k_base'],
  ['o3', 'o200k_base'],
  ['o4-mini', 'o200k_base'],
  ['gpt-4', 'cl100k_base'],
  ['gpt-3.5', 'cl100k_base'],
  ['gpt-35', 'cl100k_base'],
  ['davinci-002', 'cl100k_base'],
  ['babbage-002', 'cl100k_base'],
  ['text-embedding-ada-002', 'cl100k_base'],
  ['text-embedding-3-', 'cl100k_base'],
];

/** The encoding of a model by its id, fine-tuned or not; `approximate` for models whose tokenizer is not at hand. */
export function encodingOf(modelId: string): EncodingChoice {
  const base = baseModelId(modelId);
  return encodingsByModel.find(([prefix]) => isModel(base, prefix))?.[1] ?? 'approximate';
}

/** The vocabulary that an encoding counts with: harmony's ordinary tokens are those of o200k_base, which also serves estimates. */
export function vocabularyOf(encoding: EncodingChoice): VocabularyName {
  return encoding === 'cl100k_base' ? 'cl100k_base' : 'o200k_base';
}

// `o1` names o1 and o1-mini, not o100; `gpt-4` names gpt-4-0613, not gpt-4b.
function isModel(id: string, prefix: string): boolean {
  return id.startsWith(prefix) && (/[-.]$/.test(prefix) || id.length === prefix.length || id[prefix.length] === '-');
}
