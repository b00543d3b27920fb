import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { corpus } from './corpus.mjs';
import { median, row, show } from './statistics.mjs';

const script = fileURLToPath(new URL('../dist/tokenWorker.js', import.meta.url));
const batchSize = 256 * 1024;
const model = { id: 'gpt-4o-mini-2024-07-18', encoding: 'o200k_base' };

/** Counting with the shipped worker in two threads against one, in the batches that the server sends. */
export async function twoWorkers({ megabytes, runs }) {
  const one = [];
  const two = [];
  const others = batchesOf(corpus(2e6, 199));
  // Twice as many runs as elsewhere: both sides need all cores of a machine that has two, so whatever else it does tells on them.
  for (let run = 0; run < 2 * runs; run++) {
    const batches = batchesOf(corpus((megabytes * 1e6) / 2, 200 + run));
    // By turns first, because the machine may become busier or quieter within a run.
    const order = run % 2 === 0 ? [1, 2] : [2, 1];
    for (const workers of order) (workers === 1 ? one : two).push(await count(batches, others, workers));
  }
  return [
    row(
      'B5',
      'two workers ÷ one',
      one.map((time, at) => time / two[at]),
      { least: 1.7 },
      `${show(median(two))} ms against ${show(median(one))} ms for ${megabytes / 2} MB`,
    ),
  ];
}

function batchesOf(lines) {
  const batches = [[]];
  let size = 0;
  for (const line of lines) {
    if (size > batchSize) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1).push(line);
    size += line.length;
  }
  return batches;
}

async function count(batches, others, workers) {
  const threads = Array.from({ length: workers }, () => new Worker(script));
  const ask = (thread, lines) =>
    new Promise((resolve, reject) => {
      thread.once('message', (reply) => ('error' in reply ? reject(new Error(reply.error)) : resolve(reply)));
      thread.postMessage({ id: 1, model, lines });
    });
  // Reading the vocabulary and compiling are no part of counting.
  for (const thread of threads) for (const batch of others) await ask(thread, batch);
  const start = performance.now();
  let next = 0;
  await Promise.all(
    threads.map(async (thread) => {
      while (next < batches.length) await ask(thread, batches[next++]);
    }),
  );
  const milliseconds = performance.now() - start;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return milliseconds;
}
