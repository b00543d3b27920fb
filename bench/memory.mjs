import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { corpus } from './corpus.mjs';
import { shippedServer, startServer } from './server.mjs';
import { row, show, spread } from './statistics.mjs';

// By then the worker that counted is ended, and what was needed meanwhile given back.
const leisure = 70_000;

/** The memory of the server with a document open, checked and counted, and a minute later; not often, because it is much the same. */
export async function memory({ megabytes, runs }) {
  const text = corpus(megabytes * 1e6).join('\n');
  const bytes = Buffer.byteLength(text);
  const ratios = [];
  const busy = [];
  let empty = 0;
  for (let run = 0; run < Math.min(runs, 3); run++) {
    const server = await startServer(shippedServer);
    await server.open('{}');
    await server.diagnostics();
    empty = residentBytes(server.pid);
    await server.stop();
    const other = await startServer(shippedServer);
    await other.open(text);
    await other.diagnostics();
    await other.counted();
    busy.push(residentBytes(other.pid) / bytes);
    await setTimeout(leisure);
    ratios.push(residentBytes(other.pid) / bytes);
    await other.stop();
  }
  return [
    row(
      'B7',
      `memory of the server with ${megabytes} MB open ÷ file size`,
      ratios,
      { most: 3 },
      `${spread(busy)} when its tokens have just been counted; ${show(empty / 1e6)} MB with nothing open`,
    ),
  ];
}

function residentBytes(pid) {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
