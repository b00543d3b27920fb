import path from 'node:path';
import { installDependencies, npmPackage } from './npm-package.mjs';
import { vscodePackage } from './pinned.mjs';

/**
 * Returns the folder of the VS Code server (`out/server-main.js`), installing it first where it is missing.
 * @returns {Promise<string>}
 */
export async function vscodeServer() {
  const inside = path.join('lib', 'vscode');
  // code-server's own install script would compile native modules; VS Code comes up without them.
  const folder = await npmPackage(vscodePackage, 'about 30 s, 600 MB', (made) => installDependencies(path.join(made, inside)));
  return path.join(folder, inside);
}
