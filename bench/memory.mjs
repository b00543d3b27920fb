import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { corpus } from './corpus.mjs';
import { shippedServer, startServer } from './server.mjs';
import { row, show } from './statistics.mjs';

/** The memory of the server with a document open and checked, some seconds later. */
export async function memory({ megabytes, runs }) {
  const text = corpus(megabytes * 1e6).join('\n');
  const bytes = Buffer.byteLength(text);
  const ratios = [];
  let empty = 0;
  for (let run = 0; run < runs; run++) {
    const server = await startServer(shippedServer);
    await server.open('{}');
    await server.diagnostics();
    empty = residentBytes(server.pid);
    await server.stop();
    const other = await startServer(shippedServer);
    await other.open(text);
    await other.diagnostics();
    await setTimeout(3000);
    ratios.push(residentBytes(other.pid) / bytes);
    await other.stop();
  }
  return [
    row(
      'B7',
      `memory of the server with ${megabytes} MB open ÷ file size`,
      ratios,
      { most: 3 },
      `of which ${show(empty / 1e6)} MB with nothing open`,
    ),
  ];
}

function residentBytes(pid) {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
