import * as vscode from 'vscode';
import { type BaseLanguageClient, type ProgressToken, WorkDoneProgress } from 'vscode-languageclient';

let asked = 0;

/** Runs a request that tells its progress, and hands that on. */
export async function following<Result>(
  client: BaseLanguageClient,
  onProgress: (message: string, percentage: number) => void,
  request: (workDoneToken: ProgressToken) => Promise<Result>,
): Promise<Result> {
  const token = `exemplar disk ${++asked}`;
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
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    let shown = 0;
    const report = (message: string, percentage: number): void => {
      progress.report({ message, increment: percentage - shown });
      shown = percentage;
    };
    return following(client, report, (workDoneToken) => request(workDoneToken, token));
  });
}
