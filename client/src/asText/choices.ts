import * as vscode from 'vscode';
import type { FileStatuses } from '../status';

/** Tells of training files (by URI) for which another target, model or structure holds than before. */
export function followChoices(statuses: FileStatuses): vscode.Disposable & { readonly onDidChange: vscode.Event<string> } {
  const known = new Map<string, string>();
  const changed = new vscode.EventEmitter<string>();
  const listening = statuses.onDidChange((uri) => {
    const { shape, target, model, project } = statuses.get(vscode.Uri.parse(uri, true)) ?? {};
    const chosen = JSON.stringify([shape?.id, target?.id, model, project]);
    // Most of what is told of a file is how far counting is, of which nothing depends here.
    if (known.get(uri) === chosen) return;
    known.set(uri, chosen);
    changed.fire(uri);
  });
  return { onDidChange: changed.event, dispose: () => vscode.Disposable.from(listening, changed).dispose() };
}
