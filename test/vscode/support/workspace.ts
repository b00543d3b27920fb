import * as vscode from 'vscode';

/** The address of a file in the test workspace, which is a copy of `test/vscode/workspace/` that tests may change. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need the test workspace: run them with `npm run test:vscode`.');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Writes a file into the test workspace and returns its address. */
export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The content of a JSON file in the test workspace, or undefined where there is no such file. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(path)))) as T;
  } catch {
    return undefined;
  }
}
