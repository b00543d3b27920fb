/** An error that was foreseen: it is printed as its message alone, without a stack. */
export class HostError extends Error {
  /**
   * @param {string} what what went wrong
   * @param {string} why what it means or where it comes from
   * @param {string} remedy what the reader should do
   */
  constructor(what, why, remedy) {
    super(`${what}\n  why: ${why}\n  what to do: ${remedy}`);
  }
}

/**
 * Prints one line of progress, on stderr so that a script's own results on stdout stay clean.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`[vscode-host] ${text}\n`);
}

/**
 * Prints an error the way its reader needs it: foreseen ones as plain text, others with their stack.
 * @param {unknown} error
 */
export function complain(error) {
  const text = error instanceof HostError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n[vscode-host] ${text}\n`);
}
