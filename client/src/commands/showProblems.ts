import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DiskCheck, DiskProblem } from '../../../server/src/shared/diskProtocol';
import { counted, grouped } from '../../../server/src/shared/numbers';
import { listProblems, type RuleProblems } from '../../../server/src/shared/protocol';
import { activeTrainingEditor } from '../activeEditor';
import { fileName } from '../fileName';
import type { DiskChecks } from '../onDisk/diskChecks';
import type { ExampleFiles } from '../onDisk/exampleFiles';
import { openFile } from '../openFile';
import { showDocument } from '../showDocument';
import { activeTrainingTab } from './checkOnDisk';

const icons = { error: 'error', warning: 'warning', info: 'info', hint: 'lightbulb' } as const;

/**
 * Lists all that was found in a file by rule, the worst first, and goes to the first line of the one that is chosen. The file is
 * one that somebody names or the active one, and may have been checked on the disk.
 */
export async function showProblems(
  client: BaseLanguageClient,
  checks: DiskChecks,
  examples: ExampleFiles,
  argument: unknown,
): Promise<void> {
  const onDisk = argument instanceof vscode.Uri ? argument : activeTrainingTab();
  const check = onDisk && checks.get(onDisk);
  if (onDisk && check) return showProblemsOnDisk(onDisk, check, examples);
  const document = argument instanceof vscode.Uri ? await openFile(argument) : activeTrainingEditor().document;
  const { uri } = document;
  const chosen = await chooseRule(uri, await client.sendRequest(listProblems, { textDocument: { uri: uri.toString() } }));
  if (!chosen) return;
  const shown = await showDocument(document);
  const start = new vscode.Position(chosen.firstLine, 0);
  shown.selection = new vscode.Selection(start, start);
  shown.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
}

/** Of a file that no editor shows single examples are opened as text. */
async function showProblemsOnDisk(uri: vscode.Uri, check: DiskCheck, { addressOf }: ExampleFiles): Promise<void> {
  const rule = await chooseRule(uri, check.rules);
  if (!rule) return;
  const known = check.problems.filter(({ diagnostic }) => diagnostic.code === rule.rule);
  const chosen = known.length > 1 ? await chooseExample(uri, rule, known) : { example: known[0] ?? rule.first };
  if (chosen) await vscode.window.showTextDocument(addressOf(uri, chosen.example), { preview: false });
}

async function chooseRule<Problems extends RuleProblems>(uri: vscode.Uri, found: readonly Problems[]): Promise<Problems | undefined> {
  if (found.length === 0) {
    void vscode.window.showInformationMessage(`Nothing was found in ${fileName(uri)}.`);
    return undefined;
  }
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const chosen = await vscode.window.showQuickPick(found.map(itemOf), {
    title: `${counted(total, 'problem')} in ${fileName(uri)}, by rule`,
    placeHolder: 'Choose a rule to go to the first line that it found',
    matchOnDescription: true,
  });
  return chosen?.problems;
}

async function chooseExample(
  uri: vscode.Uri,
  { rule, count }: RuleProblems,
  known: readonly DiskProblem[],
): Promise<{ readonly example: DiskProblem } | undefined> {
  const of = count > known.length ? `${grouped(known.length)} of ${grouped(count)}` : known.length;
  const items = known.map((example) => ({
    label: `Line ${grouped(example.line + 1)}`,
    detail: textOf(example.diagnostic.message),
    example,
  }));
  return vscode.window.showQuickPick(items, {
    title: `${rule} in ${fileName(uri)}, ${of} examples`,
    placeHolder: 'Choose an example to edit it as text',
    matchOnDetail: true,
  });
}

function itemOf<Problems extends RuleProblems>(problems: Problems): vscode.QuickPickItem & { readonly problems: Problems } {
  const { rule, severity, count, firstLine, summary } = problems;
  const where = `line ${grouped(firstLine + 1)}`;
  return {
    label: `$(${icons[severity]}) ${rule}`,
    description: count === 1 ? where : `${grouped(count)} times, first in ${where}`,
    detail: summary.replaceAll('`', ''),
    problems,
  };
}

function textOf(message: DiskProblem['diagnostic']['message']): string {
  return typeof message === 'string' ? message : message.value;
}
