import * as vscode from 'vscode';

/** An edit that adds lines at a document's end, and the number (from 0) that the first of them will have. */
export interface AppendEdit {
  readonly edit: vscode.TextEdit;
  readonly firstLine: number;
}

/** Adds lines after the last one that is not blank, in the document's own line breaks and with a final one. */
export function appendEdit(document: vscode.TextDocument, lines: readonly string[]): AppendEdit {
  const lineBreak = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  let last = document.lineCount - 1;
  while (last >= 0 && document.lineAt(last).isEmptyOrWhitespace) last -= 1;
  const start = last >= 0 ? document.lineAt(last).range.end : new vscode.Position(0, 0);
  const end = document.lineAt(document.lineCount - 1).range.end;
  const text = [...(last >= 0 ? [''] : []), ...lines, ''].join(lineBreak);
  return { edit: vscode.TextEdit.replace(new vscode.Range(start, end), text), firstLine: last + 1 };
}
