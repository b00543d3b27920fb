import { cleanUpAll, cleanUpOnSignals, isEnding } from './cleanup.mjs';
import { complain } from './report.mjs';

/**
 * Runs a script's main function, cleans up whatever happens, and ends the process with its exit code. Not by falling off the
 * end: a download site that does not answer, say, would hold the process open for as long as it likes.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  cleanUpOnSignals();
  const code = await main().catch((error) => {
    // The signal's handler ends this process when it is done.
    if (isEnding()) return new Promise(() => {});
    complain(error);
    return 1;
  });
  await cleanUpAll();
  process.exit(code);
}
