import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { FileBytes } from '../core/bytes/fileBytes';
import { readRows } from '../core/rows/readRows';
import type { Row } from '../core/rows/row';
import { progressText } from '../shared/readingProgress';
import { WorkDoneProgress } from './library';
import type { Session } from './session';

// Seldom enough to cost nothing, often enough to look alive.
const progressInterval = 200;
// Long enough to cost little, short enough that a key typed meanwhile is answered at once.
const sliceMilliseconds = 6;

/** How a file is read. */
export interface Reading {
  readonly size: number;
  readonly token: CancellationToken;
  /** Where progress is told, if the client wants to know. */
  readonly progress: ProgressToken | undefined;
}

/** The bytes of a file on the disk; they end early once nobody wants them any more. */
export async function* watchedBytes(session: Session, uri: string, { size, token, progress }: Reading): AsyncGenerator<Uint8Array> {
  const { connection, host, disk } = session;
  const start = host.now();
  let told = start;
  let bytes = 0;
  for await (const chunk of disk.bytes(uri)) {
    if (token.isCancellationRequested) return;
    yield chunk;
    bytes += chunk.length;
    if (progress === undefined || host.now() < told + progressInterval) continue;
    told = host.now();
    const percentage = size > 0 ? Math.min(100, Math.floor((100 * bytes) / size)) : 0;
    const message = progressText({ bytes, size, milliseconds: told - start });
    void connection.sendProgress(WorkDoneProgress.type, progress, { kind: 'report', message, percentage });
  }
}

/** The rows of a file on the disk, with turns for others in between; `told` gets what there is to know of its bytes. */
export async function* rowsOnDisk(session: Session, uri: string, reading: Reading, told: (bytes: FileBytes) => void): AsyncGenerator<Row> {
  const { now, yieldTurn } = session.host;
  let end = now() + sliceMilliseconds;
  for await (const row of readRows(watchedBytes(session, uri, reading), told)) {
    yield row;
    if (now() < end) continue;
    await yieldTurn();
    end = now() + sliceMilliseconds;
  }
}
