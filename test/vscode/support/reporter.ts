import type { Runner, Test } from 'mocha';
import { writeFile } from './workspace.js';

/** What a run ends with; scripts/test-vscode.mjs reads it from the test workspace, which every kind of host can write to. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Prints a run as it goes and its failures at the end. Mocha's own reporters print through Node's streams or into a page,
 * and the web worker has neither.
 */
export function report(runner: Runner): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const started = Date.now();
  runner.on('suite', (suite) => {
    if (suite.title) console.log(`${indent(suite.titlePath().length)}${suite.title}`);
  });
  runner.on('pass', (test) => {
    totals.passed++;
    console.log(`${indent(depth(test))}✔ ${test.title}${test.speed === 'slow' ? ` (${test.duration} ms)` : ''}`);
  });
  runner.on('pending', (test) => {
    totals.skipped++;
    console.log(`${indent(depth(test))}- ${test.title}`);
  });
  runner.on('fail', (test, error) => {
    totals.failed++;
    console.log(`${indent(depth(test))}✘ ${test.title}`);
    failures.push(`${test.fullTitle()}\n${describeError(error)}`);
  });
  return new Promise((resolve) => {
    runner.on('end', () => {
      for (const [index, failure] of failures.entries()) console.log(`\n${index + 1}) ${failure}`);
      console.log(`\n${totals.passed} passing (${Date.now() - started} ms), ${totals.failed} failing, ${totals.skipped} pending`);
      resolve(totals);
    });
  });
}

/** Leaves the totals where the script that started the run finds them, and fails when a test did. */
export async function conclude(totals: Totals): Promise<void> {
  await writeFile('.vscode/test-totals.json', JSON.stringify(totals));
  if (totals.failed > 0) throw new Error(`${totals.failed} tests failed.`);
}

const indent = (level: number): string => '  '.repeat(level);
const depth = (test: Test): number => test.titlePath().length;

function describeError(error: Error & { actual?: unknown; expected?: unknown }): string {
  const stack = error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
  if (!('expected' in error)) return stack;
  return `${stack}\n  expected: ${JSON.stringify(error.expected, undefined, 2)}\n  actual:   ${JSON.stringify(error.actual, undefined, 2)}`;
}
