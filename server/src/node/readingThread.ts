import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadPiece, ReadRequest } from '../core/convert/readingService';
import type { ReadingThread } from '../lsp/host';

/** Starts a thread that reads one text; its bundle lies beside the server's. */
export function readingThread(request: ReadRequest): ReadingThread {
  const thread = new Worker(path.join(__dirname, 'readingWorker.js'));
  thread.unref();
  thread.postMessage(request);
  let failed: Error | undefined;
  let settle: { readonly take: (piece: ReadPiece) => void; readonly fail: (error: Error) => void } | undefined;
  const fail = (error: Error): void => {
    failed = error;
    settle?.fail(error);
  };
  thread.on('message', (piece: ReadPiece) => settle?.take(piece));
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', (code) => fail(new Error(`The reading thread ended with ${code}.`)));
  return {
    next: () =>
      new Promise((take, reject) => {
        if (failed) return reject(failed);
        settle = { take, fail: reject };
        thread.postMessage('next' satisfies ReadRequest);
      }),
    end: () => void thread.terminate(),
  };
}
