import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { type Files, failure, inPieces, nothingCounted, nothingWritten, type Run, runOn } from '../support/commandLine';
import { threeWords } from '../support/tokenizer';

const line = (question: string, more: object = {}) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: 'Yes.' },
    ],
    ...more,
  });
const ten = Array.from({ length: 10 }, (_, index) => line(`Is it ${index}?`));

/** Runs the command line over files in memory, whose paths begin at the current folder. */
function run(files: Files, ...argv: string[]): Promise<Run> {
  return runOn(files, (io) => main(argv, io), {
    async *open(file) {
      const content = files[file === '-' ? file : path.relative('.', path.resolve(file)).replaceAll(path.sep, '/')];
      if (content === 'locked') throw failure('EACCES', file);
      yield* inPieces(file, content);
    },
    createFile: nothingWritten.createFile,
    ...nothingCounted,
  });
}

async function found(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const { out, err } = await run(files, 'check', '--format', 'json', ...argv);
  const report: { files: { path: string; target: string; findings: { line: number; rule: string; severity: string }[] }[] } =
    JSON.parse(out);
  const said = report.files.flatMap((file) =>
    file.findings.map(({ line: at, rule, severity }) => `${file.path}:${at} ${severity} ${rule}`),
  );
  return { said, err, targets: report.files.map(({ target }) => target) };
}

test('the nearest project file above a file holds for it, and flags win over it', async () => {
  const files = {
    'exemplar.json': '{ "target": "together", "rules": { "blank-line": "off" } }',
    'data/a.jsonl': [...ten, '', ...ten.slice(0, 1)].join('\n'),
    'data/mistral/exemplar.json': '// Ours.\n{ "target": "mistral", }',
    'data/mistral/a.jsonl': [...ten, '', line('?')].join('\n'),
  };
  const { said, targets, err } = await found(files, 'data/a.jsonl', 'data/mistral/a.jsonl');
  assert.equal(err, '');
  assert.deepEqual(targets, ['together', 'mistral']);
  assert.deepEqual(said, ['data/a.jsonl:12 warning duplicate-example', 'data/mistral/a.jsonl:11 warning blank-line']);
  assert.deepEqual((await found(files, 'data/a.jsonl', '--target', 'azure')).targets, ['azure']);
});

test('what cannot be obeyed is said once, with its place, and the rest is obeyed', async () => {
  const files = {
    'exemplar.json':
      '{\n  "target": "togehter",\n  "rules": { "blank-line": "off", "blank-lin": "off" },\n  "pairs": [{ "training": "a.jsonl", "validation": "b.jsonl" }]\n}',
    'a.jsonl': [...ten, '', line('?')].join('\n'),
    'c.jsonl': [...ten, '', line('?')].join('\n'),
  };
  const { said, targets, err } = await found(files, 'a.jsonl', 'c.jsonl');
  assert.deepEqual(said, []);
  assert.deepEqual(targets, ['openai', 'openai']);
  assert.deepEqual(
    err.split('\n').map((each) => each.replace(/(passed over|b\.jsonl`)\. /, '… ')),
    [
      'exemplar: exemplar.json:2:13: There is no target `togehter`, so it is … Did you mean `together`?',
      'exemplar: exemplar.json:3:35: There is no rule `blank-lin`, so it is … Did you mean `blank-line`?',
      'exemplar: exemplar.json:4:52: There is no file `… Paths begin at the folder of this file: mend it, or create the file.',
      '',
    ],
  );
});

test('a line that stands in both files of a pair is found in both, with a link', async () => {
  const files = {
    'data/x-train.jsonl': [...ten, line('Both?')].join('\n'),
    'data/x-val.jsonl': [line('Other?'), line('Both?', { messages: JSON.parse(line('Both?')).messages })].join('\n'),
  };
  assert.deepEqual((await found(files, 'data/x-train.jsonl', 'data/x-val.jsonl')).said, [
    'data/x-train.jsonl:11 warning validation-leak',
    'data/x-val.jsonl:2 warning validation-leak',
  ]);
  assert.match((await run(files, 'check', 'data/x-train.jsonl')).out, /^ +│? *= data\/x-val\.jsonl:2: The same example/m);
  assert.equal((await run(files, 'fix', 'data/x-train.jsonl', '--write', '--all')).written['data/x-train.jsonl'], ten.join('\n'));
});

test('files are compared that only the project file calls a pair', async () => {
  const files = {
    'data/exemplar.json': '{ "pairs": [{ "training": "learn.jsonl", "validation": "../held/out.jsonl" }] }',
    'data/learn.jsonl': [...ten, line('Both?')].join('\n'),
    'held/out.jsonl': line('Both?'),
  };
  assert.deepEqual((await found(files, 'data/learn.jsonl')).said, ['data/learn.jsonl:11 warning validation-leak']);
});

test('another file that cannot be read is said once and costs nothing else', async () => {
  const files = { 'x-train.jsonl': ten.join('\n'), 'x-validation.jsonl': 'locked' };
  const { said, err } = await found(files, 'x-train.jsonl', 'x-train.jsonl');
  assert.deepEqual(said, []);
  assert.equal(err, 'exemplar: x-validation.jsonl: you may not read this file: check its permissions, so nothing is compared with it\n');
});

test('a few examples are enough to measure with', async () => {
  const files = { 'x-train.jsonl': ten.join('\n'), 'x-test.jsonl': line('?') };
  assert.deepEqual((await found(files, 'x-test.jsonl')).said, []);
  assert.deepEqual((await found({ 'x-test.jsonl': line('?') }, 'x-test.jsonl')).said, ['x-test.jsonl:1 error too-few-examples']);
});

test('the shape of a project holds for every training file, and logs are left alone', async () => {
  const files = {
    'exemplar.json': '{ "shape": "chat" }',
    'a.jsonl': Array.from({ length: 10 }, (_, index) => `{"prompt":"${index}","completion":"x"}`).join('\n'),
    'log.jsonl': '{"level":"info"}',
  };
  const { said } = await found(files, 'a.jsonl', 'log.jsonl');
  assert(said.includes('a.jsonl:1 error mixed-shapes'));
  assert(said.every((each) => each.startsWith('a.jsonl')));
});

test('tokens are counted by the tokenizer of the project file, and the sum says so', async () => {
  const pair = '{"prompt":"hello world","completion":"again"}';
  const project = '{ "target": "together", "tokenizer": "../models/tokenizer.json" }';
  const files = { 'data/exemplar.json': project, 'models/tokenizer.json': threeWords, 'data/a.jsonl': `${pair}\n${pair}\n` };
  const model = ['--model', 'meta-llama/Llama-3.3-70B-Instruct-Reference'];
  const { out } = await run(files, 'check', 'data/a.jsonl', ...model);
  assert.match(out, /^data\/a\.jsonl: 6 tokens by \.\.\/models\/tokenizer\.json$/m);
  const { out: json } = await run(files, 'check', 'data/a.jsonl', '--format', 'json', ...model);
  const [{ tokens, tokenizer }] = JSON.parse(json).files;
  assert.deepEqual({ tokens, tokenizer }, { tokens: 6, tokenizer: '../models/tokenizer.json' });
});

test('a tokenizer that cannot be used is told once', async () => {
  const line = '{"prompt":"hello world","completion":"again"}';
  const files = {
    'exemplar.json': '{ "target": "together", "tokenizer": "tokenizer.json" }',
    'tokenizer.json': '{',
    'a.jsonl': `${line}\n${line}\n`,
  };
  const { err } = await run(files, 'check', 'a.jsonl', '--model', 'meta-llama/Llama-3.3-70B-Instruct-Reference');
  assert.equal(err.split('the tokenizer tokenizer.json cannot be used: it is no JSON').length, 2);
});
