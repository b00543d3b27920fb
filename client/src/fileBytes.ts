import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { examining } from '../../server/src/shared/bytes';
import { fileBytes } from '../../server/src/shared/protocol';
import { isWorkedOn } from './trainingFiles';

/** Tells the server what the bytes of open files are, which neither it nor a document knows. */
export interface BytesTeller extends vscode.Disposable {
  /** Looks at a file now. */
  readonly tell: (document: vscode.TextDocument) => Promise<void>;
}

/** Looks at files when they are saved or changed by others; who opens one calls `tell`. */
export function tellBytes(client: () => BaseLanguageClient): BytesTeller {
  const tell = async (document: vscode.TextDocument): Promise<void> => {
    if (!isWorkedOn(document) || document.isClosed) return;
    const uri = document.uri.toString();
    const bytes = await bytesOf(document.uri);
    await client().sendNotification(fileBytes, bytes ? { uri, bytes: await resting(examining(bytes)) } : { uri });
  };
  const soon = (document: vscode.TextDocument): void => {
    tell(document).catch((error) => client().error(`looking at the bytes of ${document.uri}`, error, false));
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{jsonl,ndjson,jsonlines}', true, false, true);
  const listeners = [
    watcher,
    watcher.onDidChange((uri) => {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if (document) soon(document);
    }),
    vscode.workspace.onDidSaveTextDocument(soon),
  ];
  return {
    tell,
    dispose: () => {
      for (const each of listeners) each.dispose();
    },
  };
}

/** The bytes of a file; undefined for a text that lies on no disk yet. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  if (uri.scheme === 'untitled') return undefined;
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    // Deleted meanwhile, or of a kind that holds no files: nothing is said of its bytes.
    return undefined;
  }
}

/** The result of work that lets others have their turn after each of its steps. */
async function resting<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
