import { suites } from 'suites';
import { runOptions, timeout } from './support/options.js';
import { conclude, report } from './support/reporter.js';

/** Runs all suites in VS Code's Node extension host; VS Code calls this when its window is up. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout, reporter: class {} as unknown as Mocha.ReporterConstructor });
  const { grep } = await runOptions();
  if (grep) mocha.fgrep(grep);
  // What mocha does before it loads a file: puts describe and it into the global object. The files are in this bundle.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of Object.values(suites)) load();
  await conclude(await report(mocha.run()));
}
