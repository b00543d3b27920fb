import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { previewScheme } from './convert/preview';
import { fixedScheme } from './fix/fixedPreview';

/** Text that is not checked: the old side of a diff, and a preview, which is too short for what holds of whole files or is checked already. */
const uncheckedSchemes: ReadonlySet<string> = new Set(['git', 'gitfs', 'scm-history-item', 'review', 'pr', previewScheme, fixedScheme]);

/** What the language client is to do otherwise than it does by itself. */
export function createMiddleware(): Middleware {
  const opening = new Map<string, Promise<void>>();
  return {
    didOpen: (document, next) => {
      const key = document.uri.toString();
      const sent = next(document).finally(() => opening.delete(key));
      opening.set(key, sent);
      return sent;
    },
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const uri = uriOf(document);
      if (uncheckedSchemes.has(uri.scheme)) return undefined;
      // With several files open at the start, the language client asks for the diagnostics of one before the server knows it,
      // and does not ask again.
      await opening.get(uri.toString());
      return next(document, previousResultId, token);
    },
  };
}

function uriOf(document: vscode.TextDocument | vscode.Uri): vscode.Uri {
  return 'uri' in document ? document.uri : document;
}
