import type { CancellationToken, Connection, DiagnosticServerCancellationData } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from './library';

/** The answer to a pull of diagnostics that was overtaken by an edit: the client keeps what it shows and asks again. */
export function overtaken(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'The document changed while the answer was made.', { retriggerRequest: true });
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
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    throwIfCancelled(token);
    try {
      const result = await handler(params, token);
      throwIfCancelled(token);
      return result;
    } catch (error) {
      // An answer too: the connection hands it on as it is.
      if (error instanceof ResponseError) throw error;
      connection.console.error(`${name}: ${describeError(error)}`);
      return fallback;
    }
  };
}

/** What is promised to a request, which fails as soon as it is cancelled. */
export function unlessCancelled<Result>(promised: Promise<Result>, token: CancellationToken): Promise<Result> {
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => reject(cancelled()));
    void promised.then(resolve, reject).finally(() => listening.dispose());
  });
}

/** The answer to a request that is not wanted any more. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

function throwIfCancelled({ isCancellationRequested }: CancellationToken): void {
  if (isCancellationRequested) throw cancelled();
}

/** An error with its stack, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
