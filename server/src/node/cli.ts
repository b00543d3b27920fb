#!/usr/bin/env node
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { main } from '../cli/main';
import { replaceFile } from './replaceFile';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
void main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  open: (file) => (file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 })),
  replaceFile,
  vocabulary: (encoding) => readFile(path.join(__dirname, 'vocabularies', `${encoding}.bin`)),
  version,
  colours,
}).then((code) => {
  process.exitCode = code;
});
