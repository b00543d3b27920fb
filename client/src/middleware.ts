import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import type { PieceSender } from './sendInPieces';
import { isFollowed, isWorkedOnScheme } from './trainingFiles';

/** What the language client is to do otherwise than it does by itself; `opened` is told of each document that the server knows now. */
export function createMiddleware(pieces: PieceSender, opened: (document: vscode.TextDocument) => void): Middleware {
  const opening = new Map<string, Promise<unknown>>();
  return {
    didOpen: async (document, next) => {
      if (!isFollowed(document)) return;
      const key = document.uri.toString();
      const sent = pieces.open(document, next).finally(() => opening.delete(key));
      opening.set(key, sent);
      const { rest } = await sent;
      await rest;
      opened(document);
    },
    didChange: async (event, next) => {
      if (isFollowed(event.document)) await next(pieces.clip(event));
    },
    didClose: async (document, next) => {
      pieces.close(document);
      // Also when its language has become another one.
      if (isWorkedOnScheme(document.uri.scheme)) await next(document);
    },
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const uri = 'uri' in document ? document.uri : document;
      if (!isWorkedOnScheme(uri.scheme)) return undefined;
      // With several files open at the start, the language client asks for the diagnostics of one before the server knows it,
      // and does not ask again.
      await opening.get(uri.toString());
      return next(document, previousResultId, token);
    },
  };
}
