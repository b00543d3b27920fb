import path from 'node:path';
import { npmPackage } from './npm-package.mjs';
import { nodeMajor, nodePackage } from './pinned.mjs';
import { HostError } from './report.mjs';

/**
 * Returns a Node that is new enough for the VS Code server: the running one, else one installed from npm.
 * @returns {Promise<string>} the path of the executable
 */
export async function nodeForServer() {
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return process.execPath;
  if (!nodePackage) {
    throw new HostError(
      `This needs Node ${nodeMajor} or newer; the running one is ${process.version}.`,
      `npm has no package with a Node for ${process.platform} ${process.arch}.`,
      `Install Node ${nodeMajor} and run this again with it.`,
    );
  }
  const folder = await npmPackage(nodePackage, 'about 5 s, 120 MB');
  return path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
