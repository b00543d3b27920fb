import type * as vscode from 'vscode';

/** Where a line stands after edits of its document. */
export function lineAfter(line: number, changes: readonly vscode.TextDocumentContentChangeEvent[]): number {
  return changes.reduce((at, { range, text }) => {
    if (range.end.line > line || (range.end.line === line && range.start.line === line)) return at;
    return Math.max(0, at + (text.match(/\r\n|\r|\n/g)?.length ?? 0) - (range.end.line - range.start.line));
  }, line);
}

/** The nearest line with something in it before or behind another; that one where there is none. */
export function lineBeside(document: vscode.TextDocument, line: number, by: 1 | -1): number {
  for (let at = line + by; at >= 0 && at < document.lineCount; at += by) {
    if (!document.lineAt(at).isEmptyOrWhitespace) return at;
  }
  return line;
}

/** The next of some lines, in their order, before or behind another; from the last one it goes on to the first. Undefined where there is none. */
export function lineAmong(lines: readonly number[], line: number, by: 1 | -1): number | undefined {
  return by === 1 ? (lines.find((each) => each > line) ?? lines[0]) : (lines.findLast((each) => each < line) ?? lines.at(-1));
}
