import type { DiskCheck } from '../../server/src/shared/diskProtocol';
import { counted } from '../../server/src/shared/numbers';

/** What was found, in words and the worst first, such as "1 error, 997 notes"; empty when nothing was. */
export function bySeverity(found: DiskCheck['found']): string {
  const kinds = [
    [found.error, 'error'],
    [found.warning, 'warning'],
    [found.info, 'note'],
    [found.hint, 'hint'],
  ] as const;
  return kinds.flatMap(([count, kind]) => (count > 0 ? [counted(count, kind)] : [])).join(', ');
}
