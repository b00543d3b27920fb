import * as vscode from 'vscode';
import type { FileStatuses } from './status';

/** Keeps the context `exemplar.training` true while the active editor holds training data, for menus that logs should not have. */
export function tellWhetherTraining(statuses: FileStatuses): vscode.Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const status = uri && statuses.get(uri);
    const training = status !== undefined && status.silent === undefined;
    if (training === told) return;
    told = training;
    void vscode.commands.executeCommand('setContext', 'exemplar.training', training);
  };
  return vscode.Disposable.from(statuses.onDidChange(tell), vscode.window.onDidChangeActiveTextEditor(tell));
}
