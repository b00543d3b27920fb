import path from 'node:path';
import { reasonOf } from '../core/errors';
import type { Counter } from '../core/tokens/counter';
import { createTokenizerCounter } from '../core/tokens/tokenizerFile';
import type { CliIo } from './io';
import { whyUnreadable } from './unreadable';
import { wholeText } from './wholeText';

/** The tokenizer that a project file names. */
export interface PlannedTokenizer {
  /** The path as it was written. */
  readonly name: string;
  /** Reads it when it is first asked; undefined where it cannot be used, which is said once. */
  readonly counter: () => Promise<Counter | undefined>;
}

/** Gives the tokenizers of files by the folder that a path begins at; each is read once. `tell` gets what is wrong with them. */
export function createTokenizers(io: CliIo, tell: (text: string) => void): (folder: string, name: string) => PlannedTokenizer {
  const counters = new Map<string, Promise<Counter | undefined>>();
  const read = async (file: string, name: string): Promise<Counter | undefined> => {
    const unusable = (why: string): undefined => {
      tell(`the tokenizer ${name} cannot be used: ${why}. Tokens are counted without it, as estimates for models that are not OpenAI’s`);
    };
    let text: string;
    try {
      text = await wholeText(io.open(file));
    } catch (error) {
      return unusable(whyUnreadable(error));
    }
    return createTokenizerCounter(text).catch((error) => unusable(reasonOf(error)));
  };
  return (folder, name) => {
    const file = path.resolve(folder, name);
    return {
      name,
      counter: () => {
        let counter = counters.get(file);
        if (!counter) {
          counter = read(file, name);
          counters.set(file, counter);
        }
        return counter;
      },
    };
  };
}
