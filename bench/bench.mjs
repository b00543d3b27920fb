import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checking } from './checking.mjs';
import { counting } from './counting.mjs';
import { editing } from './editing.mjs';

// Speed as ratios, both sides measured in the same run: `npm run bench`, or `npm run bench -- --quick` for a look.
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const size = values.quick ? { megabytes: 10, runs: 3, edits: 60 } : { megabytes: 50, runs: 5, edits: 300 };

const rows = [];
for (const measure of [checking, editing, counting]) {
  for (const row of await measure(size)) {
    rows.push(row);
    console.log(`${row.what}: ${row.result}`);
  }
}

const table = rows.map(({ what, result, goal, detail }) => `| ${what} | ${result} | ${goal} | ${detail} |`).join('\n');
const text = `# Measured

${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${size.megabytes} MB of generated chat lines, ${size.runs} runs, medians (spread in brackets).
Both sides of a ratio come from the same run. \`npm run bench\` writes this page.

| what | measured | goal | detail |
|---|---|---|---|
${table}
`;
if (!values.quick) await writeFile(path.join(fileURLToPath(new URL('.', import.meta.url)), 'results.md'), text);
