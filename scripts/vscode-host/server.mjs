import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { cleanup } from './cleanup.mjs';
import { nodeForServer } from './node.mjs';
import { HostError } from './report.mjs';
import { temporaryFolder } from './temp.mjs';
import { vscodeServer } from './vscode.mjs';

/** How long the server may take until it listens; a loaded machine needs a few seconds. */
const patience = 60_000;

/** What keeps VS Code's welcome, assistant and update machinery out of the picture, in every window of this server. */
const quiet = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'workbench.enableExperiments': false,
  'remote.autoForwardPorts': false,
};

/**
 * Starts a VS Code server of its own (fresh user data) that listens on this machine only.
 * @param {{ port?: number, settings?: object }} [options] a free port by default; settings beyond the ones that keep it quiet
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startServer({ port = 0, settings = {} } = {}) {
  await checkFree(port);
  const node = await nodeForServer();
  const vscode = await vscodeServer();
  const data = await temporaryFolder('vscode-data');
  for (const kind of ['Machine', 'User']) {
    await mkdir(path.join(data.folder, 'data', kind), { recursive: true });
    await writeFile(path.join(data.folder, 'data', kind, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  }
  const temporary = path.join(data.folder, 'tmp');
  await mkdir(temporary);
  const child = spawn(
    node,
    [
      path.join(vscode, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      // Without the test driver the server ignores the extension to develop and the tests to run that a page asks for.
      ...['--enable-smoke-test-driver', '--disable-telemetry', '--disable-workspace-trust', '--disable-experiments'],
      ...['--server-data-dir', data.folder],
    ],
    {
      // An empty gallery: VS Code has nowhere to look for extensions or updates, so that all traffic stays here. Sockets
      // go to a temporary folder that is removed afterwards; VS Code leaves them behind.
      env: {
        ...process.env,
        EXTENSIONS_GALLERY: '{}',
        TMPDIR: temporary,
        XDG_RUNTIME_DIR: temporary,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own (POSIX), because the server starts extension hosts that must end with it.
      detached: process.platform !== 'win32',
    },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = cleanup(async () => {
    await endGroup(child, ended);
    await data.remove();
  });
  try {
    return { port: await listeningPort(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Fails when something else listens on the port; the server would not say so, nor end.
 * @param {number} port
 */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      reject(new HostError(`Port ${port} cannot be used.`, error.message, 'Choose another with --port, or leave it out.')),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(resolve));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    /** @param {string} why */
    const fail = (why) =>
      reject(
        new HostError(
          'The VS Code server did not start.',
          `${why} Its output:\n${output.trim().split('\n').slice(-15).join('\n')}`,
          'Remove the folder .vscode-host and run this again: it is then installed afresh.',
        ),
      );
    const timer = setTimeout(() => fail(`It was not listening after ${patience / 1000} s.`), patience);
    /** @param {Buffer} data */
    const read = (data) => {
      output = (output + data).slice(-20_000);
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    // Read to the end, even when nobody looks any more: a full pipe would stop the server.
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`${error.message}.`));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`It ended with ${signal ?? code}.`);
    });
  });
}

/**
 * Ends a process and those that it started, politely first.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended
 */
async function endGroup(child, ended) {
  if (child.pid === undefined) return;
  send(child.pid, 'SIGTERM');
  const timer = setTimeout(() => send(/** @type {number} */ (child.pid), 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
  // The server is gone; an extension host that hangs may still be there.
  send(child.pid, 'SIGKILL');
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}
