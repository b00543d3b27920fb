import * as vscode from 'vscode';
import type { CountingFailure, CountingWanted, VocabularyFile, VocabularyWanted } from '../../../server/src/shared/countingWorker';
import { reasonOf } from '../../../server/src/shared/errors';
import { startWorker } from './startWorker';

/** Starts a worker that counts whenever the server asks for one through the port. */
export interface CountingWorkers extends vscode.Disposable {
  /** To be handed over to the server. */
  readonly port: MessagePort;
}

/** The counting workers of one server; `scripts` is the folder of the bundles, `vocabularies` that of the vocabularies. */
export function offerCounting(scripts: vscode.Uri, vocabularies: vscode.Uri): CountingWorkers {
  const { port1, port2 } = new MessageChannel();
  let worker: Worker | undefined;
  let starts = 0;
  const stop = (): void => {
    starts += 1;
    worker?.terminate();
    worker = undefined;
  };
  const fail = (error: unknown): void => {
    const failure: CountingFailure = { error: reasonOf(error) };
    port1.postMessage(failure);
  };
  const start = async (server: MessagePort): Promise<void> => {
    stop();
    const own = starts;
    const started = await startWorker(vscode.Uri.joinPath(scripts, 'tokenWorker.js'));
    // Another one was wanted meanwhile, or none any more.
    if (own !== starts) return started.terminate();
    worker = started;
    worker.onerror = ({ message }) => fail(message);
    worker.onmessage = async ({ data, ports: [reply] }: MessageEvent<VocabularyWanted>) => {
      const uri = vscode.Uri.joinPath(vocabularies, `${data.vocabulary}.bin`);
      const file: VocabularyFile = await readFile(uri).catch((error) => ({ error: `${uri} could not be read: ${error}` }));
      reply?.postMessage(file);
    };
    worker.postMessage(undefined, [server]);
  };
  port1.onmessage = ({ data, ports: [server] }: MessageEvent<CountingWanted>) => {
    if (data === 'no more') stop();
    else if (server) start(server).catch(fail);
  };
  return {
    port: port2,
    dispose: () => {
      stop();
      port1.close();
    },
  };
}

async function readFile(uri: vscode.Uri): Promise<VocabularyFile> {
  return { bytes: await vscode.workspace.fs.readFile(uri) };
}
