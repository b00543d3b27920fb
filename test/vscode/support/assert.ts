/** Fails with mocha's diff of the two values. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly showDiff = true;

  constructor(
    message: string,
    readonly actual: unknown,
    readonly expected: unknown,
  ) {
    super(message);
  }
}

// Node's own assert does not exist in the web worker, where the same suites run.

/** Fails unless the value is truthy. */
export function ok(value: unknown, message = `expected something truthy, got ${show(value)}`): asserts value {
  if (!value) throw new Error(message);
}

/** Fails unless both have the same content: values that look the same as JSON are the same. */
export function equal<T>(actual: T, expected: T, message?: string): void {
  if (show(actual) === show(expected)) return;
  throw new AssertionError(message ?? `expected ${show(expected)}, got ${show(actual)}`, actual, expected);
}

/** Fails unless the text holds the part, or matches the pattern. */
export function includes(text: string, part: string | RegExp): void {
  if (typeof part === 'string' ? text.includes(part) : part.test(text)) return;
  throw new AssertionError(`expected text with ${part}, got ${text}`, text, String(part));
}

/** Waits until the check passes (returns without failing) and returns its result; fails as the last check did. */
export async function eventually<T>(check: () => T | Thenable<T>, timeout = 60_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? String(value);
}
