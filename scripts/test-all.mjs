// Only modules of Node itself may be imported here: on a fresh clone there are no others until `npm ci` has run.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs every test, of a fresh clone too; says at the end what failed, and the last line counts them.

const root = fileURLToPath(new URL('..', import.meta.url));

/** What every script prints at its end. */
const summary = /^(?<passed>\d+) passed, (?<failed>\d+) failed$/;

/** Where the scripts tell what failed and why: from a line that opens it, up to one that closes it. */
const opensFailures = /^(?:✖ failing tests:|\d+\) .*)$/;
const closesFailures = /^\d+ pass(?:ing|ed)\b/;

/**
 * Runs a script, shows what it prints, and reads from its last words how many tests passed and failed, and the lines that say why.
 * @param {readonly string[]} command
 * @returns {Promise<{ passed: number, failed: number, failures: readonly string[] }>}
 */
async function tests(command) {
  console.log(`\n── ${command.join(' ')}`);
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
  let totals = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const failures = [];
  let failing = false;
  let line = '';
  const take = (/** @type {string} */ each) => {
    const found = summary.exec(each)?.groups;
    if (found) totals = { passed: Number(found.passed), failed: Number(found.failed) };
    failing = failing ? !closesFailures.test(each) : opensFailures.test(each);
    if (failing) failures.push(each);
  };
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    process.stdout.write(text);
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const each of lines) take(each);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  take(line);
  // A script that broke must not look like one that passed.
  if ((code !== 0 || totals.passed === 0) && totals.failed === 0) {
    totals = { ...totals, failed: 1 };
    failures.push(`The script ended with ${code === 0 ? 'no test passed' : `exit code ${code}`}.`);
  }
  return { ...totals, failures };
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
/** @type {string[]} */
const failures = [];
for (const command of [
  ['scripts/test.mjs', 'unit'],
  ['scripts/test.mjs', 'long'],
  ['scripts/test-grammar.mjs'],
  ['scripts/test-vscode.mjs'],
]) {
  const totals = await tests(command);
  passed += totals.passed;
  failed += totals.failed;
  if (totals.failures.length > 0) failures.push(`\n── failed in ${command.join(' ')}`, ...totals.failures);
}
// Said once more at the end: thousands of lines stand between a failure and it.
for (const each of failures) console.log(each);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
