import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { corpus } from './corpus.mjs';
import { median, row, show } from './statistics.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Checking a file from disk by the command line, against reading it and parsing its lines. */
export async function fromDisk({ diskMegabytes, runs }) {
  const file = here('../out/bench/disk.jsonl');
  write(file, diskMegabytes * 1e6);
  const ratios = [];
  const peaks = [];
  const checks = [];
  const floors = [];
  try {
    for (let run = 0; run < runs; run++) {
      const floor = measure(here('floor.mjs'), [file]);
      const check = measure(here('../dist/cli.js'), ['check', file]);
      floors.push(floor.milliseconds);
      checks.push(check.milliseconds);
      ratios.push(check.milliseconds / floor.milliseconds);
      peaks.push(check.peak);
    }
  } finally {
    rmSync(file);
  }
  const detail = `${show(median(checks))} ms against ${show(median(floors))} ms, start-up included`;
  return [
    row('B8', `check ${diskMegabytes} MB from disk ÷ read and \`JSON.parse\` every line`, ratios, { most: 1.6 }, detail),
    row('B8', 'peak memory of that, MB', peaks, { most: 250 }),
  ];
}

function measure(script, args) {
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--require', here('peakMemory.cjs'), script, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const milliseconds = performance.now() - start;
  if (run.status !== 0) throw new Error(`${script} ended with ${run.status}: ${run.stderr}${run.stdout.slice(0, 2000)}`);
  return { milliseconds, peak: Number(run.stderr.match(/peak (\d+)/)?.[1]) / 1000 };
}

// A number at the start of each line's first text makes lines that are written again into lines of their own.
function write(file, bytes) {
  mkdirSync(here('../out/bench'), { recursive: true });
  const lines = corpus(Math.min(bytes, 20e6));
  const handle = openSync(file, 'w');
  for (let size = 0, round = 0; size < bytes; round++) {
    const text = lines.map((line, index) => line.replace('"content":"', `"content":"${round}.${index} `)).join('\n');
    size += writeSync(handle, `${text}\n`);
  }
  closeSync(handle);
}
