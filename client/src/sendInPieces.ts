import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { textInPieces, textPiece } from '../../server/src/shared/piecesProtocol';
import { clipChanges } from '../../server/src/shared/sentPart';

// UTF-16 units: what more takes to be written and read is felt by who waits behind it.
const pieceUnits = 1 << 17;
// A text that is not longer goes in one message, which is hardly felt once.
const wholeUnits = 1 << 20;

const encoder = new TextEncoder();
// UTF-8 has up to three bytes for a unit. Texts of longer lines are packed by themselves.
const room = new Uint8Array(3 * 2 * pieceUnits);

/** Sends the texts of documents in pieces where they are long, so that no message takes more than a moment. */
export interface PieceSender {
  /** Opens a document with its text, or with the beginning of a long one; `rest` resolves when the rest was sent or is wanted no more. */
  readonly open: (
    document: vscode.TextDocument,
    next: (document: vscode.TextDocument) => Promise<void>,
  ) => Promise<{ readonly rest: Promise<void> }>;
  /** What an edit comes to for the part that was sent; to be asked as soon as the edit was made. */
  readonly clip: (event: vscode.TextDocumentChangeEvent) => vscode.TextDocumentChangeEvent;
  /** Ends the sending of a document. */
  readonly close: (document: vscode.TextDocument) => void;
}

interface Sending {
  readonly opening: number;
  /** Where the part ends that was sent. */
  end: vscode.Position;
}

/** A sender for all documents of one language client. */
export function createPieceSender(client: () => BaseLanguageClient): PieceSender {
  const sendings = new Map<string, Sending>();
  let openings = 0;

  const sendRest = async (document: vscode.TextDocument, sending: Sending): Promise<void> => {
    const uri = document.uri.toString();
    const { opening } = sending;
    let before: Promise<unknown> = Promise.resolve();
    while (sendings.get(uri) === sending) {
      const { range, isLast } = pieceFrom(document, sending.end, pieceUnits);
      sending.end = range.end;
      // From here on edits are sent as they are.
      if (isLast) sendings.delete(uri);
      const sent = client().sendRequest(textPiece, { uri, opening, text: packed(document, range), isLast });
      // Its failure is met when the next one has been sent.
      sent.catch(() => undefined);
      // While one is read the next is written, but no more: questions would wait behind them.
      await before;
      before = sent;
    }
    await before;
  };

  return {
    open: async (document, next) => {
      const uri = document.uri.toString();
      sendings.delete(uri);
      const start = new vscode.Position(0, 0);
      if (pieceFrom(document, start, wholeUnits).isLast) {
        await next(document);
        return { rest: Promise.resolve() };
      }
      const { range } = pieceFrom(document, start, pieceUnits);
      const sending: Sending = { opening: ++openings, end: range.end };
      sendings.set(uri, sending);
      const first = document.getText(range);
      const announced = client().sendNotification(textInPieces, { uri, opening: sending.opening, lines: document.lineCount });
      // The language client sends what it takes for the text of the document that it is given.
      await Promise.all([announced, next(Object.create(document, { getText: { value: () => first } }))]);
      const rest = sendRest(document, sending).catch((error) => {
        if (!document.isClosed) client().error(`sending the text of ${uri}`, error, false);
      });
      return { rest };
    },
    clip: (event) => {
      const sending = sendings.get(event.document.uri.toString());
      if (!sending) return event;
      const { changes, end } = clipChanges(sending.end, event.contentChanges);
      sending.end = positionOf(end);
      const contentChanges = changes.map(({ range: { start, end: to }, text }) => ({
        range: new vscode.Range(positionOf(start), positionOf(to)),
        rangeOffset: 0,
        rangeLength: 0,
        text,
      }));
      return { ...event, contentChanges };
    },
    close: ({ uri }) => {
      sendings.delete(uri.toString());
    },
  };
}

/**
 * A part of a document as UTF-8, which takes half as long to hand over, and which the server keeps; as it is where that would lose
 * something. Line by line, because VS Code keeps texts so: putting them together takes longer than all else.
 */
function packed(document: vscode.TextDocument, range: vscode.Range): string | Uint8Array {
  const { start, end } = range;
  const lineBreak = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  let used = 0;
  const put = (text: string): boolean => {
    const { read, written } = encoder.encodeInto(text, room.subarray(used));
    used += written;
    return read === text.length;
  };
  for (let line = start.line; line <= end.line; line++) {
    const { text } = document.lineAt(line);
    const part = text.slice(line === start.line ? start.character : 0, line === end.line ? end.character : text.length);
    if (!part.isWellFormed()) return document.getText(range);
    if (!put(part) || (line < end.line && !put(lineBreak))) return encoded(document.getText(range));
  }
  return room.slice(0, used);
}

function encoded(text: string): string | Uint8Array {
  return text.isWellFormed() ? encoder.encode(text) : text;
}

function positionOf({ line, character }: { readonly line: number; readonly character: number }): vscode.Position {
  return new vscode.Position(line, character);
}

/** Whole lines from `start` on that have as many UTF-16 units or little more, or all that are left. */
function pieceFrom(
  document: vscode.TextDocument,
  start: vscode.Position,
  most: number,
): { readonly range: vscode.Range; readonly isLast: boolean } {
  const last = document.lineCount - 1;
  let units = 0;
  for (let line = start.line; line < last; line++) {
    units += document.lineAt(line).text.length + 1;
    if (units >= most) return { range: new vscode.Range(start, new vscode.Position(line + 1, 0)), isLast: false };
  }
  return { range: new vscode.Range(start, document.lineAt(last).range.end), isLast: true };
}
