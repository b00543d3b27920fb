import type { FileLine, FileView, LineKeeping, LineSet } from './rule';

/** Lines grouped by something that they have in common, kept current as lines come and go. */
export interface LineGroups<Key> {
  readonly add: (key: Key, line: FileLine) => void;
  readonly remove: (key: Key, line: FileLine) => void;
  readonly groups: ReadonlyMap<Key, LineSet>;
}

/** Groups of which at most `most` are kept: a file in which nearly every line has its own has nothing in common. */
export function lineGroups<Key>(most: number, keeping: LineKeeping): LineGroups<Key> {
  const groups = new Map<Key, LineSet>();
  return {
    groups,
    add: (key, line) => {
      let group = groups.get(key);
      if (!group) {
        if (groups.size >= most) return;
        group = keeping.set();
        groups.set(key, group);
      }
      group.add(line);
    },
    remove: (key, line) => {
      const group = groups.get(key);
      if (group?.delete(line) && group.size === 0) groups.delete(key);
    },
  };
}

/** The group with the most lines, and how many lines all groups have together. */
export function largestGroup<Key>(
  groups: ReadonlyMap<Key, LineSet>,
): { readonly key: Key; readonly size: number; readonly all: number } | undefined {
  let best: Key | undefined;
  let size = 0;
  let all = 0;
  // After each edit, so without a pair for each of hundreds of groups.
  groups.forEach((lines, key) => {
    all += lines.size;
    if (lines.size <= size) return;
    best = key;
    size = lines.size;
  });
  return best === undefined ? undefined : { key: best, size, all };
}

/** The line that comes first in the file; costs the lines before it. */
export function firstOf(lines: LineSet, view: FileView): FileLine | undefined {
  for (let index = 0; index < view.count; index++) {
    const line = view.at(index);
    if (line && lines.has(line)) return line;
  }
  return undefined;
}
