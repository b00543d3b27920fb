import { reasonOf } from '../core/errors';
import type { NamedTokenizer } from '../core/tokens/tokenizerFile';
import { type Files, readText } from './files';
import type { TokenizerTexts } from './tokenCounts';

/** A `tokenizer.json` that settings or a project file name. */
export interface TokenizerChoice {
  readonly uri: string;
  /** The path as it was written. */
  readonly name: string;
}

interface Loaded extends NamedTokenizer {
  readonly uri: string;
  readonly text: string;
}

interface Use {
  readonly choice: TokenizerChoice;
  /** Undefined where it cannot be read. */
  tokenizer: Loaded | 'loading' | undefined;
}

/** Reads the tokenizers that files are counted with, in the background, and says once of each what is wrong with it. */
export class Tokenizers implements TokenizerTexts {
  readonly #files: Files;
  readonly #tell: (message: string) => void;
  readonly #uses = new Map<string, Use>();
  /** By choice, as it was read last. */
  readonly #last = new Map<string, Loaded>();
  readonly #reading = new Map<string, Promise<Loaded | undefined>>();
  readonly #told = new Set<string>();
  #readings = 0;

  constructor(files: Files, tell: (message: string) => void) {
    this.#files = files;
    this.#tell = tell;
  }

  /** The tokenizer that a file (its URI) is counted with; nothing where none was chosen or it cannot be read. */
  of(file: string): NamedTokenizer | 'loading' | undefined {
    const tokenizer = this.#uses.get(file)?.tokenizer;
    return typeof tokenizer === 'object' ? { key: tokenizer.key, name: tokenizer.name } : tokenizer;
  }

  /**
   * Chooses the tokenizer of a file. Reading does not hold up anybody: `changed` is called when the file is counted otherwise than
   * before, with true where it may have been counted already.
   */
  choose(file: string, choice: TokenizerChoice | undefined, changed: (wasCounted: boolean) => void): void {
    const before = this.#uses.get(file);
    if (!choice) {
      if (this.#uses.delete(file) && before?.tokenizer) changed(before.tokenizer !== 'loading');
      return;
    }
    const isSame = before?.choice.uri === choice.uri && before.choice.name === choice.name;
    const use: Use = { choice, tokenizer: isSame ? before.tokenizer : 'loading' };
    this.#uses.set(file, use);
    void this.#load(choice).then((loaded) => {
      if (this.#uses.get(file) !== use || use.tokenizer === loaded) return;
      const wasCounted = use.tokenizer !== 'loading' || before !== undefined;
      use.tokenizer = loaded;
      changed(wasCounted);
    });
  }

  /** Forgets which tokenizer a file is counted with. */
  close(file: string): void {
    this.#uses.delete(file);
    const used = new Set([...this.#uses.values()].map(({ choice }) => idOf(choice)));
    for (const id of [...this.#last.keys()]) {
      if (used.has(id)) continue;
      this.#last.delete(id);
      this.#reading.delete(id);
    }
  }

  /** Has tokenizers read anew the next time that they are chosen: some file has changed. */
  forget(): void {
    this.#reading.clear();
  }

  text(key: string): string | undefined {
    return [...this.#last.values()].find((each) => each.key === key)?.text;
  }

  unusable(key: string, why: string): void {
    const uri = [...this.#last.values()].find((each) => each.key === key)?.uri;
    if (uri !== undefined) this.#tellOnce(key, uri, why);
  }

  #load(choice: TokenizerChoice): Promise<Loaded | undefined> {
    const id = idOf(choice);
    const known = this.#reading.get(id);
    if (known) return known;
    const reading = this.#read(choice);
    this.#reading.set(id, reading);
    // A file that could not be read may be readable the next time.
    void reading.then((loaded) => loaded || this.#reading.delete(id));
    return reading;
  }

  async #read(choice: TokenizerChoice): Promise<Loaded | undefined> {
    const { uri, name } = choice;
    let why = 'there is no such file';
    try {
      const text = await readText(this.#files, uri);
      const last = this.#last.get(idOf(choice));
      if (text !== undefined && text === last?.text) return last;
      if (text !== undefined) {
        const loaded = { key: `${++this.#readings} ${uri}`, uri, name, text };
        this.#last.set(idOf(choice), loaded);
        return loaded;
      }
    } catch (error) {
      why = reasonOf(error);
    }
    this.#tellOnce(uri, uri, why);
    return undefined;
  }

  #tellOnce(about: string, uri: string, why: string): void {
    const id = `${about} ${why}`;
    if (this.#told.has(id)) return;
    this.#told.add(id);
    this.#tell(
      `The tokenizer ${shown(uri)} cannot be used: ${why}. Tokens are counted without it, as estimates for models that are not OpenAI’s.`,
    );
  }
}

function idOf({ uri, name }: TokenizerChoice): string {
  return `${name} ${uri}`;
}

function shown(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\/(?=\/)/, ''));
  } catch {
    return uri;
  }
}
