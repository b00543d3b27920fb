import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { reasonOf } from '../../server/src/shared/errors';

/** A command that does what a message asks for, as a button of it. */
export interface WayOut {
  readonly title: string;
  readonly command: string;
}

/** The way out where the file has to be fixed first. */
export const fixFirst: WayOut = { title: 'Fix Training File…', command: 'exemplar.fixFile' };

/** Something that the user can mend; the message says what happened, why, and what to do. */
export class UserError extends Error {
  readonly wayOut: WayOut | undefined;

  constructor(message: string, wayOut?: WayOut) {
    super(message);
    this.wayOut = wayOut;
  }
}

/** Wraps a command so that its failure reaches the user, with a way to the log where the failure is ours. */
export function reported<Args extends unknown[], Result>(
  client: BaseLanguageClient,
  run: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result | undefined> {
  return async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      // Not awaited: whoever started the command must not wait until the message is read.
      if (error instanceof UserError) void warn(error);
      else void tell(client, error);
      return undefined;
    }
  };
}

async function warn({ message, wayOut }: UserError): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(message, ...(wayOut ? [wayOut.title] : []));
  if (wayOut && chosen === wayOut.title) await vscode.commands.executeCommand(wayOut.command);
}

async function tell(client: BaseLanguageClient, error: unknown): Promise<void> {
  const message = reasonOf(error);
  client.error(message, error, false);
  const showLog = 'Show Log';
  const restart = 'Restart Language Server';
  const chosen = await vscode.window.showErrorMessage(
    `Exemplar could not do this: ${message} If a restart of its language server does not help, the log says more.`,
    restart,
    showLog,
  );
  if (chosen === showLog) client.outputChannel.show();
  if (chosen === restart) await vscode.commands.executeCommand('exemplar.restartServer');
}
