import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { type Exports, start } from '../extension';
import { offerCounting } from './countingWorkers';
import { startWorker } from './startWorker';

/** Starts the extension in a web worker host, with the server in a worker of its own. */
export function activate(context: vscode.ExtensionContext): Exports {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const scripts = vscode.Uri.joinPath(dist, 'browser');
  let end = (): void => undefined;
  const transports = async (): Promise<MessageTransports> => {
    // A server that was stopped has closed its connection, but its worker lives on.
    end();
    const server = await startWorker(vscode.Uri.joinPath(scripts, 'server.js'));
    const counting = offerCounting(scripts, vscode.Uri.joinPath(dist, 'vocabularies'));
    server.postMessage(undefined, [counting.port]);
    end = () => {
      counting.dispose();
      server.terminate();
    };
    // Not the worker itself: the language client would not know it, because VS Code has put another `Worker` in the place.
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) };
  };
  context.subscriptions.push({ dispose: () => end() });
  return start(context, (options) => new LanguageClient('exemplar', 'Exemplar', transports, options));
}
