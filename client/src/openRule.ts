import * as vscode from 'vscode';

/** Shows the page of a rule; what a page of ours asks for is a rule's id or nothing. */
export async function openRule(extensionUri: vscode.Uri, rule: string): Promise<void> {
  if (!/^[a-z-]+$/.test(rule)) return;
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`));
}
