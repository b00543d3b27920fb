import type * as vscode from 'vscode';

/** The first and the last line of a selection. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** The lines that a selection touches; one that ends before a line's first character does not touch it. */
export function linesOf({ start, end }: vscode.Selection): LineRange {
  return { start: start.line, end: end.character === 0 && end.line > start.line ? end.line - 1 : end.line };
}

/** The numbers of all lines that selections touch, in order, without blank ones. */
export function selectedLines(document: vscode.TextDocument, selections: readonly vscode.Selection[]): readonly number[] {
  const lines = new Set<number>();
  for (const { start, end } of selections.map(linesOf)) {
    for (let line = start; line <= end; line++) if (document.lineAt(line).text.trim() !== '') lines.add(line);
  }
  return [...lines].sort((a, b) => a - b);
}
