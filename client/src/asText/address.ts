import * as vscode from 'vscode';
import type { Path } from '../../../server/src/shared/transcriptProtocol';
import { fileName } from '../fileName';

/** The scheme of texts that training lines are edited as. */
export const textScheme = 'exemplar-text';

/** The language of transcripts, whole files and edited lines alike. */
export const transcriptLanguage = 'exemplar-transcript';

/** What is edited as text: a whole file, some of its lines, or one text of a line. Lines count from 0. */
export type Subject =
  | { readonly kind: 'file' }
  | { readonly kind: 'lines'; readonly lines: readonly number[] }
  | { readonly kind: 'text'; readonly line: number; readonly path: Path };

/** The address of a text: its last part is the title of its editor and decides the language, `id` tells it from all others. */
export function addressOf(source: vscode.Uri, subject: Subject, id: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: textScheme,
    path: pathOf(fileName(source), subject),
    query: id,
  });
}

function pathOf(name: string, subject: Subject): string {
  if (subject.kind === 'file') return `/${name}.transcript`;
  // The folder is known to the manifest, which gives its files the language of single texts.
  if (subject.kind === 'text') return `/exemplar-message/${name} line ${subject.line + 1} ${subject.path.join('.').replaceAll('/', ' ')}`;
  const [first = 0] = subject.lines;
  const last = subject.lines.at(-1) ?? first;
  const which = first === last ? `line ${first + 1}` : `lines ${first + 1}–${last + 1}`;
  return `/${name} ${which}.transcript`;
}
