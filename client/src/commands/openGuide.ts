import * as vscode from 'vscode';

/** Shows the notes that help to decide whether and on what to train, as a page to read. */
export async function openGuide(extensionUri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extensionUri, 'docs', 'before-you-fine-tune.md'));
}
