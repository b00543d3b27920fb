import { hashOf } from '../check/hash';
import { type ExampleLine, leakKeys, systemPromptOf } from './exampleLine';
import { randomFrom, shuffled } from './random';

/** How much of a file is kept for validation. */
export type ValidationSize = { readonly share: number } | { readonly count: number };

/** Which examples, by their order in the file, go to validation. */
export interface SplitPlan {
  readonly validation: ReadonlySet<number>;
  readonly examples: number;
  /** How many examples stand with an equal one or one of equal input, and so had to go to one side together. */
  readonly kept: number;
  /** How many different system prompts the examples have. */
  readonly systemPrompts: number;
}

/** Examples that must go to one side together. */
interface Group {
  readonly members: number[];
  /** The system prompt of the first. */
  readonly stratum: number;
}

/** Gathers what a split has to know: a few numbers a line, so that files of any size can be split in two passes. */
export class Splitter {
  readonly #parents: number[] = [];
  readonly #strata: number[] = [];
  readonly #firstByWhole = new Map<number, number>();
  readonly #firstByInput = new Map<number, number>();

  /** Takes the next example of the file. */
  add(line: ExampleLine): void {
    const index = this.#parents.length;
    this.#parents.push(index);
    this.#strata.push(hashOf(systemPromptOf(line)));
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
    const examples = this.#parents.length;
    const share = Math.min(1, 'share' in size ? size.share : size.count / Math.max(1, examples));
    const validation = new Set<number>();
    const random = randomFrom(seed);
    const strata = new Map<number, Group[]>();
    for (const group of groups) {
      const stratum = strata.get(group.stratum);
      if (stratum) stratum.push(group);
      else strata.set(group.stratum, [group]);
    }
    let due = 0;
    for (const stratum of shuffled([...strata.values()], random)) {
      due += share * stratum.reduce((sum, { members }) => sum + members.length, 0);
      for (const { members } of shuffled(stratum, random)) {
        // Rounded, so that small strata get their turn among them; what one had too few of the next makes up for.
        if (validation.size + members.length > Math.round(due) || validation.size + members.length >= examples) continue;
        for (const member of members) validation.add(member);
      }
    }
    if (validation.size === 0 && share > 0) {
      // Groups larger than the share: better a little too much than nothing to validate with.
      const smallest = groups.reduce<Group | undefined>(
        (best, group) => (best && best.members.length <= group.members.length ? best : group),
        undefined,
      );
      if (smallest && groups.length > 1) for (const member of smallest.members) validation.add(member);
    }
    const kept = groups.reduce((sum, { members }) => sum + (members.length > 1 ? members.length : 0), 0);
    return { validation, examples, kept, systemPrompts: new Set(this.#strata).size };
  }

  #groups(): Group[] {
    const byRoot = new Map<number, Group>();
    for (let index = 0; index < this.#parents.length; index++) {
      const root = this.#root(index);
      const group = byRoot.get(root);
      if (group) group.members.push(index);
      else byRoot.set(root, { members: [index], stratum: this.#strata[index] ?? 0 });
    }
    return [...byRoot.values()];
  }

  #join(firsts: Map<number, number>, key: number, index: number): void {
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    else this.#parents[this.#root(index)] = this.#root(first);
  }

  #root(index: number): number {
    let at = index;
    for (;;) {
      const parent = this.#parents[at] ?? at;
      if (parent === at) return at;
      // Halving the way each time keeps it short.
      this.#parents[at] = this.#parents[parent] ?? parent;
      at = parent;
    }
  }
}
