import * as vscode from 'vscode';
import { counted } from '../../../server/src/shared/numbers';
import { activeTrainingEditor } from '../activeEditor';
import { UserError } from '../errors';
import { fileName } from '../fileName';

/** The code action of the server that applies every safe fix of a file. */
const kind = 'source.fixAll.exemplar';

/** Applies all safe fixes of the active file as one undo step, and says how many. */
export async function fixAll(): Promise<void> {
  const { document } = activeTrainingEditor();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, kind);
  const edit = actions.find((action) => action.kind?.value === kind)?.edit;
  if (!edit) {
    void vscode.window.showInformationMessage(`There is nothing in ${fileName(document.uri)} that can be fixed safely without asking you.`);
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(`${fileName(document.uri)} was not changed: VS Code refused the edit. Is the file read-only?`);
  }
  const places = edit.get(document.uri).length;
  vscode.window.setStatusBarMessage(`Mended ${counted(places, 'place')} in ${fileName(document.uri)}.`, 10_000);
}
