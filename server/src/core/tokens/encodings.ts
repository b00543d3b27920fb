import type { EncodingChoice } from '../targets/target';

/** A vocabulary that text can be counted with, by tiktoken's name; its file is `vocabularies/<name>.bin`. */
export type VocabularyName = 'o200k_base' | 'cl100k_base';

/** The vocabulary that an encoding counts with: harmony's ordinary tokens are those of o200k_base, which also serves estimates. */
export function vocabularyOf(encoding: EncodingChoice): VocabularyName {
  return encoding === 'cl100k_base' ? 'cl100k_base' : 'o200k_base';
}
