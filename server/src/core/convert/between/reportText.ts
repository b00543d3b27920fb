import { counted, grouped } from '../../numbers';
import type { ConversionReport, Happening } from './conversion';

/** The report as sentences for people, the most frequent first; `name` is that of the new shape. */
export function reportTexts({ read, written, losses, leftOut }: ConversionReport, name: string): readonly string[] {
  return [
    `${counted(read, 'line')} read, ${written === read ? 'as many' : grouped(written)} written as ${name}.`,
    ...losses.map(({ what, ...where }) => `${upper(what)} on ${places(where)}.`),
    ...leftOut.map(({ what, ...where }) => `Left out ${places(where)}: ${what}.`),
  ];
}

function places({ lines, firstLine }: Omit<Happening, 'what'>): string {
  return lines === 1 ? `line ${firstLine}` : `${counted(lines, 'line')} (first: line ${firstLine})`;
}

function upper(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
