import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { corpus, seeded } from './corpus.mjs';
import { median, quantile, show } from './statistics.mjs';

const server = fileURLToPath(new URL('../dist/server.js', import.meta.url));

/** One character typed into a document, over the protocol: from sending `didChange` to having the diagnostics. */
export async function editing({ megabytes, edits }) {
  const small = await typeInto(1, edits);
  const large = await typeInto(megabytes, edits);
  const detail = `median ${show(median(large.edits))} ms; first diagnostics ${show(large.first)} ms after opening`;
  return [
    { what: `one edit in ${megabytes} MB over stdio, p99 ms`, result: show(quantile(large.edits, 0.99)), goal: '≤ 5', detail },
    {
      what: `the same ÷ 1 MB (medians)`,
      result: show(median(large.edits) / median(small.edits)),
      goal: '≤ 1.5',
      detail: `1 MB: median ${show(median(small.edits))} ms`,
    },
  ];
}

async function typeInto(megabytes, edits) {
  const lines = corpus(megabytes * 1e6);
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: 'file:///bench.jsonl' };
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument });
  const opened = performance.now();
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'jsonl', version: 1, text: lines.join('\n') },
  });
  await pull();
  const first = performance.now() - opened;
  const random = seeded(7);
  const times = [];
  for (let version = 2; version < edits + 2; version++) {
    const line = Math.floor(random() * lines.length);
    const character = 100 + Math.floor(random() * (lines[line].length - 200));
    const at = { line, character };
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument, version },
      contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
    });
    await pull();
    times.push(performance.now() - start);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  return { first, edits: times };
}
