import * as vscode from 'vscode';
import { fileName } from '../fileName';

/** The scheme of examples that are edited as text while their file is not open. */
export const diskScheme = 'exemplar-disk';

/** An example of a file on the disk; without a mark whatever stands in its line. */
export interface DiskExample {
  readonly source: vscode.Uri;
  /** From 0. */
  readonly line: number;
  readonly mark?: number;
}

/** The address of an example as text: its last part is the title of its editor and decides the language. */
export function diskAddress(source: vscode.Uri, { line, mark }: Omit<DiskExample, 'source'>): vscode.Uri {
  return vscode.Uri.from({
    scheme: diskScheme,
    path: `/${fileName(source)} line ${line + 1}.transcript`,
    // Short, because VS Code puts all of it before the reason when it says that a text was not saved.
    query: `${mark === undefined ? line : `${line},${mark}`} ${source}`,
  });
}

/** Reads such an address; undefined when it is none. */
export function readDiskAddress({ query }: vscode.Uri): DiskExample | undefined {
  const [, line, mark, source] = query.match(/^(\d+)(?:,(\d+))? (\w.+)$/) ?? [];
  if (line === undefined || source === undefined) return undefined;
  return { source: vscode.Uri.parse(source, true), line: Number(line), ...(mark !== undefined && { mark: Number(mark) }) };
}
