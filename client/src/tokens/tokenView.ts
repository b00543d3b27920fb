import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { counted } from '../../../server/src/shared/numbers';
import { type LineTokens, lineTokens } from '../../../server/src/shared/tokensProtocol';
import { activeTrainingEditor } from '../activeEditor';
import { delayed } from '../delayed';
import { reported, UserError } from '../errors';
import { fileName } from '../fileName';
import type { FileStatuses } from '../status';
import { createTokenColours } from './tokenColours';

/** Shows the borders of tokens in the line of the cursor, until the cursor leaves it. */
export interface TokenView extends vscode.Disposable {
  /** Shows the tokens of the line of the cursor, or of a line that somebody names; hides them where they are shown. */
  readonly toggle: (place: unknown) => Promise<void>;
}

// Typing goes on while the colours follow.
const pause = 150;

interface Shown {
  readonly editor: vscode.TextEditor;
  readonly line: number;
  /** The offsets between which tokens are painted, where there are more outside. */
  part?: { readonly start: number; readonly end: number };
}

/** Makes ready to show tokens. */
export function createTokenView(client: BaseLanguageClient, statuses: FileStatuses): TokenView {
  const colours = createTokenColours();
  const item = vscode.window.createStatusBarItem('exemplar.tokens', vscode.StatusBarAlignment.Right, 101);
  item.name = 'Tokens of the line';
  item.command = 'exemplar.showTokens';
  let shown: Shown | undefined;

  const hide = (): void => {
    if (!shown) return;
    colours.clear(shown.editor);
    shown = undefined;
    item.hide();
    void vscode.commands.executeCommand('setContext', 'exemplar.tokensShown', false);
  };
  const paint = async (wanted: Shown): Promise<void> => {
    const { editor, line } = wanted;
    const { uri, version } = editor.document;
    const { active } = editor.selection;
    const character = active.line === line ? active.character : 0;
    const tokens = await client.sendRequest(lineTokens, { textDocument: { uri: uri.toString() }, line, character });
    // What was typed meanwhile has asked again.
    if (shown !== wanted || editor.document.version !== version) return;
    if (!tokens || 'why' in tokens) {
      hide();
      throw new UserError(tokens ? tokens.why : `${fileName(uri)} is not known to the language server.`);
    }
    colours.paint(editor, line, tokens);
    const { texts } = tokens;
    const part = tokens.isPart && { start: texts[0]?.start ?? 0, end: texts.at(-1)?.pieces.at(-1)?.end ?? 0 };
    if (part) wanted.part = part;
    else delete wanted.part;
    describe(item, tokens);
    item.show();
    await vscode.commands.executeCommand('setContext', 'exemplar.tokensShown', true);
  };
  const repaint = reported(client, async () => shown && paint(shown));
  const soon = delayed(pause, () => void repaint());

  const listeners = [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
      if (!shown || textEditor !== shown.editor || !selection) return;
      const { line, character } = selection.active;
      if (line !== shown.line) hide();
      else if (shown.part && (character < shown.part.start || character > shown.part.end)) soon.start();
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      // None is active while the focus is in a panel.
      if (editor && editor !== shown?.editor) hide();
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      if (shown && !editors.includes(shown.editor)) hide();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (shown && document === shown.editor.document && contentChanges.length > 0) soon.start();
    }),
    statuses.onDidChange((uri) => {
      if (uri === shown?.editor.document.uri.toString()) soon.start();
    }),
  ];
  return {
    toggle: async (place) => {
      const editor = await editorAt(place);
      const { line } = editor.selection.active;
      const isShown = shown?.editor === editor && shown.line === line;
      hide();
      if (isShown) return;
      shown = { editor, line };
      await paint(shown);
    },
    dispose: () => {
      hide();
      for (const each of [...listeners, soon, colours, item]) each.dispose();
    },
  };
}

/** The editor whose line is meant: the active one, or, where a place is named, that file's with the cursor in that line. */
async function editorAt(place: unknown): Promise<vscode.TextEditor> {
  if (!isPlace(place)) return activeTrainingEditor();
  const uri = vscode.Uri.parse(place.uri, true);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = open?.document ?? (await vscode.workspace.openTextDocument(uri));
  const editor = await vscode.window.showTextDocument(document, open && { viewColumn: open.viewColumn ?? vscode.ViewColumn.Active });
  if (place.line >= editor.document.lineCount) throw new UserError(`${fileName(uri)} has no line ${place.line + 1}.`);
  if (editor.selection.active.line !== place.line) editor.selection = new vscode.Selection(place.line, 0, place.line, 0);
  return editor;
}

function isPlace(place: unknown): place is { readonly uri: string; readonly line: number } {
  if (typeof place !== 'object' || place === null) return false;
  const { uri, line } = place as { uri?: unknown; line?: unknown };
  return typeof uri === 'string' && Number.isInteger(line) && Number(line) >= 0;
}

function describe(item: vscode.StatusBarItem, { total, isPart, model, estimate, by }: LineTokens): void {
  const count = `${estimate === undefined ? '' : 'about '}${counted(total, 'token')}`;
  item.text = `$(symbol-color) ${count} of text`;
  const whose = estimate === undefined ? `by ${by ?? `the tokenizer of ${model}`}` : `an estimate: ${estimate}`;
  const part = isPart ? ' Only those around the cursor are coloured.' : '';
  item.tooltip = `The texts of this line have ${count}, ${whose}; what frames messages comes on top.${part} Click to hide the borders.`;
  item.accessibilityInformation = { label: item.tooltip };
}
