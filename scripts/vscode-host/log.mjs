import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { repo } from './pinned.mjs';

/** How VS Code's own messages begin that say nothing about our extension: start-up steps, and modules that were not built. */
const noise = [
  'Resolving connection token',
  'Resolved connection token',
  'Creating a socket',
  'Ignoring fetching additional builtin',
  'Updating additional builtin',
  '[reconnection-grace-time]',
  '[Service Worker] registration',
  '[AgentHost:',
  '[AccountPolicyGate]',
  'Error: Could not locate the bindings file',
  "Cannot find module './build/Release/watchdog'",
  'Canceled: Canceled',
];

/**
 * Opens `out/<name>.log` for what a window says while tests run; what comes from the tests and the extension is printed too.
 * @param {string} name
 * @param {(text: string) => string} improve what makes a text more readable
 * @returns {Promise<{ fromVscode: (level: string, args: unknown[]) => void, fromBrowser: (message: import('playwright-core').ConsoleMessage) => void }>}
 */
export async function openLog(name, improve) {
  const file = path.join(repo, 'out', `${name}.log`);
  await mkdir(path.dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  return {
    fromVscode(level, args) {
      const text = improve(args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' '));
      stream.write(`[${level}] ${text}\n`);
      if (!noise.some((start) => text.startsWith(start))) process.stdout.write(`${text}\n`);
    },
    fromBrowser(message) {
      // What VS Code logs comes here a second time, in colours.
      if (!message.text().startsWith('%c')) stream.write(`[browser ${message.type()}] ${message.text()}\n`);
    },
  };
}
