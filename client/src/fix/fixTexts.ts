import type { Remains, Remedy } from '../../../server/src/shared/protocol';

/** A count with its noun: "1 fix", "2 fixes". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** "2 errors and 1 warning remain", or that no problem does. */
export function remainsText({ error, warning, info, hint }: Remains): string {
  const parts = [
    ...(error > 0 ? [counted(error, 'error', 'errors')] : []),
    ...(warning > 0 ? [counted(warning, 'warning', 'warnings')] : []),
    ...(info + hint > 0 ? [counted(info + hint, 'note', 'notes')] : []),
  ];
  const last = parts.pop();
  if (last === undefined) return 'no problems remain';
  const verb = error + warning + info + hint === 1 ? 'remains' : 'remain';
  return `${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last} ${verb}`;
}

/** What is mended, how often, and where first. */
export function remedyDetail({ summary, count, firstLine }: Remedy): string {
  const where = count === 1 ? `Line ${firstLine + 1}` : `${count.toLocaleString('en')} times, first in line ${firstLine + 1}`;
  // A list shows the marks of code as they are. The place stands first, because the end of a long text is cut off.
  return `${where}: ${summary.replaceAll('`', '')}`;
}
