import { counted } from '../core/numbers';

// Enough to recognise a text by; what is longer is better read in the editor.
const previewLines = 20;
/** So many UTF-16 units of a text are shown at the most. */
export const previewLength = 2000;

// Made when it is first used, because making one costs a fifteenth of the server's start.
let percents: Intl.NumberFormat | undefined;

/** A part of a whole: "12%"; never 0% of something, and never 100% of what is not all. */
export function share(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0%';
  if (part / whole < 0.001) return 'less than 0.1%';
  percents ??= new Intl.NumberFormat('en-US', { style: 'percent', maximumSignificantDigits: 2 });
  return part < whole && part / whole > 0.99 ? 'over 99%' : percents.format(part / whole);
}

/** An amount of US dollars, with as many digits as it takes to be more than nothing. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.000_001) return 'less than $0.000001';
  if (amount >= 1) return `$${new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)}`;
  return `$${new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2, maximumFractionDigits: 20 }).format(amount)}`;
}

/** Text out of a file as code within a line. */
export function inlineCode(text: string): string {
  const line = visible(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return fence + padding + line + padding + fence;
}

/** Text out of a file as running text: nothing in it is taken for markup. */
export function escaped(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * The beginning of a text in a block of its own, with its real line breaks; what is left out is said below. Of a long one `text` need
 * not be all, where `units` says how many UTF-16 units that has.
 */
export function preview(text: string, language = 'text', units = text.length): string {
  const start = text.slice(0, previewLength);
  const lines = start.split(/\r\n|\r|\n/);
  const shown = visible(lines.slice(0, previewLines).join('\n'));
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  const block = `${fence}${language}\n${shown}\n${fence}`;
  if (lines.length <= previewLines && start.length === units) return block;
  return `${block}\n\n*The beginning of ${counted(units, 'character')}.*`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** Control characters as their pictures, so that they neither vanish nor do anything. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)));
}
