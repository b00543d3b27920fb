import * as vscode from 'vscode';
import { activeTrainingEditor } from '../activeEditor';
import { UserError } from '../errors';
import { trainingFiles } from '../trainingFiles';

/** Copies the lines that the selections touch into a new file, which is not saved yet; tells how many there are. */
export async function extractExamples(): Promise<{ readonly examples: number }> {
  const { document, selections } = activeTrainingEditor();
  const lines = new Set<number>();
  for (const { start, end } of selections) {
    // A selection that ends where a line begins does not take that line in.
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    for (let line = start.line; line <= last; line++) if (document.lineAt(line).text.trim() !== '') lines.add(line);
  }
  if (lines.size === 0)
    throw new UserError('The selection holds no example: select some lines, or run “Exemplar: Select Matching Examples…”.');
  const text = [...lines].sort((a, b) => a - b).map((line) => document.lineAt(line).text);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: trainingFiles.language, content: `${text.join('\n')}\n` }),
    { preview: false },
  );
  return { examples: lines.size };
}
