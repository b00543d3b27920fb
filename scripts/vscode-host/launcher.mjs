#!/usr/bin/env node
// A stand-in for the desktop VS Code's executable, for machines that have none: `runTests` of @vscode/test-electron starts
// it with the same arguments. It opens the same VS Code in a headless browser, and ends with the exit code of the tests.
import { readArguments } from './arguments.mjs';
import { HostError } from './report.mjs';
import { runInPage } from './run-in-page.mjs';
import { runMain } from './run-main.mjs';

/** Seconds; all suites take about four minutes in one host, twice that where the machine is busy, installing apart. */
const limit = Number(process.env.EXEMPLAR_TEST_LIMIT ?? 780);

async function main() {
  const { tests, ...rest } = readArguments(process.argv.slice(2));
  if (!tests) throw new HostError('No tests were named.', 'This only runs tests.', 'Pass --extensionTestsPath=<module>.');
  return runInPage({ ...rest, tests }, limit);
}

await runMain(main);
