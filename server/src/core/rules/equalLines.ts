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
  // Most lines stand alone, and a set for each would cost more than all else that is kept of them. Only where the quick hashes
  // of two lines meet are the exact ones asked for.
  const alone = keeping.table();
  const met = new Map<number, Map<number, LineSet>>();
  const groups = new Set<LineSet>();
  let revision = 0;
  const put = (byExact: Map<number, LineSet>, line: FileLine): void => {
    const exact = line.facts.hashes?.exact()[what];
    if (exact === undefined) return;
    let group = byExact.get(exact);
    if (group) {
      groups.add(group);
      revision += 1;
    } else {
      group = keeping.set();
      byExact.set(exact, group);
    }
    group.add(line);
  };
  return {
    groups,
    revision: () => revision,
    add: (line) => {
      const quick = line.facts.hashes?.[what];
      if (quick === undefined) return;
      const known = met.get(quick);
      if (known) {
        put(known, line);
        return;
      }
      const other = alone.get(quick);
      if (!other) {
        alone.set(quick, line);
        return;
      }
      alone.delete(quick);
      const byExact = new Map<number, LineSet>();
      put(byExact, other);
      put(byExact, line);
      met.set(quick, byExact);
    },
    remove: (line) => {
      const { hashes } = line.facts;
      const quick = hashes?.[what];
      if (quick === undefined) return;
      const known = met.get(quick);
      if (!known) {
        if (alone.get(quick) === line) alone.delete(quick);
        return;
      }
      const exact = hashes?.exact()[what] ?? 0;
      const group = known.get(exact);
      if (!group?.delete(line)) return;
      if (group.size < 2) groups.delete(group);
      revision += 1;
      if (group.size === 0) known.delete(exact);
      if (known.size === 0) met.delete(quick);
    },
  };
}
