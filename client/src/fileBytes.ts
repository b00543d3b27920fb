import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { examining, type FileBytes } from '../../server/src/shared/bytes';
import { trainingEndings } from '../../server/src/shared/fileNames';
import { fileBytes } from '../../server/src/shared/protocol';
import { isWorkedOn } from './trainingFiles';

/** Tells the server what the bytes of open files are, which neither it nor a document knows. */
export interface BytesTeller extends vscode.Disposable {
  /** Reads a file that may no longer be what its document shows. */
  readonly tell: (document: vscode.TextDocument) => Promise<void>;
  /** Tells of a file of which the document is current, just opened or saved, and reads it only where its document does not tell what it is. */
  readonly tellCurrent: (document: vscode.TextDocument) => Promise<void>;
}

/** Tells of files when they are saved or changed by others; who opens one calls `tellCurrent`. */
export function tellBytes(client: () => BaseLanguageClient): BytesTeller {
  const telling =
    (look: (document: vscode.TextDocument) => Promise<FileBytes | undefined>) =>
    async (document: vscode.TextDocument): Promise<void> => {
      if (!isWorkedOn(document) || document.isClosed) return;
      const bytes = await look(document);
      await client().sendNotification(fileBytes, { uri: document.uri.toString(), ...(bytes && { bytes }) });
    };
  const tell = telling(readBytes);
  const tellCurrent = telling(async (document) => (await soundBytes(document)) ?? readBytes(document));
  const reporting =
    (run: (document: vscode.TextDocument) => Promise<void>) =>
    (document: vscode.TextDocument): void => {
      run(document).catch((error) => client().error(`looking at the bytes of ${document.uri}`, error, false));
    };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/*.{${trainingEndings.join(',')}}`, true, false, true);
  const listeners = [
    watcher,
    watcher.onDidChange((uri) => {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if (document) reporting(tell)(document);
    }),
    vscode.workspace.onDidSaveTextDocument(reporting(tellCurrent)),
  ];
  return {
    tell,
    tellCurrent,
    dispose: () => {
      for (const each of listeners) each.dispose();
    },
  };
}

/** What reading a file tells; undefined for a text that lies on no disk yet. */
async function readBytes({ uri }: vscode.TextDocument): Promise<FileBytes | undefined> {
  if (uri.scheme === 'untitled') return undefined;
  try {
    return await resting(examining(await vscode.workspace.fs.readFile(uri)));
  } catch {
    // Deleted meanwhile, or of a kind that holds no files: nothing is said of its bytes.
    return undefined;
  }
}

/**
 * What a document tells of the file that it was just read from or written to; undefined where it does not tell all. Reading a large file
 * once more would hold up who asks any extension.
 */
async function soundBytes(document: vscode.TextDocument): Promise<FileBytes | undefined> {
  const encoding = encodingOf(document);
  if (document.isDirty || (encoding !== 'utf8' && encoding !== 'utf8bom')) return undefined;
  // What is no UTF-8 became this character.
  if (await resting(holding(document, '\uFFFD'))) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(document.uri);
    return { size, encoding: 'utf-8', mark: encoding === 'utf8bom' };
  } catch {
    return undefined;
  }
}

/** How VS Code has read a document, in its own words; undefined before 1.100, which did not tell. */
function encodingOf(document: vscode.TextDocument): string | undefined {
  return (document as { readonly encoding?: string }).encoding;
}

// UTF-16 units that are searched at once.
const blockUnits = 1 << 20;

/** Whether one of the lines holds `text`, as work that rests after each block. */
function* holding(document: vscode.TextDocument, text: string): Generator<unknown, boolean> {
  let units = 0;
  for (let line = 0; line < document.lineCount; line++) {
    const { text: lineText } = document.lineAt(line);
    if (lineText.includes(text)) return true;
    units += lineText.length;
    if (units < blockUnits) continue;
    units = 0;
    yield;
  }
  return false;
}

/** The result of work that lets others have their turn after each of its steps. */
async function resting<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
