import type * as vscode from 'vscode';
import { projectFileName } from '../../server/src/shared/protocol';

/** Selects the language that the extension works on, wherever the file lies. */
export const trainingFiles = { language: 'jsonl' } as const;

/** Selects the project files, which say what training files are checked against. */
export const projectFiles = { pattern: `**/${projectFileName}` } as const;

/** The scheme of the virtual document that shows what a conversion gives. */
export const previewScheme = 'exemplar-preview';

/** The scheme of the virtual documents that hold what a file would become, and what it is, to compare. */
export const fixedScheme = 'exemplar-fixed';

/** Old versions of files, as diffs show them, and previews: nobody can mend anything there, so the server is not told of them. */
const leftAlone: ReadonlySet<string> = new Set(['git', 'gitfs', 'scm-history-item', 'review', 'pr', previewScheme, fixedScheme]);

/** Whether a document is one that the server works on. */
export function isWorkedOn({ uri, languageId }: vscode.TextDocument): boolean {
  return languageId === trainingFiles.language && !leftAlone.has(uri.scheme);
}

/** Whether a resource of the language is one that the server works on. */
export function isWorkedOnScheme(scheme: string): boolean {
  return !leftAlone.has(scheme);
}

/** Whether the server is told of a document: one that it works on, or a project file. */
export function isFollowed(document: vscode.TextDocument): boolean {
  return isWorkedOn(document) || (isWorkedOnScheme(document.uri.scheme) && document.uri.path.endsWith(`/${projectFileName}`));
}
