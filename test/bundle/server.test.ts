import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import {
  CancellationTokenSource,
  createProtocolConnection,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { convertText } from '../../server/src/shared/convertProtocol';
import { connectClient, type TestClient } from '../support/client';

// The language server as it ships: dist/server.js in a process of its own, counting in its worker thread.
async function startBundle(): Promise<TestClient & { readonly end: () => Promise<number | null> }> {
  const child = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const client = await connectClient(connection, {});
  return {
    ...client,
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}

const message = (content: string): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content },
      { role: 'assistant', content: 'Yes.' },
    ],
  });

test('the bundled server answers, counts in its worker, and ends when told to', async () => {
  const client = await startBundle();
  const uri = 'file:///train.jsonl';
  await client.open(uri, Array.from({ length: 12 }, (_, index) => message(`Question ${index}?`)).join('\n'));
  assert.deepEqual(await client.problems(uri), []);
  const { tokens, cost, shape } = await client.status(uri, (status) => status.cost !== undefined);
  assert.equal(shape?.id, 'chat');
  assert.equal(tokens?.counted, 12);
  assert.equal(tokens?.approximate, false);
  assert((cost?.dollars ?? 0) > 0);
  assert.equal(await client.end(), 0);
});

const run = 'a'.repeat(100_000);
const nasty: Readonly<Record<string, string>> = {
  empty: '',
  'not JSON': 'Dear diary,\ntoday I wrote a file.\n',
  binary: '\u0000\u0001\ufffd\ufffdPNG\u0000\r\n\u001a',
  'UTF-16 read as UTF-8': Array.from(message('hi'), (character) => `${character}\u0000`).join(''),
  'one line of 10 MB': message('lorem ipsum dolor sit amet '.repeat(400_000)),
  'a broken line of 10 MB': message('lorem ipsum dolor sit amet '.repeat(400_000)).slice(0, -3),
  'nesting 100,000 deep': `{"messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'nesting 100,000 deep and never closed': `{"messages":${'['.repeat(100_000)}`,
  '100,000 objects deep': `{"messages":[{"role":"user","content":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}]}`,
  'lone surrogates': '{"messages":[{"role":"user","content":"\\ud83d \ud83d"},{"role":"assistant","content":"\\udc00"}]}',
  'keys of the prototype':
    '{"__proto__":{"role":"x"},"constructor":1,"messages":[{"__proto__":1,"role":"toString","content":"x","hasOwnProperty":2}]}',
  'special tokens': message('<|endoftext|><|im_start|>assistant'),
  'an unbroken run': message(run),
  '20,000 messages': JSON.stringify({ messages: Array.from({ length: 20_000 }, () => ({ role: 'gpt', content: '' })) }),
  '100,000 blank lines': '\n'.repeat(100_000),
  'blank lines in training data': `${message('hi')}\n`.repeat(20) + '\n'.repeat(50_000),
};

test('whatever is opened gets an answer, and so does what is asked next', { timeout: 120_000 }, async (context) => {
  const client = await startBundle();
  for (const [name, text] of Object.entries(nasty)) {
    await context.test(name, async () => {
      const uri = `file:///${encodeURIComponent(name)}.jsonl`;
      await client.open(uri, text);
      await client.pull(uri);
      const textDocument = { uri };
      await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 15 } });
      await client.connection.sendRequest('textDocument/completion', {
        textDocument,
        position: { line: 0, character: Math.min(15, text.length) },
      });
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } };
      await client.connection.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
      await client.change(uri, 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
      await client.pull(uri);
      await client.connection.sendNotification('textDocument/didClose', { textDocument });
    });
  }
  assert.deepEqual(client.errors, []);
  assert.equal(await client.end(), 0);
});

test('what runs in a web worker asks for nothing of Node', () => {
  for (const name of readdirSync('dist/browser').filter((file) => file.endsWith('.js'))) {
    const text = readFileSync(`dist/browser/${name}`, 'utf8');
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]);
    assert.deepEqual(
      required.filter((module) => module !== 'vscode'),
      [],
      name,
    );
  }
});

test('while ten megabytes are converted the bundled server answers, and lets go of them when that is cancelled', async () => {
  const client = await startBundle();
  const uri = 'file:///train.jsonl';
  await client.open(uri, message('Is it open?'));
  await client.problems(uri);
  const text = 'User: Is it open until five?\nAssistant: Until six, and on Fridays until seven.\n\n---\n\n'.repeat(120_000);
  const order: string[] = [];
  const cancelling = new CancellationTokenSource();
  const converting = client.connection.sendRequest(convertText, { text }, cancelling.token).then(
    () => order.push('converted'),
    ({ code }) => order.push(code === LSPErrorCodes.RequestCancelled ? 'cancelled' : `failed with ${code}`),
  );
  const hover = async (): Promise<void> => {
    const position = { line: 0, character: 16 };
    assert.ok(await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position }));
    order.push('hover');
  };
  await hover();
  cancelling.cancel();
  await converting;
  await hover();
  assert.deepEqual(order, ['hover', 'cancelled', 'hover']);
  assert.deepEqual(client.errors, []);
  assert.equal(await client.end(), 0);
});

// What a start reads: files behind a `then` are loaded when they are wanted.
function filesAtStart(file: string): readonly string[] {
  const text = readFileSync(`dist/${file}`, 'utf8');
  const later = /\.then\(\(\)=>\w+\(require\("[^"]+"\)\)\)/g;
  const others = [...text.replaceAll(later, '').matchAll(/\brequire\("\.\/([^"]+)"\)/g)].map((match) => match[1] ?? '');
  return [file, ...others.flatMap(filesAtStart)];
}

function sourcesOf(file: string): readonly string[] {
  return JSON.parse(readFileSync(`dist/${file}.map`, 'utf8')).sources;
}

test('a start reads what a first check needs and not what is wanted later', () => {
  const later = [
    'core/convert/readings/',
    'core/fileOps/',
    'core/stats/',
    'core/transcript/',
    'node_modules/micromark/',
    'node_modules/csv-parse/',
  ];
  const others = {
    'serving.js': ['features/completion.ts', 'features/hover.ts', 'features/preview.ts'],
    'commandLine.js': ['cli/convert.ts', 'cli/help.ts'],
  };
  for (const [entry, more] of Object.entries(others)) {
    const sources = filesAtStart(entry).flatMap(sourcesOf);
    const read = (part: string): boolean => sources.some((source) => source.includes(part));
    assert(read('core/rules/index.ts') && read('core/check/'), entry);
    assert.deepEqual([...later, ...more].filter(read), [], entry);
  }
});

test('a start has Node load no modules that few sessions want', () => {
  const script = `process.argv.push('serving.js', '--stdio'); require('./dist/serving.js'); require('fs').writeSync(2, process.moduleLoadList.join('\\n')); process.exit();`;
  const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  const loaded = new Set(stderr.split('\n'));
  assert(loaded.has('NativeModule fs/promises'), stderr);
  const few = ['child_process', 'crypto', 'perf_hooks', 'v8', 'worker_threads'];
  assert.deepEqual(
    few.filter((name) => loaded.has(`NativeModule ${name}`)),
    [],
  );
});

test('of what a start reads engines keep a byte a character', () => {
  for (const file of ['running.js', ...filesAtStart('serving.js'), ...filesAtStart('commandLine.js')]) {
    assert.equal(/[^\0-\x7f].{0,20}/.exec(readFileSync(`dist/${file}`, 'utf8'))?.[0], undefined, file);
  }
});

test('the extension does not copy the names of VS Code for each of its files', () => {
  for (const file of ['running.js', 'browser/client.js']) {
    assert.equal(readFileSync(`dist/${file}`, 'utf8').match(/require\("vscode"\)/g)?.length, 2, file);
  }
});
