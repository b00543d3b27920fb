import { reasonOf } from '../errors';
import { parseLine } from '../json/parse';
import { type CountedModel, countExample, type ExampleTokens } from './countExample';
import { type CountedLines, textsOf } from './countedLines';
import { createCounter, type Tokenizer } from './counter';
import { type VocabularyName, vocabularyOf } from './encodings';
import type { TextTokens } from './textTokens';
import { createTokenizerCounter } from './tokenizerFile';

/** Asks a worker for the tokens of some lines, and for the places of those of some texts. */
export interface CountRequest extends CountedLines {
  readonly id: number;
  readonly model: CountedModel;
  /** The text of the model's tokenizer; comes along with the first request for it. */
  readonly tokenizer?: string;
  readonly texts?: readonly WindowedText[];
}

/** A text whose tokens are wanted as far as they stand between two UTF-16 offsets. */
export interface WindowedText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text between two offsets. */
export interface TokenWindow extends TextTokens {
  /** The number of tokens of the whole text, and of those before the first of these. */
  readonly total: number;
  readonly before: number;
  /** Where the first of these begins, a UTF-16 offset. */
  readonly start: number;
}

/** The answer to the request with the same id: a count for each line, none for lines that are no JSON, and the tokens of each text; or why there is none. */
export type CountReply =
  | {
      readonly id: number;
      readonly counts: readonly (ExampleTokens | undefined)[];
      readonly windows?: readonly TokenWindow[];
      /** Why the model's tokenizer could not be used, as a clause; then the counts are those of a model without one. */
      readonly unusable?: string;
    }
  | { readonly id: number; readonly error: string };

/** Gives the bytes of `vocabularies/<name>.bin`. */
export type LoadVocabulary = (name: VocabularyName) => Promise<Uint8Array>;

/** Answers requests; loads a vocabulary or a tokenizer when one first needs it. Its answers never reject. */
export function createCountingService(loadVocabulary: LoadVocabulary): (request: CountRequest) => Promise<CountReply> {
  const counters = new Map<VocabularyName, Promise<Tokenizer>>();
  const tokenizers = new Map<string, Promise<Tokenizer>>();
  const counterOf = (name: VocabularyName): Promise<Tokenizer> => {
    const known = counters.get(name);
    if (known) return known;
    const counter = loadVocabulary(name).then((file) => createCounter(name, file));
    counters.set(name, counter);
    // A file that could not be read may be readable at the next request.
    counter.catch(() => counters.delete(name));
    return counter;
  };
  const tokenizerOf = (key: string, text: string | undefined): Promise<Tokenizer> => {
    const known = tokenizers.get(key);
    if (known) return known;
    const counter = text === undefined ? Promise.reject(new Error('it was not handed over')) : createTokenizerCounter(text);
    tokenizers.set(key, counter);
    return counter;
  };
  const builtIn = async ({ id, encoding }: CountedModel): Promise<Using> => ({
    tokenizer: await counterOf(vocabularyOf(encoding)),
    model: { id, encoding },
  });
  return async ({ id, model, tokenizer, texts, ...lines }) => {
    const answer = (using: Using): Extract<CountReply, { counts: unknown }> => ({
      id,
      counts: Array.from(textsOf(lines), (line) => countLine(line, using)),
      ...(texts && { windows: texts.map((text) => windowOf(text, using.tokenizer)) }),
    });
    try {
      if (!model.tokenizer) return answer(await builtIn(model));
      try {
        return answer({ tokenizer: await tokenizerOf(model.tokenizer.key, tokenizer), model });
      } catch (error) {
        return { ...answer(await builtIn(model)), unusable: reasonOf(error) };
      }
    } catch (error) {
      return { id, error: reasonOf(error) };
    }
  };
}

interface Using {
  readonly tokenizer: Tokenizer;
  readonly model: CountedModel;
}

function windowOf({ text, start, end }: WindowedText, { tokenize }: Tokenizer): TokenWindow {
  const { ids, ends } = tokenize(text);
  const before = ends.findIndex((each) => each > start);
  let first = before === -1 ? ends.length : before;
  // Tokens that share a character stay together.
  while (first > 0 && ends[first - 1] === (ends[first - 2] ?? 0)) first -= 1;
  const last = ends.findIndex((each) => each >= end);
  const behind = end <= start ? first : last === -1 ? ends.length : last + 1;
  return {
    total: ids.length,
    before: first,
    start: ends[first - 1] ?? 0,
    ids: ids.slice(first, behind),
    ends: ends.slice(first, behind),
  };
}

function countLine(line: string, { tokenizer, model }: Using): ExampleTokens | undefined {
  const parsed = parseLine(line);
  return parsed.ok ? countExample(parsed.value, tokenizer, model) : undefined;
}
