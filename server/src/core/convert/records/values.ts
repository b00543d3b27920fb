import { endOfString } from '../../json/brackets';
import type { Note, Span } from '../reading';

/** The JSON objects of a text and what stands between them. */
export interface Values {
  /** In order: the items of a list, or values that stand one after the other. */
  readonly values: readonly Span[];
  readonly notes: readonly Note[];
}

/** Finds the objects in a list or in a row, on one line or spread over several; stops behind `most`. Time grows with the text. */
export function objectsIn(text: string, most = Number.POSITIVE_INFINITY): Values {
  const values: Span[] = [];
  const notes: Note[] = [];
  let depth = 0;
  let start = -1;
  let stray = -1;
  const tell = (end: number) => {
    if (stray !== -1) notes.push({ message: 'This is no record and is left out.', span: { start: stray, end } });
    stray = -1;
  };
  for (let at = 0; at < text.length && values.length < most; at++) {
    const sign = text.charAt(at);
    if (start === -1) {
      if (sign === '{') {
        tell(at);
        start = at;
        depth = 1;
      } else if (stray === -1 && !/[\s,[\]\uFEFF]/.test(sign)) stray = at;
      else if (sign === '\n') tell(at);
    } else if (sign === '"') at = endOfString(text, at);
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) {
      values.push({ start, end: at + 1 });
      start = -1;
    }
  }
  tell(text.length);
  if (start !== -1)
    notes.push({ message: 'This record is not closed and is left out.', span: { start, end: text.length }, costsExample: true });
  return { values, notes };
}
