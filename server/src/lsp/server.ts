import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../shared/protocol';
import type { Host } from './host';
import { TextDocumentSyncKind } from './library';
import { registrations } from './registrations';
import { Session } from './session';

/** Serves one client over a connection until it is closed. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize(({ capabilities: client, initializationOptions, workspaceFolders, rootUri }: InitializeParams) => {
    const session = new Session(connection, host, client, (initializationOptions ?? {}) as InitializationOptions);
    const main = workspaceFolders?.[0]?.uri ?? rootUri;
    if (main) session.mainFolder = main.endsWith('/') ? main : `${main}/`;
    session.listen();
    for (const { register } of registrations) register(session);
    connection.onShutdown(() => session.dispose());
    const capabilities: ServerCapabilities = Object.assign(
      { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true }, positionEncoding: 'utf-16' },
      ...registrations.map((each) => each.capabilities(client)),
    );
    return { capabilities, serverInfo: { name: 'Exemplar' } };
  });
  connection.listen();
}
