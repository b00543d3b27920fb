import { parentPort } from 'node:worker_threads';
import { createReadingService, type ReadRequest } from '../core/convert/readingService';

// A thread that reads one long text, so that the server's can answer meanwhile; whoever wants it no more ends the thread.
const answer = createReadingService();

parentPort?.on('message', (request: ReadRequest) => {
  const piece = answer(request);
  if (piece !== undefined) parentPort?.postMessage(piece);
});
