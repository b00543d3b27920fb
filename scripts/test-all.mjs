// Only modules of Node itself may be imported here: on a fresh clone there are no others until `npm ci` has run.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs every test, of a fresh clone too; the last line counts them.

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the kinds of tests print at their end: Node's test runner in two forms, and our own summaries. */
const counts = [/^(?:#|ℹ) (?<kind>pass|fail) (?<count>\d+)$/, /^(?<passed>\d+) passed, (?<failed>\d+) failed$/];

/**
 * Runs a script, shows what it prints, and reads how many tests passed and failed from its last words.
 * @param {readonly string[]} command
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function tests(command) {
  console.log(`\n── ${command.join(' ')}`);
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
  let totals = { passed: 0, failed: 0 };
  let line = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    process.stdout.write(text);
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const each of lines) totals = read(each, totals);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  totals = read(line, totals);
  // A script that broke must not look like one that passed.
  if ((code !== 0 || totals.passed === 0) && totals.failed === 0) totals = { ...totals, failed: 1 };
  return totals;
}

/**
 * @param {string} line
 * @param {{ passed: number, failed: number }} totals
 */
function read(line, totals) {
  const [node, ours] = counts.map((pattern) => pattern.exec(line.trim())?.groups);
  if (node) return { ...totals, [node.kind === 'pass' ? 'passed' : 'failed']: Number(node.count) };
  return ours ? { passed: Number(ours.passed), failed: Number(ours.failed) } : totals;
}

/** @param {readonly string[]} args */
function npm(args) {
  console.log(`> npm ${args.join(' ')}`);
  // Through a shell on Windows, where npm is a .cmd file.
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.log('0 passed, 1 failed');
  process.exit(1);
}

if (!existsSync(path.join(root, 'node_modules'))) npm(['ci', '--no-fund', '--no-audit']);
npm(['run', 'build']);

let passed = 0;
let failed = 0;
for (const command of [
  ['scripts/test.mjs', 'unit'],
  ['scripts/test.mjs', 'long'],
  ['scripts/test-grammar.mjs'],
  ['scripts/test-vscode.mjs'],
]) {
  const totals = await tests(command);
  passed += totals.passed;
  failed += totals.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
