import { textInPieces, textPiece } from '../shared/piecesProtocol';
import type { Registration } from './registration';

/** Takes texts that come in pieces, whose lines in sight are told of as they come. */
export const piecesRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    connection.onNotification(textInPieces, (text) => {
      session.announced.set(text.uri, text);
    });
    connection.onRequest(textPiece, (piece) => {
      const open = session.file(piece.uri);
      if (!open) return null;
      open.append(piece);
      session.checkWaiting(open);
      // Lines that are in sight may have come just now.
      session.look(open, open.shown.first, open.shown.last);
      return null;
    });
  },
};
