import * as vscode from 'vscode';
import { reportOnDisk } from '../../../server/src/shared/diskProtocol';
import { reasonOf } from '../../../server/src/shared/errors';
import { datasetReport, datasetReportProgress } from '../../../server/src/shared/protocol';
import type { JobChoices } from '../../../server/src/shared/reportView';
import { delayed } from '../delayed';
import { reported } from '../errors';
import { fileName } from '../fileName';
import { openRule } from '../openRule';
import { openPage } from '../panels/page';
import type { ChatViewTools } from '../preview/chatView';
import { following } from '../progress';
import { isWorkedOn } from '../trainingFiles';
import type { FromReport, ToReport } from '../webview/report/messages';
import { changeJob } from './changeJob';
import { documentFor } from './documentFor';
import { exportReport, type MadeReport } from './exportReport';

/** A webview that shows the report of a file, and follows the file. */
export interface ReportView extends vscode.Disposable {
  /** A report that is not seen waits with its questions. */
  readonly setVisible: (visible: boolean) => void;
}

// Typing goes on while the report follows; whoever types does not read the report at the same time.
const pause = 400;
// A large file is counted for seconds, and its report takes some too: most of the time is left to others.
const longestPause = 5000;
const rest = 4;

/** Makes a webview into the report of a file; `reveal` shows a line (from 1) of it. */
export function createReportView(
  webview: vscode.Webview,
  { client, statuses, extensionUri }: ChatViewTools,
  uri: vscode.Uri,
  reveal: (line: number) => Promise<void>,
): ReportView {
  const page = openPage<ToReport, FromReport>(webview, { extensionUri, name: 'report', title: 'Dataset report' });
  const name = fileName(uri);
  let visible = true;
  let isStale = false;
  let isStopped = false;
  let wanted = false;
  let made: MadeReport | undefined;
  let job: JobChoices = {};
  let running: vscode.CancellationTokenSource | undefined;
  /** How many milliseconds the last report took. */
  let took = 0;

  const tellReading = (words: string, percentage: number): void => {
    if (!isStopped) page.send({ type: 'reading', words, percentage });
  };
  const answer = async (token: vscode.CancellationToken): Promise<ToReport | undefined> => {
    const document = await documentFor(uri);
    if (document && !isWorkedOn(document)) return { type: 'nothing', why: `${name} is no JSON Lines file.` };
    const about = { textDocument: { uri: uri.toString() }, name };
    const answered = document
      ? await client.sendRequest(datasetReport, about, token)
      : await following(client, tellReading, (workDoneToken) => client.sendRequest(reportOnDisk, { ...about, workDoneToken }, token));
    if (token.isCancellationRequested) return undefined;
    if ('why' in answered) return answered.why === '' ? undefined : { type: 'nothing', why: answered.why };
    made = answered;
    job = answered.view.report.job;
    return { type: 'report', view: answered.view, file: name, uri: uri.toString() };
  };
  const refresh = async (): Promise<void> => {
    isStale = !visible;
    if (!visible || isStopped) return;
    // What is under way is finished first: a file that is counted changes its status all the time.
    wanted = running !== undefined;
    if (running) return;
    const source = new vscode.CancellationTokenSource();
    running = source;
    const start = Date.now();
    const message = await answer(source.token).catch((error): ToReport | undefined => {
      if (source.token.isCancellationRequested) return undefined;
      return { type: 'nothing', why: `${name} cannot be reported: ${reasonOf(error)}` };
    });
    running = undefined;
    took = Date.now() - start;
    if (message && !source.token.isCancellationRequested) page.send(message);
    if (wanted) soon.start();
  };
  const soon = delayed(
    () => Math.min(longestPause, Math.max(pause, rest * took)),
    () => void refresh(),
  );

  const onMessage = reported(client, async (message: FromReport): Promise<void> => {
    switch (message.type) {
      case 'ready':
        return refresh();
      case 'goTo':
        return reveal(message.line);
      case 'stop':
        isStopped = true;
        running?.cancel();
        return page.send({ type: 'stopped' });
      case 'goOn':
        isStopped = false;
        return refresh();
      case 'job':
        return changeJob(client, statuses.get(uri)?.project, uri, job);
      case 'openRule':
        return openRule(extensionUri, message.rule);
      case 'export':
        return exportReport(uri, made, message.to);
    }
  });
  const listeners = [
    page.onMessage((message) => void onMessage(message)),
    client.onNotification(datasetReportProgress, ({ uri: of, done, all }) => {
      if (of === uri.toString() && running && !isStopped) page.send({ type: 'progress', done, all });
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === uri.toString()) soon.start();
    }),
    statuses.onDidChange((changed) => {
      if (changed === uri.toString()) soon.start();
    }),
  ];
  page.load({ remoteImages: false });
  return {
    setVisible: (now) => {
      visible = now;
      if (visible && isStale) soon.start();
    },
    dispose: () => {
      isStopped = true;
      running?.cancel();
      for (const each of [...listeners, soon]) each.dispose();
    },
  };
}
