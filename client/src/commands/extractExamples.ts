import * as vscode from 'vscode';
import { activeTrainingEditor } from '../activeEditor';
import { UserError } from '../errors';
import { selectedLines } from '../selectedLines';
import { trainingFiles } from '../trainingFiles';

/** Copies the lines that the selections touch into a new file, which is not saved yet; tells how many there are. */
export async function extractExamples(): Promise<{ readonly examples: number }> {
  const { document, selections } = activeTrainingEditor();
  const lines = selectedLines(document, selections);
  if (lines.length === 0)
    throw new UserError('The selection holds no example: select some lines, or run “Exemplar: Select Matching Examples…”.');
  const text = lines.map((line) => document.lineAt(line).text);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: trainingFiles.language, content: `${text.join('\n')}\n` }),
    { preview: false },
  );
  return { examples: lines.length };
}
