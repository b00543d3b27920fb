import assert from 'node:assert/strict';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { reordered } from '../../server/src/cli/reordered';
import { transformRows } from '../../server/src/core/fileOps/transformRows';
import { splitRows } from '../../server/src/core/rows/row';
import { shapeById } from '../../server/src/core/shapes/index';
import { atOnce } from '../../server/src/core/work';
import { changesEdits } from '../../server/src/features/codeActions';
import { type Files, inPieces, machineWith, type Run, runOn } from '../support/commandLine';
import { applyEdits } from '../support/marked';

function run(files: Files, ...argv: string[]): Promise<Run> {
  return runOn(files, (io) => main(argv, io));
}

const line = (question: string, answer = 'Yes.'): string =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;
const many = Array.from({ length: 40 }, (_, index) => line(`Is it ${index % 30}?`, `é${'!'.repeat(index % 7)}`));

test('operations on lines write what they make, and keep marks and line breaks', async () => {
  const text = `\ufeff${line('a')}\r\n\r\n${line('b')}\n${line('a')}\r\n${line('c')}`;
  const { code, out, err } = await run({ 'a.jsonl': text }, 'transform', 'dedupe', 'a.jsonl');
  assert.equal(out, `\ufeff${line('a')}\r\n\r\n${line('b')}\n${line('c')}`);
  assert.deepEqual({ code, err }, { code: 0, err: 'exemplar: a.jsonl: 1 repeated example removed, 3 examples kept\n' });
});

test('the result goes to another file, or over the file itself', async () => {
  const files = { 'a.jsonl': line('a'), 'b.jsonl': 'mine' };
  const spaced = line('a').replaceAll(/[:,](?=["[{])/g, '$& ');
  assert.deepEqual((await run(files, 'transform', 'spacing', 'a.jsonl', '--spaced', '--write')).written, { 'a.jsonl': spaced });
  assert.deepEqual((await run(files, 'transform', 'spacing', 'a.jsonl', '--spaced', '-o', 'c.jsonl')).written, { 'c.jsonl': spaced });
  const refused = await run(files, 'transform', 'spacing', 'a.jsonl', '-o', 'b.jsonl');
  assert.deepEqual({ code: refused.code, written: refused.written }, { code: 2, written: {} });
  assert.match(refused.err, /b\.jsonl: this file is there already/);
  assert.deepEqual(Object.keys((await run(files, 'transform', 'spacing', 'a.jsonl', '-o', 'b.jsonl', '--force')).written), ['b.jsonl']);
});

test('standard input is read where once is enough', async () => {
  const { out } = await run({ '-': line('a') }, 'transform', 'system', '-', '--text', 'Be kind.');
  assert.equal(out, line('a').replace('[', '[{"role":"system","content":"Be kind."},'));
  const { code, err } = await run({ '-': line('a') }, 'transform', 'shuffle', '-');
  assert.equal(code, 2);
  assert.match(err, /reads the file more than once/);
});

test('lines are shuffled and sorted, blank ones stay where they are', async () => {
  const text = `${many.slice(0, 20).join('\n')}\n\n${many.slice(20).join('\n')}`;
  const shuffled = await run({ 'a.jsonl': text }, 'transform', 'shuffle', 'a.jsonl', '--seed', '5');
  assert.notEqual(shuffled.out, text);
  assert.deepEqual(shuffled.out.split('\n').sort(), text.split('\n').sort());
  assert.equal(shuffled.out.split('\n')[20], '');
  assert.equal((await run({ 'a.jsonl': text }, 'transform', 'shuffle', 'a.jsonl', '--seed', '5')).out, shuffled.out);
  const sorted = await run({ 'a.jsonl': text }, 'transform', 'sort', 'a.jsonl', '--by', 'characters', '--longest-first');
  const lengths = sorted.out
    .split('\n')
    .filter(Boolean)
    .map(({ length }) => length);
  assert.deepEqual(
    lengths,
    [...lengths].sort((a, b) => b - a),
  );
  const byTokens = await run({ 'a.jsonl': [line('one two three'), line('one')].join('\n') }, 'transform', 'sort', 'a.jsonl');
  assert.equal(byTokens.out, [line('one'), line('one two three')].join('\n'));
});

async function shuffledIn(size: number, io: Parameters<typeof reordered>[3]): Promise<string> {
  const { pieces } = await reordered('a.jsonl', { kind: 'shuffle', seed: 9 }, {}, io, size);
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

test('a file that does not fit into one window comes out the same', async () => {
  const text = `\ufeff${many.slice(0, 9).join('\r\n')}\n\u00a0\n\n${many.slice(9).join('\n')}`;
  const whole = await run({ 'a.jsonl': text }, 'transform', 'shuffle', 'a.jsonl', '--seed', '9');
  const { io } = machineWith({ 'a.jsonl': text });
  for (const size of [1, 300, 5000]) assert.equal(await shuffledIn(size, io), whole.out);
  // An editor makes the same of it.
  const rows = splitRows(text.slice(1));
  const shape = shapeById('chat');
  assert(shape);
  const result = atOnce(transformRows(rows, shape, { kind: 'shuffle', seed: 9 }, () => undefined));
  assert('changes' in result);
  assert.equal(whole.out, `\ufeff${applyEdits(text.slice(1), atOnce(changesEdits(rows, result.changes)))}`);
});

test('a file that is changed while it is put into another order is not written', async () => {
  const changedAfter = async (readings: number, lines: readonly string[]): Promise<void> => {
    let opened = 0;
    const open = (): AsyncIterable<Uint8Array> => inPieces('a.jsonl', (opened++ < readings ? many : lines).join('\n'));
    await assert.rejects(shuffledIn(1000, machineWith({}, { open }).io), /changed while it was read/);
  };
  // It is read once for its lines, once for its line breaks, and four times for parts of it.
  for (let readings = 1; readings < 6; readings++) await changedAfter(readings, many.slice(1));
  await changedAfter(1, [...many, line('More?')]);
  await changedAfter(1, [`${many[0]} `, ...many.slice(1)]);
});

test('lines of a record that is spread over several are not moved', async () => {
  const { code, err, out } = await run({ 'a.jsonl': `${line('a')}\n{\n}\n` }, 'transform', 'shuffle', 'a.jsonl');
  assert.deepEqual({ code, out }, { code: 2, out: '' });
  assert.match(err, /Line 2 is no JSON/);
});

test('a split writes both parts or none', async () => {
  const files = { 'data/a.jsonl': many.join('\n') };
  const { code, out, err, written } = await run(files, 'split', 'data/a.jsonl', '--validation', '25%', '--seed', '3');
  assert.equal(code, 0);
  assert.equal(out, 'data/a-train.jsonl\ndata/a-validation.jsonl\n');
  assert.match(err, /30 lines for training and 10 lines for validation with seed 3; 20 examples of equal input kept on one side/);
  assert.deepEqual(Object.values(written).join('').split('\n').filter(Boolean).sort(), [...many].sort());
  assert.deepEqual((await run(files, 'split', 'data/a.jsonl', '--validation', '25%', '--seed', '3')).written, written);
  const there = await run({ ...files, 'out/a-validation.jsonl': 'mine' }, 'split', 'data/a.jsonl', '-o', 'out');
  assert.deepEqual({ code: there.code, written: there.written }, { code: 2, written: {} });
  assert.match(there.err, /out\/a-validation\.jsonl is there already/);
});

test('both parts of a split keep the byte order mark, and a file is no folder for them', async () => {
  const { written } = await run({ 'a.jsonl': `\ufeff${many.join('\n')}` }, 'split', 'a.jsonl');
  assert.deepEqual(
    Object.values(written).map((text) => [text.startsWith('\ufeff{'), text.lastIndexOf('\ufeff')]),
    [
      [true, 0],
      [true, 0],
    ],
  );
  const files = { 'a.jsonl': many.join('\n') };
  const { io, said } = machineWith(files);
  const notFolder = Object.assign(new Error('ENOTDIR: not a directory'), { code: 'ENOTDIR' });
  const code = await main(['split', 'a.jsonl', '-o', 'a.jsonl'], {
    ...io,
    open: async function* (path) {
      if (path.startsWith('a.jsonl/')) throw notFolder;
      yield* io.open(path);
    },
    createFile: () => Promise.reject(notFolder),
  });
  assert.equal(code, 2);
  assert.equal(said.err, 'exemplar: a.jsonl/a-train.jsonl: the folder that it should go to is no folder but a file: name a folder\n');
});

test('the other file of a pair is read only where rules are asked for', async () => {
  let reads = 0;
  const files = {
    'a-train.jsonl': line('tea'),
    get 'a-validation.jsonl'() {
      reads += 1;
      return line('tea');
    },
  };
  await run(files, 'count', 'a-train.jsonl', 'tea');
  await run(files, 'transform', 'sort', 'a-train.jsonl', '--by', 'tokens');
  assert.equal(reads, 0);
  assert.equal((await run(files, 'count', 'a-train.jsonl', 'rule:validation-leak')).out, '1 of 1 line\n');
  assert.ok(reads > 0);
});

test('lines are counted and kept by a query', async () => {
  const files = {
    'a.jsonl': [line('tea'), '', line('coffee'), `${line('no tea').slice(0, -2)},{"role":"user","content":"and?"}]}`].join('\n'),
  };
  assert.deepEqual(await run(files, 'count', 'a.jsonl', 'tea'), { code: 0, out: '2 of 3 lines\n', err: '', written: {} });
  assert.deepEqual(await run(files, 'count', 'a.jsonl', 'rule:last-message', '--lines'), {
    code: 0,
    out: '4\n',
    err: '1 of 3 lines\n',
    written: {},
  });
  assert.equal((await run(files, 'count', 'a.jsonl', 'tokens>4000')).code, 1);
  assert.equal((await run(files, 'transform', 'keep', 'a.jsonl', '--where', 'not tea')).out, `${line('coffee')}\n`);
  assert.match((await run(files, 'count', 'a.jsonl', 'rule:last-mesage')).err, /did you mean last-message/);
});

test('a file is not emptied by a query that matches nothing', async () => {
  const files = { 'a.jsonl': `${line('tea')}\n` };
  const none = await run(files, 'transform', 'keep', 'a.jsonl', '--where', 'coffee', '--write');
  assert.deepEqual({ code: none.code, written: none.written }, { code: 2, written: {} });
  assert.match(none.err, /a\.jsonl: nothing matches coffee, so the file was left as it is\n/);
  const wrong = await run(files, 'transform', 'keep', 'a.jsonl', '--where', 'tokens>4k', '--write');
  assert.deepEqual({ code: wrong.code, written: wrong.written }, { code: 2, written: {} });
  assert.match(wrong.err, /“tokens>4k” cannot be read/);
  assert.deepEqual((await run(files, 'transform', 'keep', 'a.jsonl', '--where', 'coffee', '-o', 'b.jsonl')).written, { 'b.jsonl': '' });
});

test('what is no training data or not there is left alone', async () => {
  for (const [argv, message] of [
    [['transform', 'dedupe', 'log.jsonl'], /no training data/],
    [['split', 'log.jsonl'], /no training data/],
    [['count', 'log.jsonl', 'x'], /no training data/],
    [['transform', 'shuffle', 'gone.jsonl'], /there is no such file/],
  ] as const) {
    const { code, err, written } = await run({ 'log.jsonl': '{"level":"info"}\n' }, ...argv);
    assert.deepEqual({ code, written }, { code: 2, written: {} });
    assert.match(err, message);
  }
});

test('arguments that make no sense are explained', async () => {
  for (const [argv, message] of [
    [['transform'], /say what to do: dedupe/],
    [['transform', 'suffle', 'a.jsonl'], /no operation suffle: did you mean shuffle\?/],
    [['transform', 'dedupe'], /name the file/],
    [['transform', 'dedupe', 'a', 'b'], /one file at a time/],
    [['transform', 'system', 'a'], /needs --text/],
    [['transform', 'system', 'a', '--text', 'Be kind.', '--remove'], /--remove takes the system prompt away.*take one of them/],
    [['transform', 'system', 'a', '--missing', '--remove'], /take one of them/],
    [['transform', 'dedupe', 'a', '--seed', '3'], /--seed goes with shuffle, and does nothing for dedupe/],
    [['transform', 'shuffle', 'a', '--all'], /--all goes with weights/],
    [['transform', 'keep', 'a'], /needs --where/],
    [['transform', 'sort', 'a', '--by', 'words'], /--by is tokens or characters/],
    [['transform', 'shuffle', 'a', '--seed', 'x'], /--seed takes a whole number/],
    [['transform', 'dedupe', 'a', '--write', '-o', 'b'], /take one of them/],
    [['transform', 'dedupe', '-', '--write'], /cannot be written to/],
    [['transform', 'dedupe', 'a', '--force'], /--force goes with -o/],
    [['split', 'a', '--validation', '120%'], /--validation is a share/],
    [['split', '-'], /name a file/],
    [['count', 'a'], /name a file and a query/],
  ] as const) {
    const { code, err, out } = await run({ a: line('a') }, ...argv);
    assert.deepEqual({ code, out }, { code: 2, out: '' }, argv.join(' '));
    assert.match(err, message);
  }
});

test('where records are not on a line each nothing is done, found or lost', async () => {
  const line = (answer: string): string => `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"${answer}"}]}`;
  const pretty = JSON.stringify(JSON.parse(line('c')), undefined, 2);
  const files = {
    'pretty.jsonl': `${pretty}\n${pretty}\n`,
    'items.jsonl': `[\n${line('a')},\n${line('b')}\n]\n`,
    'mixed.jsonl': `${line('a')}\n${line('b')}\n${pretty}\n`,
  };
  const first = /records go over several lines, or stand in a list, so nothing was done: .*“exemplar fix --write” first/;
  for (const name of ['pretty.jsonl', 'items.jsonl']) {
    for (const argv of [
      ['transform', 'weights', name],
      ['transform', 'shuffle', name],
      ['transform', 'keep', name, '--where', 'hi', '--write'],
      ['split', name],
      ['count', name, 'hi'],
    ]) {
      const { code, out, err, written } = await run(files, ...argv);
      assert.deepEqual({ code, out, written }, { code: 2, out: '', written: {} }, argv.join(' '));
      assert.match(err, first, argv.join(' '));
    }
  }
  const kept = await run(files, 'transform', 'keep', 'mixed.jsonl', '--where', 'hi', '--write');
  assert.deepEqual({ code: kept.code, written: kept.written }, { code: 2, written: {} });
  assert.match(kept.err, /1 record not on a line of its own, so that choosing lines would lose or tear apart what they hold/);
  const counted = await run(files, 'count', 'mixed.jsonl', 'messages>1');
  assert.match(counted.out, /^2 of \d+ lines$/m);
  assert.match(counted.err, /mixed\.jsonl: 1 record not on a line of its own: no query finds what stands there/);
  // A line that is only cut off may be left out.
  const cut = await run(
    { 'a.jsonl': `${line('a')}\n${line('b').slice(0, -9)}\n${line('c')}\n` },
    'transform',
    'keep',
    'a.jsonl',
    '--where',
    'hi',
  );
  assert.equal(cut.code, 0, cut.err);
});
