import * as vscode from 'vscode';
import { isTrainingFileName, trainingEndings } from '../../../server/src/shared/fileNames';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { type Outcome, pickStep } from '../steps';
import { trainingFiles } from '../trainingFiles';

/** Where the lines go. */
export type Destination =
  | { readonly kind: 'append'; readonly uri: vscode.Uri }
  | { readonly kind: 'new' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'clipboard' };

interface DestinationItem extends vscode.QuickPickItem {
  readonly destination: Destination | undefined;
}

/** The training files that have a tab, those in sight first. */
export function openTrainingFiles(): readonly vscode.Uri[] {
  const languages = new Map(vscode.workspace.textDocuments.map(({ uri, languageId }) => [uri.toString(), languageId]));
  // VS Code does not read the files of tabs from the last session until they are looked at, so that their language is unknown.
  const isTraining = (uri: vscode.Uri): boolean =>
    (languages.get(uri.toString()) ?? (isTrainingFileName(uri.path) ? trainingFiles.language : '')) === trainingFiles.language;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).toSorted((a, b) => Number(b.isActive) - Number(a.isActive));
  const uris = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText && isTraining(input.uri) ? [input.uri] : []));
  const writable = uris.filter(({ scheme }) => scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true);
  return [...new Map(writable.map((uri) => [uri.toString(), uri])).values()];
}

/** What the question for the destination says. */
export interface DestinationQuestion {
  readonly title: string;
  readonly examples: number;
  readonly canReplace: boolean;
  readonly back: boolean;
}

/** Asks where the lines go. */
export async function pickDestination({ title, examples, canReplace, back }: DestinationQuestion): Promise<Outcome<Destination>> {
  const items: DestinationItem[] = [
    ...openTrainingFiles().map((uri) => ({
      label: `$(add) Append to ${fileName(uri)}`,
      description: folderOf(uri),
      destination: { kind: 'append', uri } as const,
    })),
    { label: '$(new-file) New File', description: 'not saved yet', destination: { kind: 'new' } },
    { label: '$(folder-opened) Append to Another File…', destination: undefined },
    ...(canReplace ? [{ label: '$(replace) Replace the Text', destination: { kind: 'replace' } as const }] : []),
    { label: '$(copy) Copy to the Clipboard', destination: { kind: 'clipboard' } },
  ];
  for (;;) {
    const outcome = await pickStep({
      title: `${title}: Destination`,
      placeholder: `Where ${examples === 1 ? 'does the example' : `do the ${examples} examples`} go?`,
      items,
      back,
      // The preview is there to be read before the choice.
      stays: true,
    });
    if (typeof outcome === 'string') return outcome;
    if (outcome.value.destination) return { value: outcome.value.destination };
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: 'Append to',
        openLabel: 'Append',
        filters: { 'JSON Lines': [...trainingEndings] },
      })) ?? [];
    // Who gives up choosing a file may still want another destination.
    if (uri) return { value: { kind: 'append', uri } };
  }
}

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Reads a destination as key bindings and tasks give it. */
export function parseDestination(text: string): Destination {
  if (text === 'new' || text === 'replace' || text === 'clipboard') return { kind: text };
  return { kind: 'append', uri: uriOf(text) };
}

function uriOf(text: string): vscode.Uri {
  if (/^[a-z][a-z\d+.-]+:/i.test(text)) return vscode.Uri.parse(text, true);
  const absolute = /^([/\\]|[a-z]:)/i.test(text);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (absolute) return folder && folder.uri.scheme !== 'file' ? folder.uri.with({ path: text }) : vscode.Uri.file(text);
  if (!folder) throw new UserError(`“${text}” is a path within a folder, and no folder is open. Open one, or give the whole path.`);
  return vscode.Uri.joinPath(folder.uri, text);
}
