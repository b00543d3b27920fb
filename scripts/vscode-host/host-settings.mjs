import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The settings that make extensions run in the wanted host. The browser's VS Code reads `extensionDevelopmentKind`, but then
 * looks for it under another name, so that an extension with both entries would always run in Node.
 * @param {string[]} extensions
 * @param {'node' | 'web'} host
 * @returns {Promise<object>}
 */
export async function hostSettings(extensions, host) {
  /** @type {Record<string, string[]>} */
  const kinds = {};
  for (const extension of extensions) {
    const { publisher, name } = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
    kinds[`${publisher}.${name}`] = [host === 'web' ? 'web' : 'workspace'];
  }
  return { 'remote.extensionKind': kinds };
}
