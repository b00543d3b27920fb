import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CountingPort } from '../lsp/tokenCounts';

// What it makes of a request is gone with the answer, and engines would let it fill thirty megabytes and more before they look.
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/** Starts the thread that counts; its bundle lies beside the server's. */
export function countingThread(): CountingPort {
  const thread = new Worker(path.join(__dirname, 'tokenWorker.js'), { resourceLimits });
  // The end of the server need not wait for it.
  thread.unref();
  return {
    post: (request) => thread.postMessage(request, request.utf8 ? [request.utf8.buffer] : []),
    onReply: (listener) => thread.on('message', listener),
    onError: (listener) => {
      thread.on('error', listener);
      thread.on('exit', (code) => listener(new Error(`The counting thread ended with ${code}.`)));
    },
    dispose: () => void thread.terminate(),
  };
}
