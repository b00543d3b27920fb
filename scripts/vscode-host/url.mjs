import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Window
 * @property {number} port of the server
 * @property {string} [folder] absolute path of the folder to open
 * @property {string[]} [extensions] absolute paths of extensions in development
 * @property {string} [tests] absolute path of the module whose `run()` is called when the window is up
 * @property {'node' | 'web'} [host] where the extensions run; as they ask for by default
 * @property {string} [file] absolute path of a file to open
 */

/**
 * The address at which the server shows such a window.
 * @param {Window} window
 * @returns {string}
 */
export function windowUrl({ port, folder, extensions = [], tests, host, file }) {
  const authority = `127.0.0.1:${port}`;
  /** @param {string} absolute */
  const remote = (absolute) => `vscode-remote://${authority}${pathToFileURL(absolute).pathname}`;
  /** @type {[string, string][]} */
  const payload = [
    ['skipWelcome', 'true'],
    ...extensions.map((path) => /** @type {[string, string]} */ (['extensionDevelopmentPath', remote(path)])),
  ];
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (host === 'web') payload.push(['extensionDevelopmentKind', 'web']);
  if (file) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder) query.set('folder', pathToFileURL(folder).pathname);
  else query.set('ew', 'true');
  return `http://${authority}/?${query}`;
}
