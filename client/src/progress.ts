import * as vscode from 'vscode';
import { type BaseLanguageClient, type ProgressToken, WorkDoneProgress } from 'vscode-languageclient';
import { UserError } from './errors';

let asked = 0;

/** Runs a request that tells its progress, and hands that on. */
export async function following<Result>(
  client: BaseLanguageClient,
  onProgress: (message: string, percentage: number) => void,
  request: (workDoneToken: ProgressToken) => Promise<Result>,
): Promise<Result> {
  const token = `exemplar progress ${++asked}`;
  const listener = client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind === 'report') onProgress(value.message ?? '', value.percentage ?? 0);
  });
  try {
    return await request(token);
  } finally {
    listener.dispose();
  }
}

/** Runs a request with a notification that shows how far it has come and can cancel it. */
export function withProgress<Result>(
  client: BaseLanguageClient,
  title: string,
  request: (workDoneToken: ProgressToken, token: vscode.CancellationToken) => Promise<Result>,
): Thenable<Result> {
  return vscode.window.withProgress(inNotification(title), (progress, token) => {
    const advance = advancing(progress);
    const report = (message: string, percentage: number): void => advance(percentage, message);
    return following(client, report, (workDoneToken) => request(workDoneToken, token));
  });
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
    await vscode.window.withProgress(inNotification(title), (progress, token) => {
      token.onCancellationRequested(() => source.cancel());
      tell = advancing(progress);
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

function inNotification(title: string): vscode.ProgressOptions {
  return { location: vscode.ProgressLocation.Notification, title, cancellable: true };
}

/** Tells VS Code, which adds up what it is told, how far something is. */
function advancing(
  progress: vscode.Progress<{ readonly message?: string; readonly increment: number }>,
): (percentage: number, message?: string) => void {
  let shown = 0;
  return (percentage, message) => {
    progress.report({ increment: percentage - shown, ...(message === undefined ? {} : { message }) });
    shown = percentage;
  };
}
