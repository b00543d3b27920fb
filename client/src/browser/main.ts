import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { start } from '../extension';
import { startWorker } from './startWorker';

/** Starts the extension in a web worker host, with the server in a worker of its own. */
export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'browser', 'server.js');
  let server: Worker | undefined;
  const end = (): void => server?.terminate();
  const transports = async (): Promise<MessageTransports> => {
    // A server that was stopped has closed its connection, but its worker lives on.
    end();
    server = await startWorker(script);
    // Not the worker itself: the language client would not know it, because VS Code has put another `Worker` in the place.
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) };
  };
  context.subscriptions.push({ dispose: end });
  start(context, (options) => new LanguageClient('exemplar', 'Exemplar', transports, options));
}
