import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../lsp/server';
import { countingWorker } from './countingWorker';
import { turnTaker } from './turnTaker';

// This runs in a web worker; the client's first message brings a port, and all others are the language server protocol's.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ ports: [client] }) => {
  if (!client) throw new Error('The first message to the server must carry the port through which counting is asked for.');
  startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
    startCounting: () => countingWorker(client),
    // A failure does not say which worker it was.
    countingWorkers: 1,
    yieldTurn: turnTaker(),
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
  });
};
