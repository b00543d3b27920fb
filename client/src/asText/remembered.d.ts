import type * as vscode from 'vscode';
import { type EditedText } from './editedText';
/** Keeps which lines a text stands for. */
export declare function remember(memory: vscode.Memento, { uri, kind, path, lines, base, changed }: EditedText): Promise<void>;
/**
 * The text that was kept for an address, its lines found again by what they said; undefined when nothing is known of it. A line
 * that is no longer there as it was is left out, so that another one is never overwritten in its place.
 */
export declare function restore(
  memory: vscode.Memento,
  uri: vscode.Uri,
  source: vscode.Uri,
  document: vscode.TextDocument,
): EditedText | undefined;
/** Looks for lines again after the document was not followed for a while; those that are no longer there are left out. */
export declare function findAgain(document: vscode.TextDocument, { kind, lines, texts }: EditedText): readonly number[];
