import { counted, grouped } from '../../../server/src/shared/numbers';
import type { NamedRemains, Remedy } from '../../../server/src/shared/protocol';

// The line of a list that is not cut off takes no more.
const mostRules = 3;

/** "2 errors and 1 warning remain (missing-role, blank-line)", or that no problem does. */
export function remainsText({ error, warning, info, hint, rules }: NamedRemains): string {
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info + hint > 0 ? [counted(info + hint, 'note')] : []),
  ];
  const last = parts.pop();
  if (last === undefined) return 'no problems remain';
  const verb = error + warning + info + hint === 1 ? 'remains' : 'remain';
  const named = rules.length > mostRules ? [...rules.slice(0, mostRules), `${grouped(rules.length - mostRules)} more`] : rules;
  return `${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last} ${verb} (${named.join(', ')})`;
}

/** What is mended, how often, and where first. */
export function remedyDetail({ summary, count, firstLine }: Remedy): string {
  const where = count === 1 ? `Line ${grouped(firstLine + 1)}` : `${grouped(count)} times, first in line ${grouped(firstLine + 1)}`;
  // A list shows the marks of code as they are. The place stands first, because the end of a long text is cut off.
  return `${where}: ${summary.replaceAll('`', '')}`;
}
