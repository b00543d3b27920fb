import * as vscode from 'vscode';

/** A file system that VS Code need not know of before one of its files is opened. */
export interface LateFileSystem extends vscode.Disposable {
  /** Makes sure that VS Code knows of it; to be called before it gets an address of one of the files. */
  readonly offer: () => void;
}

const key = 'exemplar.fileSystems';

/**
 * A file system that is registered when it is offered first, and from then on, in the same workspace, at once. As soon as any
 * extension has a file system VS Code looks for links in all of each text, in the process of the extensions, where nobody is
 * answered meanwhile; so who never opens such a file is to be spared that. A window that brings back its editors, or what was
 * not saved in them, asks for their files before anything is offered: hence at once where that can be.
 */
export function createLateFileSystem(
  scheme: string,
  provider: vscode.FileSystemProvider,
  options: Parameters<typeof vscode.workspace.registerFileSystemProvider>[2],
  memory: vscode.Memento,
): LateFileSystem {
  let registered: vscode.Disposable | undefined;
  const offered = (): readonly string[] => memory.get<readonly string[]>(key, []);
  const register = (): void => {
    registered = vscode.workspace.registerFileSystemProvider(scheme, provider, options);
  };
  if (offered().includes(scheme)) register();
  return {
    offer: () => {
      if (registered) return;
      register();
      void memory.update(key, [...offered(), scheme]);
    },
    dispose: () => registered?.dispose(),
  };
}
