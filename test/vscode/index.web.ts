// The browser build puts `mocha` into the global object.
import 'mocha/mocha.js';
import { suites } from 'suites';
import { runOptions, timeout } from './support/options.js';
import { conclude, report } from './support/reporter.js';

/** Runs all suites in VS Code's web worker extension host; VS Code calls this when its window is up. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout, reporter: class {} as unknown as Mocha.ReporterConstructor });
  const { grep } = await runOptions();
  if (grep) mocha.fgrep(grep);
  for (const load of Object.values(suites)) load();
  await conclude(await report(mocha.run()));
}
