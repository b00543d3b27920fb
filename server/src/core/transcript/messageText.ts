import { type SpanEdit, smallestChange } from '../json/edits';
import type { Path } from '../json/path';
import { nodeAt, positionLine } from '../json/positions';
import { spellingOf } from './respell';
import { spellString } from './spell';

/** A text of a line as an editor can hold it, or why it cannot. */
export type MessageText =
  | { readonly text: string }
  /** `missing`: there is no text at the path. `odd`: an editor would change it, unseen. */
  | { readonly refused: 'missing' | 'odd' };

// What editors take for line ends or hide, and what UTF-8 cannot store. Tabs and line breaks are what editors are for.
const odd = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufeff]|\p{Cs}/u;

/** The text at a path of a line. */
export function readMessageText(line: string, path: Path): MessageText {
  const node = nodeAt(positionLine(line), path);
  if (node?.type !== 'string') return { refused: 'missing' };
  const text = String(node.value);
  const withoutPairs = text.replaceAll('\r\n', '');
  // An editor has one kind of line break for all lines.
  const mixed = withoutPairs.includes('\r') || (withoutPairs !== text && withoutPairs.includes('\n'));
  return odd.test(text) || mixed ? { refused: 'odd' } : { text };
}

/** The edit that puts another text in the place of the one at a path, in the line's own spelling; undefined when there is none. */
export function writeMessageText(line: string, path: Path, text: string): SpanEdit | undefined {
  const node = nodeAt(positionLine(line), path);
  if (node?.type !== 'string') return undefined;
  if (node.value === text) return { start: node.offset, end: node.offset, text: '' };
  const before = line.slice(node.offset, node.offset + node.length);
  const { start, end, text: changed } = smallestChange(before, spellString(text, spellingOf(line)));
  return { start: node.offset + start, end: node.offset + end, text: changed };
}
