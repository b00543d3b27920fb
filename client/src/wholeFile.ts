import * as vscode from 'vscode';
import type { BaseLanguageClient, ProgressToken } from 'vscode-languageclient';
import { activeTrainingEditor } from './activeEditor';
import { openFile } from './convert/source';
import { UserError } from './errors';
import { fileName } from './fileName';
import { following } from './onDisk/withProgress';
import { showDocument } from './showDocument';

/** The document that a menu was opened on, else the active one; it is shown, so that what happens to it is seen. */
export async function documentOf(uri: unknown): Promise<vscode.TextDocument> {
  if (uri instanceof vscode.Uri) await vscode.window.showTextDocument(await openFile(uri), { preview: false });
  return activeTrainingEditor().document;
}

// What is done sooner only flickers.
const shownAfter = 1000;

/**
 * Has the server work something out: the status bar says so, and what takes longer than a moment shows how far it is and can be
 * stopped, which fails with the reason.
 */
export async function workedOut<Result>(
  client: BaseLanguageClient,
  title: string,
  request: (workDoneToken: ProgressToken, token: vscode.CancellationToken) => Promise<Result>,
): Promise<Result> {
  const source = new vscode.CancellationTokenSource();
  let tell: (percentage: number) => void = () => undefined;
  const work = following(
    client,
    (_, percentage) => tell(percentage),
    (workDoneToken) => request(workDoneToken, source.token),
  );
  const isDone = work.then(
    () => true,
    () => true,
  );
  void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => isDone);
  const isSlow = new Promise<boolean>((resolve) => setTimeout(resolve, shownAfter, false));
  if (!(await Promise.race([isDone, isSlow]))) {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => source.cancel());
      let shown = 0;
      tell = (percentage) => {
        progress.report({ increment: percentage - shown });
        shown = percentage;
      };
      return isDone;
    });
  }
  try {
    return await work;
  } catch (error) {
    if (source.token.isCancellationRequested) throw new UserError(`“${title}” was stopped; nothing was changed.`);
    throw error;
  }
}

/** Fails when the document is no longer what something was worked out for; `command` is what to run again. */
export function unchangedSince(document: vscode.TextDocument, version: number, command: string): void {
  if (document.version === version && !document.isClosed) return;
  throw new UserError(`${fileName(document.uri)} changed meanwhile, so nothing was done. Run “Exemplar: ${command}” again.`);
}

/** Changes a document by edits as one step of undo, and shows it. */
export async function applyEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(`${fileName(document.uri)} was not changed: VS Code refused the edit. Is the file read-only?`);
  }
  await showDocument(document);
}
