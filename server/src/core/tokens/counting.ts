import { parseLine } from '../json/parse';
import { type CountedModel, countExample, type ExampleTokens } from './countExample';
import { type Counter, createCounter } from './counter';
import { type VocabularyName, vocabularyOf } from './encodings';
import { createTokenizerCounter } from './tokenizerFile';

/** Asks a worker for the tokens of some lines. */
export interface CountRequest {
  readonly id: number;
  readonly model: CountedModel;
  /** The text of the model's tokenizer; comes along with the first request for it. */
  readonly tokenizer?: string;
  readonly lines: readonly string[];
}

/** The answer to the request with the same id: a count for each line, none for lines that are no JSON; or why there is none. */
export type CountReply =
  | {
      readonly id: number;
      readonly counts: readonly (ExampleTokens | undefined)[];
      /** Why the model's tokenizer could not be used, as a clause; then the counts are those of a model without one. */
      readonly unusable?: string;
    }
  | { readonly id: number; readonly error: string };

/** Gives the bytes of `vocabularies/<name>.bin`. */
export type LoadVocabulary = (name: VocabularyName) => Promise<Uint8Array>;

/** Answers requests; loads a vocabulary or a tokenizer when one first needs it. Its answers never reject. */
export function createCountingService(loadVocabulary: LoadVocabulary): (request: CountRequest) => Promise<CountReply> {
  const counters = new Map<VocabularyName, Promise<Counter>>();
  const tokenizers = new Map<string, Promise<Counter>>();
  const counterOf = (name: VocabularyName): Promise<Counter> => {
    const known = counters.get(name);
    if (known) return known;
    const counter = loadVocabulary(name).then((file) => createCounter(name, file));
    counters.set(name, counter);
    // A file that could not be read may be readable at the next request.
    counter.catch(() => counters.delete(name));
    return counter;
  };
  const tokenizerOf = (key: string, text: string | undefined): Promise<Counter> => {
    const known = tokenizers.get(key);
    if (known) return known;
    const counter = text === undefined ? Promise.reject(new Error('it was not handed over')) : createTokenizerCounter(text);
    tokenizers.set(key, counter);
    return counter;
  };
  const countBuiltIn = async ({ id, encoding }: CountedModel, lines: readonly string[]): Promise<(ExampleTokens | undefined)[]> => {
    const counter = await counterOf(vocabularyOf(encoding));
    return lines.map((line) => countLine(line, counter, { id, encoding }));
  };
  return async ({ id, model, tokenizer, lines }) => {
    try {
      if (!model.tokenizer) return { id, counts: await countBuiltIn(model, lines) };
      try {
        const counter = await tokenizerOf(model.tokenizer.key, tokenizer);
        return { id, counts: lines.map((line) => countLine(line, counter, model)) };
      } catch (error) {
        return { id, counts: await countBuiltIn(model, lines), unusable: messageOf(error) };
      }
    } catch (error) {
      return { id, error: messageOf(error) };
    }
  };
}

function countLine(line: string, counter: Counter, model: CountedModel): ExampleTokens | undefined {
  const parsed = parseLine(line);
  return parsed.ok ? countExample(parsed.value, counter, model) : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
