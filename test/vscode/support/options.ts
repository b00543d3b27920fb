import { readJson } from './workspace.js';

/** What scripts/test-vscode.mjs asks of a run, left in the test workspace because both hosts can read from it. */
export interface RunOptions {
  /** Only tests whose full title holds this. */
  grep?: string;
  /** Where the tests are meant to run. */
  host?: 'node' | 'web';
}

/** The options of this run; none where no one left any. */
export async function runOptions(): Promise<RunOptions> {
  return (await readJson<RunOptions>('.vscode/test-options.json')) ?? {};
}

/** A test fails for what it sees and not for how long that takes: a busy machine takes seconds for what else takes milliseconds. */
export const timeout = 120_000;
