import { Column } from '../check/column';
import { hashOf } from '../check/hash';
import { NumberTable } from '../check/numberTable';
import { type ExampleLine, leakKeys, systemPromptOf } from './exampleLine';
import { numbersBelow, randomFrom, shuffle } from './random';

/** How much of a file is kept for validation. */
export type ValidationSize = { readonly share: number } | { readonly count: number };

/** Which examples, by their order in the file, go to validation. */
export interface SplitPlan {
  readonly isValidation: (example: number) => boolean;
  /** How many go there. */
  readonly validation: number;
  readonly examples: number;
  /** How many examples stand with an equal one or one of equal input, and so had to go to one side together. */
  readonly kept: number;
  /** How many different system prompts the examples have. */
  readonly systemPrompts: number;
}

/** Examples that must go to one side together, as numbers: groups count in the order of their first examples. */
interface Groups {
  /** The group of each example. */
  readonly of: Uint32Array;
  /** How many examples each has. */
  readonly sizes: Uint32Array;
  /** The system prompt of the first of each. */
  readonly prompts: Uint32Array;
}

/** Gathers what a split has to know: some forty bytes a line, so that files of any size can be split in two passes. */
export class Splitter {
  readonly #parents = new Column((size) => new Uint32Array(size));
  readonly #prompts = new Column((size) => new Uint32Array(size));
  readonly #promptNumbers = new NumberTable();
  #promptCount = 0;
  readonly #firstByWhole = new NumberTable();
  readonly #firstByInput = new NumberTable();

  /** Takes the next example of the file. */
  add(line: ExampleLine): void {
    const index = this.#parents.length;
    this.#parents.push(index);
    this.#prompts.push(this.#promptNumber(hashOf(systemPromptOf(line))));
    const { whole, input } = leakKeys(line);
    this.#join(this.#firstByWhole, whole, index);
    if (input !== undefined) this.#join(this.#firstByInput, input, index);
  }

  /**
   * Decides which examples go to validation: of each system prompt its share, equal examples and equal inputs on one side, the
   * same ones for the same seed. As near to the size as groups allow, and never all.
   */
  plan(size: ValidationSize, seed: number): SplitPlan {
    const groups = this.#groups();
    const { sizes } = groups;
    const examples = groups.of.length;
    const share = Math.min(1, 'share' in size ? size.share : size.count / Math.max(1, examples));
    const chosen = new Uint8Array(sizes.length);
    let validation = 0;
    const choose = (group: number): void => {
      chosen[group] = 1;
      validation += sizes[group] ?? 0;
    };
    const random = randomFrom(seed);
    const { strata, order } = strataOf(groups, this.#promptCount);
    const strataOrder = numbersBelow(strata.length);
    shuffle(strataOrder, random);
    let due = 0;
    for (const at of strataOrder) {
      const stratum = order.subarray(strata[at], strata[at + 1]);
      due += share * stratum.reduce((sum, group) => sum + (sizes[group] ?? 0), 0);
      shuffle(stratum, random);
      for (const group of stratum) {
        const grown = validation + (sizes[group] ?? 0);
        // Rounded, so that small strata get their turn among them; what one had too few of the next makes up for.
        if (grown <= Math.round(due) && grown < examples) choose(group);
      }
    }
    // Groups larger than the share: better a little too much than nothing to validate with.
    if (validation === 0 && share > 0 && sizes.length > 1) choose(smallestOf(sizes));
    return {
      isValidation: (example) => chosen[groups.of[example] ?? 0] === 1,
      validation,
      examples,
      kept: sizes.reduce((sum, each) => sum + (each > 1 ? each : 0), 0),
      systemPrompts: this.#promptCount,
    };
  }

  #promptNumber(hash: number): number {
    const known = this.#promptNumbers.get(hash);
    if (known !== undefined) return known;
    this.#promptNumbers.set(hash, this.#promptCount);
    return this.#promptCount++;
  }

  #groups(): Groups {
    const count = this.#parents.length;
    const of = new Uint32Array(count);
    // A root's group and one more, because 0 stands for none yet.
    const ofRoot = new Uint32Array(count);
    const sizes = new Uint32Array(count);
    const prompts = new Uint32Array(count);
    let groups = 0;
    for (let index = 0; index < count; index++) {
      const root = this.#root(index);
      if (ofRoot[root] === 0) {
        prompts[groups] = this.#prompts.at(index);
        groups += 1;
        ofRoot[root] = groups;
      }
      const group = (ofRoot[root] ?? 1) - 1;
      of[index] = group;
      sizes[group] = (sizes[group] ?? 0) + 1;
    }
    return { of, sizes: sizes.subarray(0, groups), prompts: prompts.subarray(0, groups) };
  }

  #join(firsts: NumberTable, key: number, index: number): void {
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    else this.#parents.set(this.#root(index), this.#root(first));
  }

  #root(index: number): number {
    let at = index;
    for (;;) {
      const parent = this.#parents.at(at);
      if (parent === at) return at;
      // Halving the way each time keeps it short.
      this.#parents.set(at, this.#parents.at(parent));
      at = parent;
    }
  }
}

/** The groups by their system prompts, and where in them each stratum begins; strata count in the order of their first groups. */
function strataOf({ prompts }: Groups, promptCount: number): { readonly strata: Uint32Array; readonly order: Uint32Array } {
  const ofPrompt = new Uint32Array(promptCount);
  const counts = new Uint32Array(promptCount);
  let count = 0;
  for (const prompt of prompts) {
    if (ofPrompt[prompt] === 0) {
      count += 1;
      ofPrompt[prompt] = count;
    }
    const stratum = (ofPrompt[prompt] ?? 1) - 1;
    counts[stratum] = (counts[stratum] ?? 0) + 1;
  }
  const strata = new Uint32Array(count);
  for (let stratum = 1; stratum < count; stratum++) strata[stratum] = (strata[stratum - 1] ?? 0) + (counts[stratum - 1] ?? 0);
  const next = strata.slice();
  const order = new Uint32Array(prompts.length);
  for (const [group, prompt] of prompts.entries()) {
    const stratum = (ofPrompt[prompt] ?? 1) - 1;
    const at = next[stratum] ?? 0;
    order[at] = group;
    next[stratum] = at + 1;
  }
  return { strata, order };
}

/** The first of the smallest groups. */
function smallestOf(sizes: Uint32Array): number {
  let smallest = 0;
  for (const [group, size] of sizes.entries()) if (size < (sizes[smallest] ?? 0)) smallest = group;
  return smallest;
}
