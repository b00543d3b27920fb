import * as vscode from 'vscode';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import type { FromReport } from '../webview/report/messages';

/** A report as it was made last. */
export interface MadeReport {
  readonly markdown: string;
  readonly html: string;
}

/** Brings the report of a file to where somebody wants it; fails with a reason where there is none yet. */
export async function exportReport(
  uri: vscode.Uri,
  made: MadeReport | undefined,
  to: Extract<FromReport, { readonly type: 'export' }>['to'],
): Promise<void> {
  if (!made) throw new UserError('There is no report to export yet.');
  switch (to) {
    case 'clipboard':
      await vscode.env.clipboard.writeText(made.markdown);
      vscode.window.setStatusBarMessage('The report is in the clipboard, as Markdown.', 4000);
      return;
    case 'editor':
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content: made.markdown }));
      return;
    case 'html':
      return saveHtml(uri, made.html);
  }
}

async function saveHtml(uri: vscode.Uri, html: string): Promise<void> {
  const name = `${fileName(uri).replace(/\.[^.]*$/, '')}-report.html`;
  // What is not saved has no folder: then VS Code proposes one.
  const beside = uri.scheme === 'untitled' ? undefined : vscode.Uri.joinPath(uri, '..', name);
  const target = await vscode.window.showSaveDialog({
    ...(beside && { defaultUri: beside }),
    filters: { HTML: ['html'] },
    title: 'Save the Report as HTML',
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
  void vscode.window.showInformationMessage(`The report is saved as ${fileName(target)}: one page that loads nothing, to send or print.`);
}
