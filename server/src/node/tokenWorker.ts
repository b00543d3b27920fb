import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { type CountRequest, createCountingService } from '../core/tokens/counting';
import { giveWay } from './giveWay';

// A thread beside the server's that only counts. Its vocabularies lie beside its bundle.
const answer = createCountingService((name) => readFile(path.join(__dirname, 'vocabularies', `${name}.bin`)));

giveWay();
parentPort?.on('message', async (request: CountRequest) => parentPort?.postMessage(await answer(request)));
