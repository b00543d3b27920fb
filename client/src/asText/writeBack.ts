import * as vscode from 'vscode';
import type { LineChange } from '../../../server/src/shared/transcriptProtocol';

/** An edit of the training file, and the numbers of the lines when it was made. */
export interface WriteBack {
  readonly edit: vscode.WorkspaceEdit;
  readonly lines: readonly number[];
}

/**
 * What changes to lines come to in their document. `lines` holds the numbers of the lines that the changes count; where there are
 * none, new ones come before the line `home`, or else at the end.
 */
export function writeBackOf(
  document: vscode.TextDocument,
  lines: readonly number[],
  changes: readonly LineChange[],
  home?: number,
): WriteBack {
  const edit = new vscode.WorkspaceEdit();
  const after: number[] = [];
  const deleted = new Set(changes.flatMap((change) => (change.kind === 'delete' ? [change.index] : [])));
  const inserted = new Map(changes.flatMap((change) => (change.kind === 'insert' ? [[change.index, change.lines] as const] : [])));
  for (const change of changes) {
    const line = lines[change.index];
    if (change.kind === 'change' && line !== undefined) {
      const { start, end, text } = change.edit;
      edit.replace(document.uri, new vscode.Range(line, start, line, end), text);
    }
  }
  let shift = 0;
  for (let index = -1; index < lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && deleted.has(index)) {
      edit.delete(document.uri, wholeLine(document, line));
      shift -= 1;
    } else if (line !== undefined) after.push(line + shift);
    const fresh = inserted.get(index);
    if (!fresh) continue;
    const first = insert(document, edit, line ?? lines[0] ?? home, line !== undefined, fresh);
    for (const count of fresh.keys()) after.push(first + shift + count);
    shift += fresh.length;
  }
  return { edit, lines: after };
}

/** Puts new lines behind a line, before it, or at the end of the document; returns the number of the first as the document is now. */
function insert(
  document: vscode.TextDocument,
  edit: vscode.WorkspaceEdit,
  line: number | undefined,
  behind: boolean,
  fresh: readonly string[],
): number {
  const text = fresh.join('\n');
  if (line !== undefined && behind) {
    edit.insert(document.uri, document.lineAt(line).range.end, `\n${text}`);
    return line + 1;
  }
  if (line !== undefined && line < document.lineCount) {
    edit.insert(document.uri, new vscode.Position(line, 0), `${text}\n`);
    return line;
  }
  const last = document.lineAt(document.lineCount - 1);
  if (last.text === '') {
    edit.insert(document.uri, last.range.end, `${text}\n`);
    return last.lineNumber;
  }
  edit.insert(document.uri, last.range.end, `\n${text}`);
  return last.lineNumber + 1;
}

/** A line with its line break; of the last line that before it. */
function wholeLine(document: vscode.TextDocument, line: number): vscode.Range {
  const { rangeIncludingLineBreak } = document.lineAt(line);
  if (line < document.lineCount - 1 || line === 0) return rangeIncludingLineBreak;
  return new vscode.Range(document.lineAt(line - 1).range.end, rangeIncludingLineBreak.end);
}
