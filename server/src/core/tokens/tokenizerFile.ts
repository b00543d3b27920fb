import { reasonOf } from '../errors';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Tokenizer } from './counter';
import { placeTokens } from './placeTokens';
import { unknownToken } from './textTokens';

/** A tokenizer's file that somebody chose. */
export interface NamedTokenizer {
  /** The same for the same text of the same file. */
  readonly key: string;
  /** The path as it was given; counts say that they are its. */
  readonly name: string;
}

// Files leave these out where they have nothing to say, and the package wants them all.
const absent = { normalizer: null, pre_tokenizer: null, added_tokens: [] };
// What works on tokens that were made already decides over no count, so that none of its kinds is too new.
const unneeded = { post_processor: null, decoder: null };

// The package takes models that it does not know for something that they may not be.
const models = ['BPE', 'WordPiece', 'Unigram', 'WordLevel'];

/**
 * A counter of what a `tokenizer.json` of Hugging Face's format makes of texts, without the tokens that it would put around them.
 * Throws with the reason, as a clause, where the text is no such file.
 */
export async function createTokenizerCounter(text: string): Promise<Tokenizer> {
  const file = parsed(text);
  // Loaded for those who have such a file, and for nobody else.
  const library = await import('@huggingface/tokenizers');
  let tokenizer: InstanceType<typeof library.Tokenizer>;
  try {
    tokenizer = new library.Tokenizer({ ...absent, ...file, ...unneeded }, {});
  } catch (error) {
    throw new Error(`its tokenizer cannot be built (${reasonOf(error)})`);
  }
  const isByteLevel = hasByteLevel(member(file, 'pre_tokenizer')) || hasByteLevel(member(file, 'normalizer'));
  const added = new Set([...tokenizer.get_added_tokens_decoder().values()].map(({ content }) => content));
  return {
    // What has no rule of its own counts as for the estimate.
    vocabulary: 'o200k_base',
    count: (said) => (said === '' ? 0 : tokenizer.tokenize(said, { add_special_tokens: false }).length),
    tokenize: (said) => {
      if (said === '') return { ids: [], ends: [] };
      const { ids, tokens } = tokenizer.encode(said, { add_special_tokens: false });
      return { ids: ids.map((id: number | undefined) => id ?? unknownToken), ends: placeTokens(said, tokens, { added, isByteLevel }) };
    },
  };
}

/** Whether a part of the file, at whatever depth, writes bytes as letters. */
function hasByteLevel(part: unknown): boolean {
  if (!isObject(part)) return false;
  return part.type === 'ByteLevel' || Object.values(part).some((each) => isArray(each) && each.some(hasByteLevel));
}

function parsed(text: string): JsonObject {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is no JSON (${reasonOf(error)})`);
  }
  if (!isObject(file) || !isObject(file.model) || (file.added_tokens !== undefined && !isArray(file.added_tokens))) {
    throw new Error('it is no tokenizer of Hugging Face’s format: that is an object with a `model`');
  }
  const { type } = file.model;
  if (type !== undefined && !models.some((each) => each === type)) {
    throw new Error(`its model is of the type ${JSON.stringify(type)}, and only ${models.join(', ')} are known`);
  }
  return file;
}
