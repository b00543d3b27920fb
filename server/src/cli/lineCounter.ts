import { parseLine } from '../core/json/parse';
import type { Model } from '../core/targets/target';
import { countExample, type ExampleTokens } from '../core/tokens/countExample';
import { type Counter, createCounter } from '../core/tokens/counter';
import { vocabularyOf } from '../core/tokens/encodings';
import type { CliIo } from './io';
import type { PlannedTokenizer } from './tokenizer';

/**
 * Counts the tokens of a line's text, with the tokenizer where there is one that can be used; lines that are no JSON have none. The
 * vocabulary or tokenizer is read with the first line.
 */
export function lineCounter(model: Model, io: CliIo, tokenizer?: PlannedTokenizer): (text: string) => Promise<ExampleTokens | undefined> {
  let counter: Promise<Counter> | undefined;
  return async (text) => {
    const parsed = parseLine(text);
    if (!parsed.ok) return undefined;
    const own = await tokenizer?.counter();
    if (tokenizer && own) return countExample(parsed.value, own, { ...model, tokenizer: { key: tokenizer.name, name: tokenizer.name } });
    const name = vocabularyOf(model.encoding);
    counter ??= io.vocabulary(name).then((file) => createCounter(name, file));
    return countExample(parsed.value, await counter, model);
  };
}
