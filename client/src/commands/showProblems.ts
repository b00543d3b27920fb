import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listProblems, type RuleProblems } from '../../../server/src/shared/protocol';
import { activeTrainingEditor } from '../activeEditor';
import { fileName } from '../fileName';

const icons = { error: 'error', warning: 'warning', info: 'info', hint: 'lightbulb' } as const;

/** Lists all that was found in the active file by rule, the worst first, and goes to the first line of the one that is chosen. */
export async function showProblems(client: BaseLanguageClient): Promise<void> {
  const editor = activeTrainingEditor();
  const { uri } = editor.document;
  const found = await client.sendRequest(listProblems, { textDocument: { uri: uri.toString() } });
  if (found.length === 0) {
    void vscode.window.showInformationMessage(`Nothing was found in ${fileName(uri)}.`);
    return;
  }
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const chosen = await vscode.window.showQuickPick(found.map(itemOf), {
    title: `${total.toLocaleString('en-US')} ${total === 1 ? 'problem' : 'problems'} in ${fileName(uri)}, by rule`,
    placeHolder: 'Choose a rule to go to the first line that it found',
    matchOnDescription: true,
  });
  if (!chosen) return;
  const shown = await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn, preview: false });
  const start = new vscode.Position(chosen.line, 0);
  shown.selection = new vscode.Selection(start, start);
  shown.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
}

function itemOf({ rule, severity, count, firstLine, summary }: RuleProblems): vscode.QuickPickItem & { readonly line: number } {
  const where = `line ${(firstLine + 1).toLocaleString('en-US')}`;
  return {
    label: `$(${icons[severity]}) ${rule}`,
    description: count === 1 ? where : `${count.toLocaleString('en-US')} times, first in ${where}`,
    detail: summary.replaceAll('`', ''),
    line: firstLine,
  };
}
