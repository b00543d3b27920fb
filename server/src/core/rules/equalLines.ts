import type { FileLine } from './rule';

/** Lines that are equal in one thing, kept current as lines come and go. */
export interface EqualLines {
  readonly add: (line: FileLine) => void;
  readonly remove: (line: FileLine) => void;
  /** The groups of at least two equal lines. */
  readonly groups: ReadonlySet<ReadonlySet<FileLine>>;
  /** Grows whenever a group changes. */
  readonly revision: () => number;
}

/** Groups lines that are equal as a whole or in their input; lines without it are passed over. */
export function equalLines(what: 'whole' | 'input'): EqualLines {
  // Most lines stand alone, and a set for each would cost more than all else that is kept of them. Only where the quick hashes
  // of two lines meet are the exact ones asked for.
  const byQuick = new Map<number, FileLine | Map<number, Set<FileLine>>>();
  const groups = new Set<Set<FileLine>>();
  let revision = 0;
  const put = (byExact: Map<number, Set<FileLine>>, line: FileLine): void => {
    const exact = line.facts.hashes?.exact()[what];
    if (exact === undefined) return;
    const group = byExact.get(exact);
    if (!group) byExact.set(exact, new Set([line]));
    else {
      groups.add(group.add(line));
      revision += 1;
    }
  };
  return {
    groups,
    revision: () => revision,
    add: (line) => {
      const quick = line.facts.hashes?.[what];
      if (quick === undefined) return;
      const met = byQuick.get(quick);
      if (met === undefined) byQuick.set(quick, line);
      else if (met instanceof Map) put(met, line);
      else {
        const byExact = new Map<number, Set<FileLine>>();
        put(byExact, met);
        put(byExact, line);
        byQuick.set(quick, byExact);
      }
    },
    remove: (line) => {
      const { hashes } = line.facts;
      const quick = hashes?.[what];
      const met = quick === undefined ? undefined : byQuick.get(quick);
      if (quick === undefined || met === undefined) return;
      if (!(met instanceof Map)) {
        if (met === line) byQuick.delete(quick);
        return;
      }
      const exact = hashes?.exact()[what] ?? 0;
      const group = met.get(exact);
      if (!group?.delete(line)) return;
      if (group.size < 2) groups.delete(group);
      revision += 1;
      if (group.size === 0) met.delete(exact);
      if (met.size === 0) byQuick.delete(quick);
    },
  };
}
