import type { ConversionReport, Happening } from './conversion';

/** The report as sentences for people, the most frequent first; `name` is that of the new shape. */
export function reportTexts({ read, written, losses, leftOut }: ConversionReport, name: string): readonly string[] {
  return [
    `${counted(read)} read, ${written === read ? 'as many' : written.toLocaleString('en')} written as ${name}.`,
    ...losses.map(({ what, ...where }) => `${upper(what)} on ${places(where)}.`),
    ...leftOut.map(({ what, ...where }) => `Left out ${places(where)}: ${what}.`),
  ];
}

function places({ lines, firstLine }: Omit<Happening, 'what'>): string {
  return lines === 1 ? `line ${firstLine}` : `${counted(lines)} (first: line ${firstLine})`;
}

function counted(lines: number): string {
  return `${lines.toLocaleString('en')} line${lines === 1 ? '' : 's'}`;
}

function upper(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
