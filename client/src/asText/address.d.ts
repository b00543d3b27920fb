import * as vscode from 'vscode';
import type { Path } from '../../../server/src/shared/transcriptProtocol';
/** The scheme of texts that training lines are edited as. */
export declare const textScheme = 'exemplar-text';
/** The language of transcripts, whole files and edited lines alike. */
export declare const transcriptLanguage = 'exemplar-transcript';
/** What is edited as text: a whole file, some of its lines, or one text of a line. Lines count from 0. */
export type Subject =
  | {
      readonly kind: 'file';
    }
  | {
      readonly kind: 'lines';
      readonly lines: readonly number[];
    }
  | {
      readonly kind: 'text';
      readonly line: number;
      readonly path: Path;
    };
/** What an address says: the training file, and a word that tells it from other texts of the same file. */
export interface Address {
  readonly source: vscode.Uri;
  readonly id: string;
}
/** The address of a text; its last part is the title of its editor, and it decides the language. */
export declare function addressOf(source: vscode.Uri, subject: Subject, id: string): vscode.Uri;
/** Reads an address; undefined when it is none of ours. */
export declare function readAddress(uri: vscode.Uri): Address | undefined;
