import * as vscode from 'vscode';
import type { ConvertOffer } from '../../../server/src/shared/convertProtocol';
import { previewScheme } from '../trainingFiles';

/** More lines than anybody looks at, few enough to be shown at once. */
const previewLimit = 500;

/** More notes would push the lines out of sight. */
const notesShown = 5;

/** Shows lines below the text while the user chooses how to make them. */
export interface Preview extends vscode.Disposable {
  readonly show: (offer: ConvertOffer) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A read-only document of lines; what was skipped or guessed stands above them. */
export function createPreview(): Preview {
  // An address of its own for each conversion: VS Code keeps a closed document for a while, and whether its lines are wrapped.
  let uri = previewUri(0);
  let count = 0;
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const lensesChanged = new vscode.EventEmitter<void>();
  let shown: ConvertOffer | undefined;
  const registrations = [
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => contentOf(shown),
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: previewScheme },
      { onDidChangeCodeLenses: lensesChanged.event, provideCodeLenses: () => headings(shown).map(lens) },
    ),
  ];
  return {
    show: async (offer) => {
      shown = offer;
      if (tabsOf(uri).length > 0) {
        changed.fire(uri);
        lensesChanged.fire();
        return;
      }
      count += 1;
      uri = previewUri(count);
      const document = await vscode.workspace.openTextDocument(uri);
      // Below, because lines are long and the pickers of VS Code cover the top of what is beside.
      await vscode.commands.executeCommand('workbench.action.newGroupBelow');
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active, preview: true });
      await wrapLines(uri);
    },
    close: async () => {
      shown = undefined;
      await vscode.window.tabGroups.close(tabsOf(uri), true);
    },
    dispose: () => {
      for (const each of [...registrations, changed, lensesChanged]) each.dispose();
    },
  };
}

function previewUri(count: number): vscode.Uri {
  return vscode.Uri.from({ scheme: previewScheme, path: '/Preview.jsonl', query: String(count) });
}

/** Wraps the active editor's lines, as an option of that editor alone: a training line is far longer than a window is wide. */
async function wrapLines(uri: vscode.Uri): Promise<void> {
  const { wordWrap } = vscode.workspace.getConfiguration('editor', { uri, languageId: 'jsonl' });
  if (wordWrap === 'off') await vscode.commands.executeCommand('editor.action.toggleWordWrap');
}

// As comments, because a lens is one line that is cut where the window ends, and these are to be read before the choice.
function contentOf(offer: ConvertOffer | undefined): string {
  if (!offer) return '';
  const { notes, lines } = offer;
  const more = notes.length > notesShown ? [`// and ${notes.length - notesShown} more, all of which are told at the end`] : [];
  return [...notes.slice(0, notesShown).map((note) => `// ${note}`), ...more, ...lines.slice(0, previewLimit)].join('\n');
}

function headings(offer: ConvertOffer | undefined): readonly string[] {
  if (!offer) return [];
  const { title, summary, lines } = offer;
  const cut = lines.length > previewLimit ? [`the first ${previewLimit} are shown`] : [];
  return [`${title}: ${summary}`, ...cut];
}

function lens(title: string): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: '' });
}

function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
