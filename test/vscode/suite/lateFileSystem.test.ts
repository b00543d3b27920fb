import * as vscode from 'vscode';
import { createLateFileSystem } from '../../../client/src/lateFileSystem';
import { equal, includes, ok } from '../support/assert.js';

const provider: vscode.FileSystemProvider = {
  watch: () => ({ dispose: () => undefined }),
  onDidChangeFile: () => ({ dispose: () => undefined }),
  stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: 2 }),
  readFile: () => new TextEncoder().encode('{}'),
  readDirectory: () => [],
  createDirectory: () => undefined,
  writeFile: () => undefined,
  delete: () => undefined,
  rename: () => undefined,
};

/** What a workspace keeps from one window to the next. */
function createMemory(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? kept.get(key) : otherwise) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

let opened = 0;

/** What VS Code says of opening a file that it has not opened before. */
async function open(scheme: string): Promise<string> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: `/${++opened}.txt` }));
    return document.getText();
  } catch (error) {
    ok(error instanceof Error);
    return error.message;
  }
}

describe('a file system that is offered late', () => {
  it('is registered when it is offered first, and in the next window at once', async () => {
    const memory = createMemory();
    const first = createLateFileSystem('exemplar-one', provider, {}, memory);
    includes(await open('exemplar-one'), /cannot open/);
    first.offer();
    first.offer();
    equal(await open('exemplar-one'), '{}');
    first.dispose();
    includes(await open('exemplar-one'), /cannot open/);

    const next = createLateFileSystem('exemplar-one', provider, {}, memory);
    equal(await open('exemplar-one'), '{}');
    next.dispose();
  });

  it('is told apart from others of the same workspace', async () => {
    const schemes = ['exemplar-two', 'exemplar-three'];
    const memory = createMemory();
    for (const scheme of schemes) {
      const fileSystem = createLateFileSystem(scheme, provider, {}, memory);
      fileSystem.offer();
      fileSystem.dispose();
    }
    const next = [...schemes, 'exemplar-four'].map((scheme) => createLateFileSystem(scheme, provider, {}, memory));
    for (const scheme of schemes) equal(await open(scheme), '{}');
    includes(await open('exemplar-four'), /cannot open/);
    for (const fileSystem of next) fileSystem.dispose();
  });
});
