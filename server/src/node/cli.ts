#!/usr/bin/env node
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { main } from '../cli/main';
import { createFile, replaceFile } from './replaceFile';
import { textFilesBelow } from './textFiles';

// A reader that has seen enough (`| head`) closes the pipe. The check goes on for the sake of its exit code.
let isRead = true;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  isRead = false;
});

const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
void main(process.argv.slice(2), {
  out: (text) => {
    if (isRead) process.stdout.write(text);
  },
  outTaken: async () => {
    // Without a drain the pipe was closed, and nothing more goes out.
    if (isRead && process.stdout.writableNeedDrain) await once(process.stdout, 'drain').catch(() => undefined);
  },
  err: (text) => process.stderr.write(text),
  open: (file) => (file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 })),
  textFilesBelow,
  replaceFile,
  createFile,
  vocabulary: (encoding) => readFile(path.join(__dirname, 'vocabularies', `${encoding}.bin`)),
  today: () => new Date().toISOString().slice(0, 10),
  version,
  colours,
}).then((code) => {
  process.exitCode = code;
});
