import type * as vscode from 'vscode';
import { IPCMessageReader, IPCMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/node';
import { type Exports, start } from '../extension';
import type { ServerProcess } from './serverProcess';

/** Starts all of the extension but the server. */
export function run(context: vscode.ExtensionContext, server: ServerProcess): Exports {
  return start(context, (options) => {
    const transports = async (): Promise<MessageTransports> => {
      const process = server.next();
      if (process.pid === undefined) throw new Error('The language server could not be started.');
      // What it prints beside its messages, such as why it died; it would stand still if nobody took it.
      process.stdout?.setEncoding('utf8').on('data', (text: string) => client.outputChannel.info(text.trimEnd()));
      process.stderr?.setEncoding('utf8').on('data', (text: string) => client.outputChannel.error(text.trimEnd()));
      return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
    };
    const client = new LanguageClient('exemplar', 'Exemplar', transports, options);
    return client;
  });
}
