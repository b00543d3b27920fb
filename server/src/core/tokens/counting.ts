import { parseLine } from '../json/parse';
import { type CountedModel, countExample, type ExampleTokens } from './countExample';
import { type Counter, createCounter } from './counter';
import { type VocabularyName, vocabularyOf } from './encodings';

/** Asks a worker for the tokens of some lines. */
export interface CountRequest {
  readonly id: number;
  readonly model: CountedModel;
  readonly lines: readonly string[];
}

/** The answer to the request with the same id: a count for each line, none for lines that are no JSON; or why there is none. */
export type CountReply =
  | { readonly id: number; readonly counts: readonly (ExampleTokens | undefined)[] }
  | { readonly id: number; readonly error: string };

/** Gives the bytes of `vocabularies/<name>.bin`. */
export type LoadVocabulary = (name: VocabularyName) => Promise<Uint8Array>;

/** Answers requests; loads a vocabulary when one first needs it. Its answers never reject. */
export function createCountingService(loadVocabulary: LoadVocabulary): (request: CountRequest) => Promise<CountReply> {
  const counters = new Map<VocabularyName, Promise<Counter>>();
  const counterOf = (name: VocabularyName): Promise<Counter> => {
    const known = counters.get(name);
    if (known) return known;
    const counter = loadVocabulary(name).then((file) => createCounter(name, file));
    counters.set(name, counter);
    // A file that could not be read may be readable at the next request.
    counter.catch(() => counters.delete(name));
    return counter;
  };
  return async ({ id, model, lines }) => {
    try {
      const counter = await counterOf(vocabularyOf(model.encoding));
      return { id, counts: lines.map((line) => countLine(line, counter, model)) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  };
}

function countLine(line: string, counter: Counter, model: CountedModel): ExampleTokens | undefined {
  const parsed = parseLine(line);
  return parsed.ok ? countExample(parsed.value, counter, model) : undefined;
}
