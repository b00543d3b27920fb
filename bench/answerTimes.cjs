// Loaded before a server: how long each edit took it, from when it had read the change until it had written the diagnostics, in
// milliseconds; written to its fourth stream at its end.
const { writeSync } = require('node:fs');

const times = [];
let received;

const { parse } = JSON;
JSON.parse = (...args) => {
  const value = parse(...args);
  if (value?.method === 'textDocument/didChange') received = performance.now();
  return value;
};
const { stdout } = process;
const write = stdout.write.bind(stdout);
stdout.write = (chunk, ...args) => {
  const isTaken = write(chunk, ...args);
  if (received !== undefined && chunk.includes('"kind":"full"')) {
    times.push(performance.now() - received);
    received = undefined;
  }
  return isTaken;
};
process.on('exit', () => writeSync(3, times.join('\n')));
