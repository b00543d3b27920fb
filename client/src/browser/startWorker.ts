import * as vscode from 'vscode';

/**
 * Starts a script of the extension in a web worker. The script is read as a file first, because workers cannot be started
 * from the address of an extension that lies on a remote machine.
 */
export async function startWorker(script: vscode.Uri): Promise<Worker> {
  const code = await vscode.workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([new Uint8Array(code)], { type: 'text/javascript' }));
  return new Worker(address);
}
