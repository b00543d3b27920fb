import * as vscode from 'vscode';
import { createLateFileSystem } from '../lateFileSystem';
import { refuse, withoutFolders } from '../textFileSystem';

/** Images that stand in lines, as files that VS Code's own viewer can open. */
export interface ImageFiles extends vscode.Disposable {
  /** Keeps the image and returns the address of its file. */
  readonly add: (name: string, bytes: Uint8Array) => vscode.Uri;
}

const imageScheme = 'exemplar-image';

// A viewer reads its file when it is opened; those of tabs that were closed long ago need not be kept.
const mostKept = 20;

/** A read-only file system of the images that were opened last. */
export function createImageFiles(memory: vscode.Memento): ImageFiles {
  const files = new Map<string, Uint8Array>();
  const opened = Date.now();
  let count = 0;
  const contentOf = (uri: vscode.Uri): Uint8Array => {
    const bytes = files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  };
  const provider: vscode.FileSystemProvider = {
    ...withoutFolders,
    stat: (uri) => ({ type: vscode.FileType.File, ctime: opened, mtime: opened, size: contentOf(uri).length }),
    readFile: contentOf,
    writeFile: refuse,
  };
  const fileSystem = createLateFileSystem(imageScheme, provider, { isReadonly: true }, memory);
  return {
    add: (name, bytes) => {
      const path = `/${++count}/${name}`;
      files.set(path, bytes);
      for (const old of [...files.keys()].slice(0, -mostKept)) files.delete(old);
      fileSystem.offer();
      return vscode.Uri.from({ scheme: imageScheme, path });
    },
    dispose: () => fileSystem.dispose(),
  };
}
