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
  // Most lines stand alone, and a set for each would cost more than all else that is kept of them.
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
      let group = met.get(hash);
      if (!group) {
        const other = alone.get(hash);
        if (!other) {
          alone.set(hash, line);
          return;
        }
        alone.delete(hash);
        group = keeping.set();
        group.add(other);
        met.set(hash, group);
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
        if (alone.get(hash) === line) alone.delete(hash);
        return;
      }
      if (!group.delete(line)) return;
      if (group.size < 2) groups.delete(group);
      if (group.size === 0) met.delete(hash);
      revision += 1;
    },
  };
}
