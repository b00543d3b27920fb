import { NotificationType, RequestType } from './messageTypes';

/** A text that comes in pieces, whole lines each, so that no message is so long that others wait behind it. */
export interface TextInPieces {
  readonly uri: string;
  /** Another one each time that a document is opened. */
  readonly opening: number;
  /** How many lines the whole text has. */
  readonly lines: number;
}

/** Client to server, before `textDocument/didOpen`: what that holds is only the first piece of the text. */
export const textInPieces = new NotificationType<TextInPieces>('exemplar/textInPieces');

/** What stands behind all that the server has of a text. */
export interface TextPiece {
  readonly uri: string;
  readonly opening: number;
  /** UTF-8 where messages are cloned and it can hold the text, which it cannot where there is half of a character. */
  readonly text: string | Uint8Array;
  readonly isLast: boolean;
}

/** Client to server: the next piece of a text. Edits of what was sent may come between two; the answer says that there is room for another. */
export const textPiece = new RequestType<TextPiece, null, void>('exemplar/textPiece');
