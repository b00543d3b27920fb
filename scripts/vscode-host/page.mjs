import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { cleanup } from './cleanup.mjs';

const alwaysArgs = [
  // Everything comes from this machine; whatever VS Code would fetch from elsewhere must fail here, not on other machines.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-pings'],
];

/**
 * Starts a headless browser with one empty page of the size of a usual screen.
 * @returns {Promise<{ page: import('playwright-core').Page, close: () => Promise<void> }>}
 */
export async function openPage() {
  const browser = await findBrowser();
  const running = await chromium.launch({
    executablePath: browser.executablePath,
    args: [...alwaysArgs, ...browser.args],
    env: { .../** @type {Record<string, string>} */ (process.env), ...browser.env },
    // Signals are ours to handle: the server and temporary folders have to go as well.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const close = cleanup(() => running.close());
  const page = await running.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  return { page, close };
}
