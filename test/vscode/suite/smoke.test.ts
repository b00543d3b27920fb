import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.js';
import { runOptions } from '../support/options.js';
import { hasPage, read, screenshot } from '../support/page.js';
import { inWorkspace, writeFile } from '../support/workspace.js';

describe('smoke', () => {
  it('runs in the host that was asked for', async () => {
    const { host } = await runOptions();
    // VS Code falls back to the other host without a word when it does not like what it was asked.
    equal(typeof process === 'undefined' ? 'web' : 'node', host ?? 'node');
  });

  it('opens a .jsonl file as JSON Lines', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('chat.jsonl'));
    equal(document.languageId, 'jsonl');
    await vscode.window.showTextDocument(document);
  });

  it('may write to its workspace', async () => {
    const uri = await writeFile('made.jsonl', '{"messages":[]}\n');
    const document = await vscode.workspace.openTextDocument(uri);
    equal(document.lineCount, 2);
  });

  it('shows what it opened', async () => {
    if (!(await hasPage())) return;
    const lines = await read('.view-line');
    ok(lines?.some((line) => line.includes('"messages"')));
    await screenshot('smoke');
  });
});
