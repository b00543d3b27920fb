import * as vscode from 'vscode';
import { activeTrainingEditor } from '../activeEditor';
import type { PreviewPanel } from '../preview/previewPanel';

/** Opens the chat preview at the cursor, or at a line (from 0) of a file where somebody names one. */
export async function openPreview(panel: PreviewPanel, place: unknown): Promise<void> {
  const named = placeOf(place);
  if (named) {
    panel.open(named.uri, named.line);
    return;
  }
  const { document, selection } = activeTrainingEditor();
  panel.open(document.uri, selection.active.line, selection.active.character);
}

/** A place that a program or a link names. A menu hands over the file alone, and then the cursor says the line. */
function placeOf(place: unknown): { readonly uri: vscode.Uri; readonly line: number } | undefined {
  if (typeof place !== 'object' || place === null || !('uri' in place) || !('line' in place)) return undefined;
  const { uri, line } = place;
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 0) return undefined;
  if (uri instanceof vscode.Uri) return { uri, line };
  return typeof uri === 'string' ? { uri: vscode.Uri.parse(uri), line } : undefined;
}

/** Opens the chat preview as `openPreview` does, showing what trains. */
export async function showTraining(panel: PreviewPanel, place: unknown): Promise<void> {
  await openPreview(panel, place);
  panel.showTraining();
}
