import * as vscode from 'vscode';
import { isTrainingFileName } from '../../../server/src/shared/fileNames';
import { megabytes } from '../../../server/src/shared/readingProgress';
import { fileName } from '../fileName';

// VS Code hands extensions no text of more characters.
const largestDocument = 50 * 1024 * 1024;
// A document comes a moment after its tab.
const patience = 1500;

const key = 'exemplar.largeFileNotice';

/** Offers to check files on the disk that are opened and that VS Code does not show to extensions; once a file. */
export function offerOnLargeFiles(memory: vscode.Memento): vscode.Disposable {
  const told = new Set<string>();
  const look = async (tab: vscode.Tab | undefined): Promise<void> => {
    const uri = tab?.input instanceof vscode.TabInputText ? tab.input.uri : undefined;
    if (!uri || told.has(uri.toString()) || !isTrainingFileName(uri.path) || memory.get(key) === 'never') return;
    const size = await sizeOf(uri);
    if (size <= largestDocument || told.has(uri.toString())) return;
    told.add(uri.toString());
    await new Promise((resolve) => setTimeout(resolve, patience));
    if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return;
    await offer(uri, size);
  };
  const offer = async (uri: vscode.Uri, size: number): Promise<void> => {
    const check = 'Check File on Disk';
    const never = 'Don’t Show Again';
    const why = `VS Code shows ${fileName(uri)} (${megabytes(size)}) to no extension, because it is larger than 50 MB.`;
    const chosen = await vscode.window.showInformationMessage(`${why} Exemplar can check it on the disk.`, check, never);
    if (chosen === check) await vscode.commands.executeCommand('exemplar.checkOnDisk', uri);
    if (chosen === never) await memory.update(key, 'never');
  };
  const lookAtActive = (): void => void look(vscode.window.tabGroups.activeTabGroup.activeTab);
  lookAtActive();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(lookAtActive),
    vscode.window.tabGroups.onDidChangeTabGroups(lookAtActive),
  );
}

/** A file's size in bytes; 0 where it cannot be known. */
async function sizeOf(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    // It is not there, or nobody can tell: then there is nothing to offer.
    return 0;
  }
}
