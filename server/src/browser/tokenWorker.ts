import { type CountRequest, createCountingService, type LoadVocabulary } from '../core/tokens/counting';
import type { VocabularyFile, VocabularyWanted } from '../shared/countingWorker';

// A web worker beside the server's that only counts. Its first message carries the port of the server.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

const loadVocabulary: LoadVocabulary = (name) =>
  new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<VocabularyFile>) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.bytes);
    };
    const wanted: VocabularyWanted = { vocabulary: name };
    scope.postMessage(wanted, [port2]);
  });

scope.onmessage = ({ ports: [server] }) => {
  const answer = createCountingService(loadVocabulary);
  if (server) server.onmessage = async ({ data }: MessageEvent<CountRequest>) => server.postMessage(await answer(data));
};
