import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { checking } from './checking.mjs';
import { counting } from './counting.mjs';
import { editing } from './editing.mjs';
import { longLines } from './longLines.mjs';
import { longRuns } from './longRuns.mjs';
import { memory } from './memory.mjs';
import { fromDisk } from './onDisk.mjs';
import { startUp } from './startUp.mjs';
import { twoWorkers } from './twoWorkers.mjs';

const usage = `Measures speed as ratios, both sides in one run: npm run bench -- [--quick] [--only B1,B4]
  --quick   smaller files and fewer runs, for a look; nothing is written
  --only    these lines alone; nothing is written`;

// Which lines of the table a measurement gives; those of one document server are measured together.
const measurements = [
  [['B1'], checking],
  [['B2', 'B3', 'B10'], editing],
  [['B4'], counting],
  [['B5'], twoWorkers],
  [['B6'], longRuns],
  [['B7'], memory],
  [['B8'], fromDisk],
  [['B9'], startUp],
  [['B11'], longLines],
];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit();
}
const only = values.only.split(',').filter((id) => id !== '');
const unknown = only.filter((id) => !measurements.some(([ids]) => ids.includes(id)));
if (unknown.length > 0) {
  console.error(`There is no line ${unknown.join(', ')} in the bench.\n${usage}`);
  process.exit(2);
}
const size = values.quick
  ? { megabytes: 10, diskMegabytes: 100, runs: 3, edits: 300 }
  : { megabytes: 50, diskMegabytes: 1000, runs: 5, edits: 1500 };

const rows = [];
for (const [ids, measure] of measurements) {
  if (only.length > 0 && !ids.some((id) => only.includes(id))) continue;
  for (const row of await measure(size)) {
    rows.push(row);
    console.log(`${row.id} ${row.what}: ${row.measured} (goal ${row.goal}) ${row.detail}`);
  }
}
rows.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));

const machine = { cores: os.cpus().length, model: os.cpus()[0]?.model.trim(), node: process.versions.node };
const table = rows.map(
  (row) => `| ${row.id} | ${row.what} | ${row.measured} | ${row.goal} | ${row.isMet ? 'yes' : 'no'} | ${row.detail} |`,
);
const text = `# Measured

${machine.cores} × ${machine.model}, Node ${machine.node}; documents of ${size.megabytes} MB of generated chat lines, ${size.runs} runs, medians with the spread in brackets.
Both sides of a ratio come from the same run. \`npm run bench\` writes this page; what the lines mean is said in \`docs/performance.md\`.

| | what | measured | goal | met | detail |
|---|---|---|---|---|---|
${table.join('\n')}
`;
if (!values.quick && only.length === 0) {
  const here = (name) => new URL(name, import.meta.url);
  await writeFile(here('results.md'), text);
  await writeFile(here('results.json'), `${JSON.stringify({ machine, size, rows }, undefined, 2)}\n`);
}
