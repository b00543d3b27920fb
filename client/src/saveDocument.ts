import type * as vscode from 'vscode';

// While VS Code prepares an automatic save it refuses any other of the same file, and says no more than that nothing was saved.
const pauses = [300, 700, 1500];

/** Saves a document where it has changes; false when that could not be done. */
export async function saveDocument(document: vscode.TextDocument): Promise<boolean> {
  for (const pause of pauses) {
    if (!document.isDirty || (await document.save())) return true;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return !document.isDirty || document.save();
}
