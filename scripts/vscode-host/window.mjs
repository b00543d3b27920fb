import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { hostSettings } from './host-settings.mjs';
import { openPage } from './page.mjs';
import { HostError, say } from './report.mjs';
import { startServer } from './server.mjs';
import { windowUrl } from './url.mjs';

/**
 * @typedef {object} WindowRequest
 * @property {string} folder to open
 * @property {string} extension folder of the extension to load
 * @property {'node' | 'web'} host where it runs
 * @property {number} [port] a free one by default
 * @property {string} [file] to open
 */

/**
 * Starts a server that shows a window with the extension, and returns the window's address.
 * @param {WindowRequest} request
 * @returns {Promise<string>}
 */
export async function openWindow({ folder, extension, host, port, file }) {
  const server = await startServer({ port, settings: await hostSettings([extension], host) });
  return windowUrl({ port: server.port, folder, extensions: [extension], host, file });
}

/** How long the extension may take to tell of a file, in milliseconds. */
const patience = 60_000;

/**
 * Writes a picture of a window with the extension.
 * @param {WindowRequest & { picture: string, wait: number }} request `wait` in milliseconds after the window is there and the
 * extension has told of the file
 * @returns {Promise<void>}
 */
export async function takePicture({ picture, wait, ...request }) {
  const [url, { page }] = await Promise.all([openWindow(request), openPage()]);
  await page.goto(url);
  const ready = request.file ? '.editor-instance' : '.monaco-workbench .explorer-folders-view .monaco-list-row';
  await page.waitForSelector(ready, { timeout: 60_000 }).catch(() => {
    throw new HostError('The window did not come up within 60 s.', `${ready} is not on the page.`, `Open ${url} in a browser.`);
  });
  if (request.file && !(await tellsOf(page))) say(`Exemplar has said nothing of ${request.file} so far; the picture is taken as it is`);
  await page.waitForTimeout(wait);
  await mkdir(path.dirname(picture), { recursive: true });
  await page.screenshot({ path: picture, animations: 'disabled' });
  say(`wrote ${picture}`);
}

/**
 * Waits until the extension has told what it makes of the open file: the language status says so, whatever there is to find.
 * Files of other languages have none.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<boolean>} whether it has, or has nothing to tell
 */
function tellsOf(page) {
  return page
    .waitForFunction(
      () => {
        const language = document.querySelector('[id="status.editor.mode"]')?.textContent?.trim();
        if (!language) return false;
        if (language !== 'JSON Lines') return true;
        const told = document.querySelector('[id="status.languageStatus"]')?.getAttribute('aria-label') ?? '';
        return /\bexamples?\b|Not training data|is not running/.test(told) && !/still to check/.test(told);
      },
      undefined,
      { timeout: patience },
    )
    .then(
      () => true,
      () => false,
    );
}
