import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { fixedScheme, trainingFiles } from '../trainingFiles';

/** Shows what a file would become beside what it is. */
export interface FixedPreview extends vscode.Disposable {
  /** Opens the comparison in the place of the one before; `becomes` says in a word or two what the text is then. */
  readonly show: (document: vscode.TextDocument, text: string, becomes: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One comparison at a time, of read-only documents. */
export function createFixedPreview(): FixedPreview {
  const texts = new Map<string, string>();
  let count = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(fixedScheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const open = async (document: vscode.TextDocument, side: string, text: string): Promise<vscode.Uri> => {
    // An address of its own each time: VS Code keeps a closed document for a while, and whether its lines are wrapped.
    const uri = vscode.Uri.from({ scheme: fixedScheme, path: `/${fileName(document.uri)}`, query: `${side}-${count}` });
    texts.set(uri.toString(), text);
    const opened = await vscode.workspace.openTextDocument(uri);
    // A file that is not saved yet has no ending to know its language by.
    if (opened.languageId !== trainingFiles.language) await vscode.languages.setTextDocumentLanguage(opened, trainingFiles.language);
    return uri;
  };
  const close = async (): Promise<void> => {
    texts.clear();
    await vscode.window.tabGroups.close(openComparisons(), true);
  };
  return {
    show: async (document, text, becomes) => {
      await close();
      count += 1;
      // Not the document itself: wrapping its lines here would wrap them in its own editor too.
      const before = await open(document, 'before', document.getText());
      const after = await open(document, 'after', text);
      await vscode.commands.executeCommand('vscode.diff', before, after, `${fileName(document.uri)}: as it is ↔ ${becomes}`, {
        preview: true,
      });
      await wrapLines(after);
      revealChange(after, document.getText(), text);
    },
    close,
    dispose: () => provider.dispose(),
  };
}

/** Wraps the lines of the active comparison: a training line is far longer than half a window is wide, and its end is often what changes. */
async function wrapLines(uri: vscode.Uri): Promise<void> {
  const scope = { uri, languageId: trainingFiles.language };
  const inDiff = vscode.workspace.getConfiguration('diffEditor', scope).get('wordWrap');
  const wrapped = inDiff === 'inherit' ? vscode.workspace.getConfiguration('editor', scope).get('wordWrap') : inDiff;
  if (wrapped === 'off') await vscode.commands.executeCommand('editor.action.toggleWordWrap');
}

/** Scrolls to the first change: VS Code does so too, but before the lines are wrapped, and the question covers the top. */
function revealChange(uri: vscode.Uri, before: string, after: string): void {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (!editor) return;
  let at = 0;
  while (at < after.length && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  const place = editor.document.positionAt(at);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
}

function openComparisons(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === fixedScheme);
}
