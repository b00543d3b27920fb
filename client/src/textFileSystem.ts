import * as vscode from 'vscode';
import { createLateFileSystem, type LateFileSystem } from './lateFileSystem';

/** A text that is read as a file. */
export interface TextFile {
  readonly content: string;
  /** When it changed last, in milliseconds; grows with each change. */
  readonly changed: number;
}

/** What keeps the texts of a file system. */
export interface TextStore {
  /** Told of texts that are to be read anew, or are no longer there; left out where that does not happen unasked. */
  readonly onDidChange?: vscode.Event<vscode.FileChangeEvent[]>;
  readonly load: (uri: vscode.Uri) => Promise<TextFile>;
  readonly save: (uri: vscode.Uri, content: string) => Promise<void>;
}

/** What a file system answers that has no folders and whose files stay where they are. */
export const withoutFolders = {
  watch: () => ({ dispose: () => undefined }),
  onDidChangeFile: () => ({ dispose: () => undefined }),
  readDirectory: () => [],
  createDirectory: refuse,
  delete: refuse,
  rename: refuse,
} as const;

/** Texts that are made on demand, and taken back when they are saved, as the files of a scheme. */
export function createTextFileSystem(scheme: string, { onDidChange, load, save }: TextStore, memory: vscode.Memento): LateFileSystem {
  const provider: vscode.FileSystemProvider = {
    ...withoutFolders,
    ...(onDidChange && { onDidChangeFile: onDidChange }),
    stat: async (uri) => {
      const { content, changed } = await load(uri);
      return { type: vscode.FileType.File, ctime: changed, mtime: changed, size: new TextEncoder().encode(content).length };
    },
    readFile: async (uri) => new TextEncoder().encode((await load(uri)).content),
    writeFile: (uri, bytes) => save(uri, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
  };
  return createLateFileSystem(scheme, provider, { isCaseSensitive: true }, memory);
}

/** Says that a file cannot be changed. */
export function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
