import { eastAsianWidth } from 'get-east-asian-width';
import type { Span } from '../core/json/positions';
import { printable } from './printable';

const before = 32;
const width = 96;

/** A window of a line with the place marked below it, in two rows of equal columns; long lines are cut with `…`. */
export function excerpt(text: string, { start, end }: Span): string {
  if (text === '') return '';
  const from = start <= before ? 0 : start - before + 1;
  const to = Math.min(text.length, from + width);
  const shown = `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  const lead = (from > 0 ? '…' : '') + text.slice(from, start);
  const marked = text.slice(start, Math.max(start, Math.min(end, to)));
  return `${printable(shown)}\n${' '.repeat(columns(lead))}${'^'.repeat(Math.max(1, columns(marked)))}`;
}

function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += /\p{Mn}/u.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
  return sum;
}
