/** @type {Set<() => Promise<unknown>>} */
const steps = new Set();
let ending = false;

/** Whether this process was told to end and is cleaning up: what fails from now on fails because of that. */
export function isEnding() {
  return ending;
}

/**
 * Registers a step that undoes something (stop a process, remove a folder); it runs once, when called or when the process
 * is told to end, last registered first.
 * @param {() => Promise<unknown>} step
 * @returns {() => Promise<void>}
 */
export function cleanup(step) {
  steps.add(step);
  return async () => {
    if (steps.delete(step)) await step();
  };
}

/** Runs all registered steps that did not run yet; one that fails does not keep the others from running. */
export async function cleanUpAll() {
  for (const step of [...steps].reverse()) {
    steps.delete(step);
    await step().catch((error) => process.stderr.write(`[vscode-host] cleaning up: ${error}\n`));
  }
}

/** Makes this process clean up before it obeys Ctrl+C or a request to end; a second Ctrl+C ends it at once. */
export function cleanUpOnSignals() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      if (ending) process.exit(code);
      ending = true;
      void cleanUpAll().finally(() => process.exit(code));
    });
  }
}
