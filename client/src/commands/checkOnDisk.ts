import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { checkOnDisk as checkRequest, type DiskCheck } from '../../../server/src/shared/diskProtocol';
import { isTrainingFileName, trainingEndings } from '../../../server/src/shared/fileNames';
import { counted, grouped } from '../../../server/src/shared/numbers';
import { reported, UserError } from '../errors';
import { fileName } from '../fileName';
import type { DiskChecks } from '../onDisk/diskChecks';
import { withProgress } from '../progress';
import { bySeverity } from '../severities';
import { spreadText } from '../statusTexts';

/** Checks a file as it lies on the disk: one that somebody names, the one of the active tab, or one that is asked for. */
export async function checkOnDisk(client: BaseLanguageClient, checks: DiskChecks, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : (activeTrainingTab() ?? (await askForFile()));
  if (uri) await check(client, checks, uri, false);
}

/** The training file of the active tab, whether or not VS Code shows it to extensions. */
export function activeTrainingTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && isTrainingFileName(input.uri.path) ? input.uri : undefined;
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Check File on Disk',
    openLabel: 'Check',
    filters: { 'JSON Lines': [...trainingEndings], 'All Files': ['*'] },
  });
  return chosen?.[0];
}

async function check(client: BaseLanguageClient, checks: DiskChecks, uri: vscode.Uri, assume: boolean): Promise<void> {
  const name = fileName(uri);
  const result = await withProgress(client, `Checking ${name}`, async (workDoneToken, token) => {
    try {
      return await client.sendRequest(checkRequest, { textDocument: { uri: uri.toString() }, assume, workDoneToken }, token);
    } catch (error) {
      if (token.isCancellationRequested) return { why: '' };
      throw error;
    }
  });
  if ('why' in result) {
    if (result.why === '') return;
    if (!result.silent) throw new UserError(result.why);
    const anyway = 'Check Anyway';
    // Not awaited: whoever started the command must not wait until the message is read.
    const again = reported(client, () => check(client, checks, uri, true));
    void vscode.window.showInformationMessage(result.why, ...(assume ? [] : [anyway])).then((chosen) => {
      if (chosen === anyway) void again();
    });
    return;
  }
  // The editor of a file that VS Code shows to extensions says the same as it is typed, and needs no second list.
  if (!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) await checks.set(uri, result);
  void offerMore(uri, result);
}

async function offerMore(uri: vscode.Uri, result: DiskCheck): Promise<void> {
  const view = 'Show Problems';
  const byRule = 'By Rule';
  const report = 'Show Report';
  const { problems } = result;
  const chosen = await vscode.window.showInformationMessage(summaryOf(uri, result), ...(problems.length > 0 ? [view, byRule] : []), report);
  if (chosen === view) await vscode.commands.executeCommand('workbench.actions.view.problems');
  if (chosen === byRule) await vscode.commands.executeCommand('exemplar.showProblems', uri);
  if (chosen === report) await vscode.commands.executeCommand('exemplar.openReport', uri);
}

/** "big.jsonl: 252,100 examples for OpenAI, 1,471 errors, 505 warnings. The worst 1,000 are in the Problems view." */
function summaryOf(uri: vscode.Uri, { examples, spreadRecords, target, found, problems }: DiskCheck): string {
  const all = found.error + found.warning + found.info + found.hint;
  const cap = all > problems.length ? ` The worst ${grouped(problems.length)} are in the Problems view.` : '';
  const said = bySeverity(found) || 'no problems';
  return `${fileName(uri)}: ${counted(examples, 'example')}${spreadText(spreadRecords)} for ${target}, ${said}.${cap}`;
}
