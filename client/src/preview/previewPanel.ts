import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { isWorkedOn } from '../trainingFiles';
import type { PreviewState } from '../webview/preview/messages';
import { type ChatView, type ChatViewTools, createChatView } from './chatView';
import { createOwnMoves } from './ownMoves';

const viewType = 'exemplar.preview';

/** The chat preview: one panel that follows the cursor through training files. */
export interface PreviewPanel extends vscode.Disposable {
  /** Opens the panel beside the editor, or brings it forward, at a line (from 0). */
  readonly open: (uri: vscode.Uri, line: number, character?: number) => void;
  /** Has the open panel show what trains. */
  readonly showTraining: () => void;
  /** Brings a panel back after a reload of the window. */
  readonly serializer: vscode.WebviewPanelSerializer<PreviewState | undefined>;
}

/** Keeps the chat preview, and brings it back after a reload of the window. */
export function createPreviewPanel(tools: ChatViewTools): PreviewPanel {
  let open: { readonly panel: vscode.WebviewPanel; readonly view: ChatView } | undefined;
  const ownMoves = createOwnMoves();

  const show = (uri: vscode.Uri, line: number, character?: number): void => {
    if (!open) return;
    open.panel.title = `Preview ${fileName(uri)}`;
    open.view.show(uri, line, character);
  };
  const follow = (editor: vscode.TextEditor | undefined): void => {
    if (!open?.panel.visible || !editor || !isWorkedOn(editor.document)) return;
    const { line, character } = editor.selection.active;
    show(editor.document.uri, line, character);
  };
  const keep = (panel: vscode.WebviewPanel): void => {
    open?.panel.dispose();
    const view = createChatView(panel.webview, tools, {
      moved: ({ uri }, line) => {
        const editor = editorOf(uri);
        if (!editor) return;
        const start = new vscode.Position(line, 0);
        const isThere = editor.selection.isEmpty && editor.selection.active.isEqual(start);
        if (!isThere) ownMoves.made(line, 0);
        editor.selection = new vscode.Selection(start, start);
        editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      },
      select: async (document, range, focus) => {
        const editor = editorOf(document.uri);
        if (editor && !focus) {
          // Like the moves of keys, in whose order it stays; an editor that is opened takes its time, and would lead those back that came meanwhile.
          const selection = new vscode.Selection(range.start, range.end);
          const { line, character } = selection.active;
          if (!editor.selection.isEqual(selection)) ownMoves.made(line, character);
          editor.selection = selection;
          editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
          view.show(document.uri, line, character);
          return;
        }
        const beside = panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
        const viewColumn = editor?.viewColumn ?? beside;
        await vscode.window.showTextDocument(document, { viewColumn, selection: range, preserveFocus: !focus });
      },
    });
    const kept = { panel, view };
    open = kept;
    let wasVisible = panel.visible;
    panel.onDidChangeViewState(() => {
      // It catches up once it is in sight again. News that it has the focus may come when its keys have led further by now.
      if (panel.visible && !wasVisible) follow(vscode.window.activeTextEditor ?? editorOf(view.uri()));
      wasVisible = panel.visible;
    });
    panel.onDidDispose(() => {
      view.dispose();
      if (open === kept) open = undefined;
    });
  };

  const serializer: PreviewPanel['serializer'] = {
    deserializeWebviewPanel: async (panel, state) => {
      keep(panel);
      if (!state) return;
      if (state.training) open?.view.showTraining(true);
      show(vscode.Uri.parse(state.uri), state.line);
    },
  };
  const listeners = [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      const isShown = textEditor.document.uri.toString() === open?.view.uri()?.toString();
      const { line, character } = textEditor.selection.active;
      // The view may be further by now, and would go back.
      if (isShown && ownMoves.isOwn(line, character)) return;
      if (isShown || textEditor === vscode.window.activeTextEditor) follow(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.registerWebviewPanelSerializer(viewType, serializer),
  ];
  return {
    open: (uri, line, character) => {
      if (open) open.panel.reveal(undefined, true);
      else {
        keep(
          vscode.window.createWebviewPanel(
            viewType,
            'Preview',
            { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
            { enableFindWidget: true },
          ),
        );
      }
      show(uri, line, character);
    },
    showTraining: () => open?.view.showTraining(true),
    serializer,
    dispose: () => {
      open?.panel.dispose();
      for (const each of listeners) each.dispose();
    },
  };
}

function editorOf(uri: vscode.Uri | undefined): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri?.toString());
}
