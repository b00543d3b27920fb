import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

/** The server as it ships; `npm run build` makes it. */
export const shippedServer = fileURLToPath(new URL('../dist/server.js', import.meta.url));
/** A server as others are built: see `peerServer.mjs`. */
export const peerServer = fileURLToPath(new URL('peerServer.mjs', import.meta.url));

const textDocument = { uri: 'file:///bench.jsonl' };

/** Starts a server, in this Node or another, and talks to it over its standard streams, as editors do; where `isTimed` it times its edits itself. */
export async function startServer(script, { node = process.execPath, isTimed = false } = {}) {
  const timing = isTimed ? ['--require', fileURLToPath(new URL('answerTimes.cjs', import.meta.url))] : [];
  const child = spawn(node, [...timing, script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit', isTimed ? 'pipe' : 'ignore'] });
  const ended = once(child, 'close');
  let times = '';
  child.stdio[3]?.on('data', (chunk) => {
    times += chunk;
  });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  await connection.sendNotification('initialized', {});
  let version = 1;
  let status;
  let onStatus = () => undefined;
  connection.onNotification('exemplar/fileStatus', (told) => {
    status = told;
    onStatus();
  });
  const ask = (method, more = {}) => connection.sendRequest(method, { textDocument, ...more });
  return {
    pid: child.pid,
    ask,
    diagnostics: async () => (await ask('textDocument/diagnostic')).items,
    open: (text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, languageId: 'jsonl', version, text } }),
    type: (line, character, text) => {
      const at = { line, character };
      version += 1;
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { ...textDocument, version },
        contentChanges: [{ range: { start: at, end: at }, text }],
      });
    },
    /** Resolves when the tokens of all examples are counted. */
    counted: () =>
      new Promise((resolve) => {
        onStatus = () => {
          if (status && status.pending === 0 && status.examples > 0 && status.tokens?.counted >= status.examples) resolve();
        };
        onStatus();
      }),
    /** What each edit took it by its own clock, in milliseconds; once it has ended. */
    times: () => times.split('\n').map(Number),
    /** Resolves when it has ended, and with it what it does at its end. */
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      await ended;
    },
  };
}

/** How long something takes that is waited for, in milliseconds. */
export async function waited(call) {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
