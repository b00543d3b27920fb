import type { CountReply } from '../core/tokens/counting';
import type { CountingPort } from '../lsp/tokenCounts';
import type { CountingFailure, CountingWanted } from '../shared/countingWorker';

/** Lets the client start the worker that counts, and talks to it. */
export function countingWorker(client: MessagePort): CountingPort {
  const { port1, port2 } = new MessageChannel();
  client.postMessage('count' satisfies CountingWanted, [port2]);
  return {
    post: (request) => port1.postMessage(request, request.utf8 ? [request.utf8.buffer] : []),
    onReply: (listener) => {
      port1.onmessage = ({ data }: MessageEvent<CountReply>) => listener(data);
    },
    onError: (listener) => {
      client.onmessage = ({ data }: MessageEvent<CountingFailure>) => listener(new Error(data.error));
    },
    dispose: () => {
      client.postMessage('no more' satisfies CountingWanted);
      port1.close();
    },
  };
}
