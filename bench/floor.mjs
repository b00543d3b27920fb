import { closeSync, openSync, readSync } from 'node:fs';

// The least that checking a file can cost: it is read in pieces, and each line is decoded and parsed.
const handle = openSync(process.argv[2], 'r');
let buffer = Buffer.allocUnsafe(1 << 20);
let members = 0;
let kept = 0;
for (;;) {
  const read = readSync(handle, buffer, kept, buffer.length - kept);
  if (read === 0) break;
  const end = kept + read;
  let start = 0;
  for (let newline = buffer.indexOf(10); newline !== -1 && newline < end; newline = buffer.indexOf(10, start)) {
    members += Object.keys(JSON.parse(buffer.utf8Slice(start, newline))).length;
    start = newline + 1;
  }
  buffer.copyWithin(0, start, end);
  kept = end - start;
  if (kept === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
}
closeSync(handle);
if (members === 0) throw new Error('the file holds no members');
