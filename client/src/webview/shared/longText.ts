import { element } from './element';
import { type TextPiece, textPieces } from './pieces';
import { markInvisible } from './textNodes';

// Enough for any window; the rest comes when the page has nothing else to do.
const piecesAtOnce = 4;

/** The longest text, in UTF-16 units, that is drawn as a whole. */
export const longestWhole = 50_000;

/** A part of a text that is marked, in UTF-16 units: as a `mark` of this class. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly class: string;
}

/** A text with one part of it marked. */
export function withMark(text: string, { start, end, class: name }: Marked): readonly (Node | string)[] {
  return [text.slice(0, start), element('mark', { class: name }, text.slice(start, end) || '␠'), text.slice(end)];
}

/**
 * Draws a long text into an element piece by piece, so that the page can be used meanwhile. What is out of sight is not laid
 * out; it can be searched and read aloud all the same. `aria-busy` stands on the element until all is there.
 */
export function drawLong(text: string, place: HTMLElement, marked?: Marked): void {
  const pieces = textPieces(text);
  const drawNext = (): boolean => {
    const { value, done } = pieces.next();
    if (done) return false;
    const piece = element('span', { class: value.isContinued ? 'piece continued' : 'piece' }, ...contentOf(value, marked));
    place.append(markInvisible(piece));
    return true;
  };
  for (let count = 0; count < piecesAtOnce; count++) if (!drawNext()) return;
  place.setAttribute('aria-busy', 'true');
  let isMeasured = false;
  const goOn = (deadline: IdleDeadline): void => {
    // The reader has gone to another line.
    if (!place.isConnected) return;
    // Pieces are equally long: a guess that is too low would have the end move on when somebody goes there.
    if (!isMeasured) place.style.setProperty('--piece-height', `${place.querySelector<HTMLElement>('.piece')?.offsetHeight}px`);
    isMeasured = true;
    do
      if (!drawNext()) {
        place.removeAttribute('aria-busy');
        return;
      }
    while (deadline.timeRemaining() > 2);
    requestIdleCallback(goOn, { timeout: 200 });
  };
  requestIdleCallback(goOn, { timeout: 200 });
}

/** A piece, with what is marked where that begins in it. */
function contentOf({ text, start }: TextPiece, marked: Marked | undefined): readonly (Node | string)[] {
  if (!marked || marked.start < start || marked.start >= start + text.length) return [text];
  return withMark(text, { ...marked, start: marked.start - start, end: marked.end - start });
}
