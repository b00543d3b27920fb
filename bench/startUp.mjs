import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { nodeForServer } from '../scripts/vscode-host/node.mjs';
import { hostFolder, nodeMajor, nodePackage, vscodePackage } from '../scripts/vscode-host/pinned.mjs';
import { corpus } from './corpus.mjs';
import { shippedServer, startServer, waited } from './server.mjs';
import { row, show, spread } from './statistics.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// A start is short, so that whatever else the machine does tells on it.
const starts = 11;

/** From starting the server to the first diagnostics of a short file, beside a Node that does nothing; and the size of what is packaged. */
export async function startUp() {
  const text = corpus(1e6).slice(0, 100).join('\n');
  const rows = [];
  for (const { node, name } of await runtimes()) {
    const served = [];
    const empty = [];
    for (let run = 0; run <= starts; run++) {
      const emptyTime = await waited(() => once(spawn(node, ['-e', '0'], { stdio: 'ignore' }), 'exit'));
      let server;
      const time = await waited(async () => {
        server = await startServer(shippedServer, { node });
        await server.open(text);
        await server.diagnostics();
      });
      await server.stop();
      // The first start reads the files from disk, and compiles what is kept compiled.
      if (run === 0) continue;
      served.push(time);
      empty.push(emptyTime);
    }
    const ratios = served.map((time, run) => time / empty[run]);
    rows.push(
      row('B9', `server start to first diagnostics of 100 lines${name}, ms`, served, { most: 150 }),
      row('B9', `the same ÷ an empty Node's start${name}`, ratios, { most: 2 }, `an empty Node: ${spread(empty)} ms`),
    );
  }
  const { size, largest } = packaged();
  return [...rows, row('B9', 'size of the `.vsix`, MB', [size], { most: 3 }, `largest: ${largest}`)];
}

// The Node of this bench, and that which the tests' VS Code runs in where it is another one and installed.
async function runtimes() {
  const own = { node: process.execPath, name: '' };
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor || !nodePackage || !existsSync(path.join(hostFolder, nodePackage)))
    return [own];
  const node = await nodeForServer();
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
  return [own, { node, name: ` in Node ${version}, as in ${vscodePackage.replace('@', ' ')}` }];
}

// What `.vscodeignore` lets through, compressed as the package is.
function packaged() {
  const patterns = readFileSync(`${root}.vscodeignore`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`));
  const folders = ['', 'dist/', 'dist/browser/', 'dist/vocabularies/', 'docs/rules/', 'docs/images/', 'schemas/', 'syntaxes/'];
  const files = folders.flatMap((folder) =>
    readdirSync(root + folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => folder + name),
  );
  const sizes = files
    .filter((file) => patterns.some((pattern) => pattern.test(file)))
    .map((file) => ({ file, size: deflateRawSync(readFileSync(root + file), { level: 9 }).length / 1e6 }))
    .sort((a, b) => b.size - a.size);
  const largest = sizes.slice(0, 5).map(({ file, size }) => `${file} ${show(size)}`);
  return { size: sizes.reduce((sum, { size }) => sum + size, 0), largest: largest.join(', ') };
}
