import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { ExampleFiles } from '../onDisk/exampleFiles';
import type { ChatViewTools } from '../preview/chatView';
import type { ReportState } from '../webview/report/messages';
import { documentFor } from './documentFor';
import { createReportView, type ReportView } from './reportView';

const viewType = 'exemplar.report';

/** The dataset reports: one tab a file. */
export interface ReportPanel extends vscode.Disposable {
  /** Opens the report of a file beside its editor, or brings it forward. */
  readonly open: (uri: vscode.Uri) => void;
  /** Brings a tab back after a reload of the window. */
  readonly serializer: vscode.WebviewPanelSerializer<ReportState | undefined>;
}

/** Keeps the reports that are open, and brings them back after a reload of the window. */
export function createReportPanel(tools: ChatViewTools, examples: ExampleFiles): ReportPanel {
  const open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly view: ReportView }>();

  const keep = (panel: vscode.WebviewPanel, uri: vscode.Uri): void => {
    const key = uri.toString();
    open.get(key)?.panel.dispose();
    panel.title = `Report ${fileName(uri)}`;
    const view = createReportView(panel.webview, tools, uri, (line) => reveal(uri, line, panel.viewColumn, examples));
    const kept = { panel, view };
    open.set(key, kept);
    // What happened while nobody looked is shown when somebody looks again.
    panel.onDidChangeViewState(() => view.setVisible(panel.visible));
    panel.onDidDispose(() => {
      view.dispose();
      if (open.get(key) === kept) open.delete(key);
    });
  };

  const serializer: ReportPanel['serializer'] = {
    deserializeWebviewPanel: async (panel, state) => {
      if (state) keep(panel, vscode.Uri.parse(state.uri));
      else panel.dispose();
    },
  };
  const registration = vscode.window.registerWebviewPanelSerializer(viewType, serializer);
  return {
    serializer,
    open: (uri) => {
      const known = open.get(uri.toString());
      if (known) {
        known.panel.reveal();
        return;
      }
      keep(vscode.window.createWebviewPanel(viewType, 'Report', vscode.ViewColumn.Beside, { enableFindWidget: true }), uri);
    },
    dispose: () => {
      registration.dispose();
      for (const { panel } of [...open.values()]) panel.dispose();
    },
  };
}

/** Shows a line (from 1) in the file's editor: where it is open, or else beside the report. */
async function reveal(
  uri: vscode.Uri,
  line: number,
  reportColumn: vscode.ViewColumn | undefined,
  { addressOf }: ExampleFiles,
): Promise<void> {
  const document = await documentFor(uri);
  if (!document) {
    // Of a file that VS Code does not show to extensions the example is opened as text.
    await vscode.window.showTextDocument(addressOf(uri, { line: line - 1 }), { viewColumn: vscode.ViewColumn.Beside });
    return;
  }
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const beside = reportColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  const start = new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? beside,
    selection: new vscode.Range(start, start),
  });
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
