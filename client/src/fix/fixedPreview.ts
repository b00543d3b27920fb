import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { trainingFiles } from '../trainingFiles';

/** The scheme of the virtual documents that hold what a file would become. */
export const fixedScheme = 'exemplar-fixed';

/** Shows what a file would become beside what it is. */
export interface FixedPreview extends vscode.Disposable {
  /** Opens the comparison; the new text cannot be edited. */
  readonly show: (document: vscode.TextDocument, text: string, title: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A comparison at a time, of a document with a read-only one. */
export function createFixedPreview(): FixedPreview {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let shown: { readonly uri: vscode.Uri; readonly text: string } | undefined;
  const provider = vscode.workspace.registerTextDocumentContentProvider(fixedScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => (shown?.uri.toString() === uri.toString() ? shown.text : ''),
  });
  return {
    show: async (document, text, title) => {
      const uri = vscode.Uri.from({ scheme: fixedScheme, path: `/${fileName(document.uri)}`, query: document.uri.toString() });
      shown = { uri, text };
      changed.fire(uri);
      const fixed = await vscode.workspace.openTextDocument(uri);
      // A file that is not saved yet has no ending to know its language by.
      if (fixed.languageId !== document.languageId) await vscode.languages.setTextDocumentLanguage(fixed, trainingFiles.language);
      await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title, { preview: true });
    },
    close: async () => {
      shown = undefined;
      await vscode.window.tabGroups.close(openComparisons(), true);
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}

function openComparisons(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === fixedScheme);
}
