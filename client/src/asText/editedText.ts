import type * as vscode from 'vscode';
import { followLine } from '../../../server/src/shared/followLines';
import type { Path } from '../../../server/src/shared/transcriptProtocol';
import type { Subject } from './address';

/** A text that is being edited, and the lines of the training file that it stands for. */
export interface EditedText {
  readonly uri: vscode.Uri;
  readonly source: vscode.Uri;
  readonly kind: Subject['kind'];
  /** The path of a single text. */
  readonly path: Path | undefined;
  /** The numbers of the lines, from 0 and growing; of a whole file all but an empty last one. */
  lines: readonly number[];
  /** What the lines say now. */
  texts: readonly string[];
  /** What the lines said when the text was made of them or written back. */
  base: readonly string[];
  /** The text itself; undefined when it has to be made anew. */
  content: string | undefined;
  /** When the lines last changed without the text, in milliseconds. */
  changed: number;
  /** Where the lines stood before the text was saved without any, while the document has this version. */
  emptied: { readonly line: number; readonly version: number } | undefined;
  /** Set while the text is being written back, whose changes are its own. */
  writing: boolean;
}

/** The numbers of the lines of a whole file; what stands behind the last line break is no line when it is empty. */
export function allLines(document: vscode.TextDocument): readonly number[] {
  const { lineCount } = document;
  const count = document.lineAt(lineCount - 1).text === '' ? lineCount - 1 : lineCount;
  return [...Array(count).keys()];
}

/** What these lines say; those beyond the document's end are left out. */
export function textsOf(document: vscode.TextDocument, lines: readonly number[]): readonly string[] {
  return lines.filter((line) => line < document.lineCount).map((line) => document.lineAt(line).text);
}

/** Where the lines of a text are after an edit of the training file. */
export function followLines({ kind, lines, texts }: EditedText, event: vscode.TextDocumentChangeEvent): readonly number[] {
  if (kind === 'file') return allLines(event.document);
  const followed = lines.flatMap((line, index) => {
    let at: number | undefined = line;
    for (const change of event.contentChanges) if (at !== undefined) at = followLine({ line: at, text: texts[index] ?? '' }, change);
    return at === undefined || at >= event.document.lineCount ? [] : [at];
  });
  return [...new Set(followed)].sort((a, b) => a - b);
}
