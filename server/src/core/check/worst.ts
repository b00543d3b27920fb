import { type Severity, severities } from '../finding';

/** What matters of something that was found when not all of it can be kept. */
export interface Judged {
  readonly rule: string;
  readonly severity: Severity;
}

/** The worst of what was found, at most so many, in the order in which they come; of equally bad ones the first. */
export function worst<Found>(found: readonly Found[], severityOf: (found: Found) => Severity, most: number): readonly Found[] {
  return found.length <= most ? found : found.filter(isAmongWorst(found, severityOf, most));
}

/** The same, and beside them the first of each rule and severity. */
export function worstAndFirst<Found>(found: readonly Found[], judgedOf: (found: Found) => Judged, most: number): readonly Found[] {
  if (found.length <= most) return found;
  const isWanted = isAmongWorst(found, (each) => judgedOf(each).severity, most);
  const seen = new Set<string>();
  return found.filter((each) => {
    const kind = kindOf(judgedOf(each));
    const isFirst = !seen.has(kind);
    if (isFirst) seen.add(kind);
    // Asked of all, because it counts them.
    return isWanted(each) || isFirst;
  });
}

/** Equal for findings of one rule and one severity. */
export function kindOf({ rule, severity }: Judged): string {
  return `${severity} ${rule}`;
}

/** Tells of each, asked in their order, whether it is one of the worst. */
function isAmongWorst<Found>(found: readonly Found[], severityOf: (found: Found) => Severity, most: number): (found: Found) => boolean {
  const left = new Map<Severity, number>();
  for (const each of found) left.set(severityOf(each), (left.get(severityOf(each)) ?? 0) + 1);
  let room = most;
  for (const severity of severities) {
    const taken = Math.min(room, left.get(severity) ?? 0);
    left.set(severity, taken);
    room -= taken;
  }
  return (each) => {
    const severity = severityOf(each);
    const more = left.get(severity) ?? 0;
    if (more > 0) left.set(severity, more - 1);
    return more > 0;
  };
}
