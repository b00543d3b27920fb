import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanup } from './cleanup.mjs';
import { openEndpoint } from './endpoint.mjs';
import { hostSettings } from './host-settings.mjs';
import { requests } from './input.mjs';
import { openLog } from './log.mjs';
import { openPage } from './page.mjs';
import { HostError } from './report.mjs';
import { startServer } from './server.mjs';
import { sourcePlaces } from './stack.mjs';
import { windowUrl } from './url.mjs';

/** The file in the opened folder that tells the tests where the page's endpoint is; a file can be read in both hosts. */
const endpointFile = path.join('.vscode', 'page.json');

/**
 * Opens a window whose extension host runs the tests, and returns their exit code.
 * @param {{ extensions: string[], tests: string, host: 'node' | 'web', folder: string | undefined }} what
 * @param {number} limit in seconds; after it the run fails, whatever it is doing
 * @returns {Promise<number>}
 */
export async function runInPage({ extensions, tests, host, folder }, limit) {
  const [server, { page }] = await Promise.all([startServer({ settings: await hostSettings(extensions, host) }), openPage()]);
  if (folder) {
    const { url } = await openEndpoint(page);
    const file = path.join(folder, endpointFile);
    await writeFile(file, JSON.stringify({ url })).catch(() => {
      throw new HostError(
        `${file} could not be written.`,
        'It tells the tests how to type and to take screenshots.',
        `Give the folder that is opened a .vscode folder.`,
      );
    });
    cleanup(() => rm(file, { force: true }));
  }

  const logName = `vscode-${host}`;
  const log = await openLog(logName, sourcePlaces(tests, host));
  page.on('console', log.fromBrowser);

  /** @type {(code: number) => void} */
  let finish = () => {};
  /** @type {Promise<number>} */
  const code = new Promise((resolve) => {
    finish = resolve;
  });
  // VS Code looks for these two on the page: what the tests print, and how they ended.
  await page.exposeFunction('codeAutomationLog', log.fromVscode);
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ result) => finish(result));

  const trouble = new Promise((_, reject) => {
    /** @param {string} what @param {string} why */
    const fail = (what, why) => reject(new HostError(what, why, `Look at out/screenshots/trouble.png and out/${logName}.log.`));
    page.on('crash', () => fail('The page crashed.', 'The browser ran out of memory, or failed.'));
    page.on('close', () => fail('The page was closed.', 'The browser ended.'));
    const timer = setTimeout(
      () => fail(`The tests did not end within ${limit} s.`, 'A test waits for ever, or VS Code or the extension did not start.'),
      limit * 1000,
    );
    cleanup(async () => clearTimeout(timer));
  });
  const window = page.goto(windowUrl({ port: server.port, folder, extensions, tests, host }));
  try {
    return await Promise.race([window.then(() => code), trouble]);
  } catch (error) {
    await requests.screenshot?.(page, { name: 'trouble' }).catch(() => {});
    throw error;
  }
}
