import type { FileLine, LineKeeping, LineSet } from './rule';

/** Lines that are equal in one thing, kept current as lines come and go. */
export interface EqualLines {
  readonly add: (line: FileLine) => void;
  readonly remove: (line: FileLine) => void;
  /** The groups of at least two equal lines. */
  readonly groups: ReadonlySet<LineSet>;
  /** Grows whenever a group changes. */
  readonly revision: () => number;
}

/** Groups lines that are equal as a whole or in their input; lines without it are passed over. */
export function equalLines(what: 'whole' | 'input', keeping: LineKeeping): EqualLines {
  // Most lines stand alone, and a set for each would cost more than all else that is kept of them. They are found by thirty bits of their hash,
  // which engines keep without an object of its own; of lines that have only these in common the second is a group by itself.
  const alone = keeping.table();
  const met = new Map<number, LineSet>();
  const groups = new Set<LineSet>();
  let revision = 0;
  return {
    groups,
    revision: () => revision,
    add: (line) => {
      const hash = line.facts.hashes?.[what];
      if (hash === undefined) return;
      let group = met.size > 0 ? met.get(hash) : undefined;
      if (!group) {
        const key = shortened(hash);
        const other = alone.get(key);
        if (!other) {
          alone.set(key, line);
          return;
        }
        group = keeping.set();
        met.set(hash, group);
        if (other.facts.hashes?.[what] === hash) {
          alone.delete(key);
          group.add(other);
        }
      }
      group.add(line);
      if (group.size > 1) groups.add(group);
      revision += 1;
    },
    remove: (line) => {
      const hash = line.facts.hashes?.[what];
      if (hash === undefined) return;
      const group = met.get(hash);
      if (!group) {
        const key = shortened(hash);
        if (alone.get(key) === line) alone.delete(key);
        return;
      }
      if (!group.delete(line)) return;
      if (group.size < 2) groups.delete(group);
      if (group.size === 0) met.delete(hash);
      revision += 1;
    },
  };
}

function shortened(hash: number): number {
  return hash & 0x3fffffff;
}
