import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { main } from '../cli/main';
import { whyUnwritable } from '../cli/writing';
import { stopOnSignals } from './interruption';
import { createProgressLine } from './progressLine';
import { createFile, replaceFile } from './replaceFile';
import { textFilesBelow } from './textFiles';

// A reader that has seen enough (`| head`) closes the pipe. The check goes on for the sake of its exit code.
let isRead = true;
let isLost = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  isRead = false;
  if (error.code === 'EPIPE' || isLost) return;
  // Some of what was to be read is nowhere, whatever the work came to; this may be known only after its end.
  isLost = true;
  process.exitCode = 2;
  process.stderr.write(`exemplar: standard output: ${whyUnwritable(error)}\n`);
});

const interruption = stopOnSignals();
const isStopped = (): boolean => interruption.exitCode() !== undefined;
const progress = process.stderr.isTTY
  ? createProgressLine(
      (text) => process.stderr.write(text),
      () => performance.now(),
    )
  : undefined;

const openFile = (file: string): AsyncIterable<Uint8Array> => {
  const bytes = interruption.reading(file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 }));
  const size = stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return progress ? progress.follow(bytes, file === '-' ? 'standard input' : file, size) : bytes;
};

const isTerminal = process.stdout.isTTY === true;
void main(process.argv.slice(2), {
  // Whoever stops it wants to read no more: neither half a result nor that reading failed.
  out: (text) => {
    if (!isRead || isStopped()) return;
    progress?.clear();
    process.stdout.write(text);
  },
  outTaken: async () => {
    // Without a drain the pipe was closed, and nothing more goes out.
    if (isRead && process.stdout.writableNeedDrain) await once(process.stdout, 'drain').catch(() => undefined);
  },
  err: (text) => {
    if (isStopped()) return;
    progress?.clear();
    process.stderr.write(text);
  },
  open: openFile,
  textFilesBelow,
  replaceFile: (file, pieces) => replaceFile(file, interruption.writing(pieces)),
  createFile: (file, pieces, force, before) => createFile(file, interruption.writing(pieces), force, before),
  vocabulary: (encoding) => readFile(path.join(__dirname, 'vocabularies', `${encoding}.bin`)),
  today: () => new Date().toISOString().slice(0, 10),
  version,
  colours: isTerminal && !process.env.NO_COLOR,
  isTerminal,
}).then((code) => {
  if (isStopped()) process.stderr.write('exemplar: stopped. No file was left half-written.\n');
  process.exitCode = interruption.exitCode() ?? (isLost ? 2 : code);
});
