import type { Remains, Remedy } from '../core/check/remedies';
import { severities } from '../core/finding';
import { counted, grouped } from '../core/numbers';
import { printable } from './printable';
import type { Paint } from './report';

/** What people read of the remedies for one file: necessary and recommended ones, and what each choice would leave. */
export function remediesReport(
  path: string,
  remedies: readonly Remedy[],
  after: { readonly safe: Remains; readonly all: Remains },
  paint: Paint,
): string {
  const necessary = remedies.filter((remedy) => remedy.necessary);
  const recommended = remedies.filter((remedy) => !remedy.necessary);
  const width = Math.max(...remedies.map(({ rule }) => rule.length));
  const group = (title: string, group: readonly Remedy[]): string =>
    group.length === 0
      ? ''
      : `${paint('bold', `${printable(path)}: ${title}`)}\n${group.map((remedy) => line(remedy, width, paint)).join('')}`;
  const suggested = remedies.some(({ kind }) => kind === 'suggestion');
  return [
    group('necessary', necessary),
    group('recommended', recommended),
    remedies.some(({ kind }) => kind === 'fix') ? `After the safe ones (--write): ${remainsText(after.safe)}.\n` : '',
    suggested ? `After all, the suggested ones too (--write --all): ${remainsText(after.all)}.\n` : '',
  ].join('');
}

function line({ rule, kind, title, count, firstLine, necessary }: Remedy, width: number, paint: Paint): string {
  const where = count === 1 ? `line ${firstLine + 1}` : `${grouped(count)} times, first in line ${firstLine + 1}`;
  const how = kind === 'fix' ? 'safe     ' : 'suggested';
  return `  ${paint('dim', how)}  ${paint(necessary ? 'error' : 'warning', rule.padEnd(width))}  ${printable(title)} (${where})\n`;
}

/** "1 error, 2 warnings remain", or that nothing does. */
export function remainsText(remains: Remains): string {
  const parts = severities
    .filter((severity) => remains[severity] > 0)
    .map((severity) => counted(remains[severity], severity === 'info' ? 'note' : severity));
  if (parts.length === 0) return 'no problems remain';
  const total = severities.reduce((sum, severity) => sum + remains[severity], 0);
  return `${parts.join(', ')} ${total === 1 ? 'remains' : 'remain'}`;
}
