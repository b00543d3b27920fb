import type * as vscode from 'vscode';

/** The text that edits make of a document; they must come in their order and not overlap. */
export function textAfter(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const text = document.getText();
  const parts: string[] = [];
  let done = 0;
  for (const { range, newText } of edits) {
    parts.push(text.slice(done, document.offsetAt(range.start)), newText);
    done = document.offsetAt(range.end);
  }
  return [...parts, text.slice(done)].join('');
}
