import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The answer to a request that was overtaken by an edit: the client asks again. */
export function contentModified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document changed while the answer was made.');
}

/**
 * Wraps a request handler so that one failure costs one answer: errors are written to the client's log with the request's
 * name, the request gets `fallback`, and a cancelled one says so.
 */
export function guarded<Params, Result>(
  connection: Connection,
  name: string,
  fallback: Result,
  handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>> {
  return async (params, token) => {
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    try {
      const result = await handler(params, token);
      return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled') : result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      connection.console.error(`${name}: ${describeError(error)}`);
      return fallback;
    }
  };
}

/** An error with its stack, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
