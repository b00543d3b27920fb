import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { corpus } from './corpus.mjs';
import { shippedServer, startServer, waited } from './server.mjs';
import { row, show } from './statistics.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** From starting the server to the first diagnostics of a short file; and the size of what is packaged. */
export async function startUp({ runs }) {
  const text = corpus(1e6).slice(0, 100).join('\n');
  const times = [];
  for (let run = 0; run <= 2 * runs; run++) {
    let server;
    const time = await waited(async () => {
      server = await startServer(shippedServer);
      await server.open(text);
      await server.diagnostics();
    });
    // The first start reads the files from disk.
    if (run > 0) times.push(time);
    await server.stop();
  }
  const { size, largest } = packaged();
  return [
    row('B9', 'server start to first diagnostics of 100 lines, ms', times, { most: 150 }),
    row('B9', 'size of the `.vsix`, MB', [size], { most: 3 }, `largest: ${largest}`),
  ];
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
