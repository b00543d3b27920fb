import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Host } from '../../server/src/lsp/host';
import { startServer } from '../../server/src/lsp/server';
import type { FileStatus, InitializationOptions } from '../../server/src/shared/protocol';
import { inThreadCounting } from './counting';

/** A client that talks to a server over its protocol. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Every `publishDiagnostics` so far. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** What the user was shown in messages. */
  readonly shown: readonly string[];
  /** Waits until a condition holds; asked whenever the server has said something. */
  readonly until: (condition: () => boolean) => Promise<void>;
  /** How often the server asked to be asked for diagnostics again. */
  readonly refreshes: () => number;
  /** What the server wrote to the log as an error. */
  readonly errors: readonly string[];
  readonly open: (uri: string, text: string) => Promise<void>;
  readonly change: (uri: string, version: number, range: Range | undefined, text: string) => Promise<void>;
  readonly pull: (uri: string, previousResultId?: string) => Promise<DocumentDiagnosticReport>;
  /** The diagnostics as "line:character rule". */
  readonly problems: (uri: string) => Promise<readonly string[]>;
  /** The next status of the file that fulfils the condition. */
  readonly status: (uri: string, wanted: (status: FileStatus) => boolean) => Promise<FileStatus>;
  readonly close: () => Promise<void>;
}

/** How the client behaves. */
export interface ClientOptions {
  /** The `exemplar` section of its settings. */
  readonly settings?: Record<string, unknown>;
  readonly capabilities?: ClientCapabilities;
  /** Files that the client reads for the server, by URI; a text of `locked` stands for one that cannot be read. */
  readonly files?: Readonly<Record<string, string>>;
  /** The URI of the workspace's folder. */
  readonly mainFolder?: string;
  /** What it hands over beside that. */
  readonly initialization?: InitializationOptions;
  /** What the server's machine has beside what every one has. */
  readonly host?: Partial<Host>;
}

/** What a present-day editor can do. */
export const modernClient: ClientCapabilities = {
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true } },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
    },
  },
};

/** Starts a server in this process and a client that is connected to it by streams. */
export async function startInProcess(options: ClientOptions = {}, startCounting = inThreadCounting): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const host: Host = {
    startCounting,
    countingWorkers: 1,
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
    today: () => '2026-11-22',
    ...options.host,
  };
  startServer(createConnection(toServer, toClient), host);
  return connectClient(createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)), options);
}

/** Makes a client of a connection to a server that waits for `initialize`. */
export async function connectClient(
  connection: ProtocolConnection,
  { settings = {}, capabilities = modernClient, files, mainFolder, initialization }: ClientOptions,
): Promise<TestClient> {
  const published: PublishDiagnosticsParams[] = [];
  const errors: string[] = [];
  const statuses: FileStatus[] = [];
  const shown: string[] = [];
  const waiting = new Set<() => void>();
  connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly unknown[] }) => items.map(() => settings));
  let refreshes = 0;
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes += 1;
    for (const check of waiting) check();
    return null;
  });
  connection.onRequest('exemplar/readFile', ({ uri }: { readonly uri: string }): object | null => {
    const text = files?.[uri];
    if (text === undefined) return null;
    return text === 'locked' ? { why: 'it is locked' } : { text };
  });
  connection.onRequest('exemplar/statFile', ({ uri }: { readonly uri: string }): object | null => {
    const text = files?.[uri];
    return text === undefined ? null : { size: new TextEncoder().encode(text).length, stamp: text };
  });
  connection.onRequest('exemplar/replaceFile', ({ uri, text }: { readonly uri: string; readonly text: string }): object => {
    if (files?.[uri] === undefined) return { why: 'it is locked' };
    Object.assign(files, { [uri]: text });
    return {};
  });
  connection.onRequest('exemplar/listFolder', ({ uri: folder }: { readonly uri: string }) =>
    Object.keys(files ?? {}).flatMap((uri) => {
      const name = uri.startsWith(folder) ? uri.slice(folder.length) : '/';
      return name.includes('/') ? [] : [decodeURIComponent(name)];
    }),
  );
  connection.onNotification('window/showMessage', ({ message }: { readonly message: string }) => {
    shown.push(message);
    for (const check of waiting) check();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onNotification('window/logMessage', ({ type, message }: { readonly type: number; readonly message: string }) => {
    if (type === 1) errors.push(message);
  });
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const check of waiting) check();
  });
  connection.onNotification('exemplar/fileStatus', (status: FileStatus) => {
    statuses.push(status);
    for (const check of waiting) check();
  });
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: mainFolder ?? null,
    capabilities,
    initializationOptions: { rulePages: 'file:///rules/', ...(files && { readsFiles: true }), ...initialization },
  });
  await connection.sendNotification('initialized', {});

  const pull = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  return {
    connection,
    initialized,
    published,
    errors,
    shown,
    refreshes: () => refreshes,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'jsonl', version: 1, text } }),
    change: (uri, version, range, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [range ? { range, text } : { text }],
      }),
    pull,
    async problems(uri) {
      const report = await pull(uri);
      return report.kind === 'full' ? report.items.map(describe) : ['unchanged'];
    },
    status: (uri, wanted) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = statuses.findLast((status) => status.uri === uri && wanted(status));
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    async close() {
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
}

/** A diagnostic as "line:character rule". */
function describe({ range, code }: Diagnostic): string {
  return `${range.start.line}:${range.start.character} ${code}`;
}
