import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { applyPatch } from 'diff';
import { fix } from '../../server/src/cli/fix';
import type { CliIo } from '../../server/src/cli/io';
import { main } from '../../server/src/cli/main';
import { type Files, failure, inPieces, nothingCounted, nothingWritten, type Run, runOn } from '../support/commandLine';

const line = (question: string): string => `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"hello"}]}`;
const clean = Array.from({ length: 10 }, (_, index) => line(`hi ${index}`));
const comma = `${line('comma').slice(0, -1)},}`;
const unanswered = `${line('tail').slice(0, -2)},{"role":"user","content":"and?"}]}`;
const noRole = line('role').replace('"role":"user",', '');

function run(files: Files, ...argv: string[]): Promise<Run> {
  return runWith((io) => main(['fix', ...argv], io), files);
}

function runWith(start: (io: CliIo) => Promise<number>, files: Files, isTerminal = false): Promise<Run> {
  const withFaults = (io: CliIo): CliIo => ({
    ...io,
    async *open(path) {
      if (path === 'folder') throw failure('EISDIR', path);
      // So small that a byte order mark is cut too.
      yield* inPieces(path, files[path], 2);
    },
    replaceFile: (path, pieces) => (path.startsWith('locked') ? Promise.reject(failure('EACCES', path)) : io.replaceFile(path, pieces)),
  });
  const own = { createFile: nothingWritten.createFile, ...nothingCounted, isTerminal };
  return runOn(files, (io) => start(withFaults(io)), own);
}

const faulty = [...clean, comma, '', unanswered, `${line('other').slice(0, -1)},}`, ''].join('\n');

test('the remedies are listed with what each choice leaves', async () => {
  const { code, out, err, written } = await run({ 'a.jsonl': faulty }, 'a.jsonl');
  assert.equal(
    out,
    [
      'a.jsonl: necessary',
      '  safe       invalid-json  Remove the trailing comma (2 times, first in line 11)',
      '  suggested  last-message  Remove the last message (line 13)',
      'a.jsonl: recommended',
      '  safe       blank-line    Delete the blank line (line 12)',
      'After the safe ones (--write): 1 error remains.',
      'After all, the suggested ones too (--write --all): no problems remain.',
      '',
    ].join('\n'),
  );
  assert.deepEqual({ code, err, written }, { code: 1, err: '', written: {} });
});

test('a clean file needs nothing', async () => {
  const { code, out, err } = await run({ 'a.jsonl': `${clean.join('\n')}\n` }, 'a.jsonl', '--write');
  assert.deepEqual({ code, out, err }, { code: 0, out: 'a.jsonl: nothing to fix, no problems remain\n', err: '' });
});

test('what no remedy mends is an error still', async () => {
  const files = { 'a.jsonl': [...clean, noRole].join('\n') };
  const { code, out } = await run(files, 'a.jsonl');
  assert.deepEqual({ code, out }, { code: 1, out: 'a.jsonl: nothing to fix, 1 error remains\n' });
  assert.deepEqual((await run(files, 'a.jsonl', '--write')).written, {});
});

test('the safe ones are written, and errors that remain fail the run', async () => {
  const { code, out, written } = await run({ 'a.jsonl': faulty }, 'a.jsonl', '--write');
  assert.deepEqual(written, { 'a.jsonl': [...clean, line('comma'), unanswered, line('other'), ''].join('\n') });
  assert.equal(out, 'a.jsonl: 3 fixes written, 1 error remains (--all applies 1 suggested remedy too)\n');
  assert.equal(code, 1);
});

test('all are written when asked for', async () => {
  const { code, out, written } = await run({ 'a.jsonl': faulty }, 'a.jsonl', '--write', '--all');
  assert.deepEqual(written, { 'a.jsonl': [...clean, line('comma'), line('tail'), line('other'), ''].join('\n') });
  assert.deepEqual({ code, out }, { code: 0, out: 'a.jsonl: 4 fixes written, no problems remain\n' });
});

test('nothing is written when only suggestions would help', async () => {
  const { code, out, written } = await run({ 'a.jsonl': [...clean, unanswered].join('\n') }, 'a.jsonl', '--write');
  assert.deepEqual(written, {});
  assert.equal(out, 'a.jsonl: nothing can be fixed safely, 1 error remains (--all applies 1 suggested remedy too)\n');
  assert.equal(code, 1);
});

test('byte order mark, line breaks and the end of the file stay', async () => {
  const mixed = `\ufeff${comma}\r\n${clean.join('\r\n')}\n${line('é')}\r\n\r\n${comma.replace('comma', 'last')}`;
  const kept = `${line('comma')}\r\n${clean.join('\r\n')}\n${line('é')}\r\n${line('last')}`;
  assert.equal((await run({ 'a.jsonl': mixed }, 'a.jsonl', '--write', '--target', 'azure')).written['a.jsonl'], `\ufeff${kept}`);
  assert.equal((await run({ 'a.jsonl': mixed }, 'a.jsonl', '--write')).written['a.jsonl'], kept);
});

test('a byte order mark goes or comes as the target wants it', async () => {
  const whole = `${clean.join('\n')}\n`;
  const { written, out, code } = await run({ 'a.jsonl': `\ufeff${whole}` }, 'a.jsonl', '--write');
  assert.deepEqual({ written, out, code }, { written: { 'a.jsonl': whole }, out: 'a.jsonl: 1 fix written, no problems remain\n', code: 0 });
  assert.equal((await run({ 'a.jsonl': whole }, 'a.jsonl', '--write', '--target', 'azure')).written['a.jsonl'], `\ufeff${whole}`);
});

test('only the first mark of a file is its own: those that joining files or marking twice left behind go with the safe fixes', async () => {
  const whole = `${clean.join('\n')}\n`;
  for (const marked of [`\ufeff${whole.replace('hi 0', 'hello 0')}\ufeff${whole}`, `\ufeff\ufeff${whole}`]) {
    const checked = await runWith((io) => main(['check', 'a.jsonl'], io), { 'a.jsonl': marked });
    assert.match(checked.out, /error invalid-json: A byte order mark/);
    for (const max of [Number.POSITIVE_INFINITY, 0]) {
      const limits = { streamed: max, held: max };
      const { written } = await runWith((io) => fix(['a.jsonl', '--write'], io, (_, text) => text, limits), { 'a.jsonl': marked });
      assert.doesNotMatch(written['a.jsonl'] ?? '\ufeff', /\ufeff/);
    }
  }
});

test('what is not UTF-8 is written as UTF-8 where that is asked for, and never by the way', async () => {
  const whole = [comma, ...clean].join('\n');
  const fixed = [line('comma'), ...clean].join('\n');
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(whole, 'utf16le')]);
  assert.equal((await run({ 'a.jsonl': utf16 }, 'a.jsonl', '--write', '--all')).written['a.jsonl'], fixed);
  const safe = await run({ 'a.jsonl': utf16 }, 'a.jsonl', '--write');
  assert.deepEqual({ code: safe.code, written: safe.written }, { code: 2, written: {} });
  assert.match(safe.err, /take --write --all, which writes it as UTF-8/);
  const latin1 = Buffer.from(`${line('caf\u00e9')}\n${fixed}`, 'latin1');
  for (const streamed of [Number.POSITIVE_INFINITY, 0]) {
    const limits = { streamed, held: streamed };
    const files = { 'faulty.jsonl': Buffer.concat([latin1, Buffer.from(`\n${comma}`)]), 'a.jsonl': latin1 };
    const refused = runWith((io) => fix(['faulty.jsonl', '--write', '--all'], io, (_, text) => text, limits), files);
    assert.deepEqual({ code: (await refused).code, written: (await refused).written }, { code: 2, written: {} });
    assert.match((await refused).err, /open it in its encoding/);
    const nothing = await runWith((io) => fix(['a.jsonl', '--write', '--all'], io, (_, text) => text, limits), files);
    assert.deepEqual({ code: nothing.code, written: nothing.written }, { code: 1, written: {} });
  }
});

test('the diff makes the old text into the new', async () => {
  for (const before of [
    faulty,
    faulty.trimEnd(),
    faulty.replaceAll('\n', '\r\n'),
    `\n${faulty}\n\n`,
    [comma, ...clean, '', '', '', ...clean.map((each) => each.replace('hi', 'ho')), unanswered].join('\n'),
    [comma, ...clean.slice(0, 6), comma.replace('comma', 'near'), ...clean.slice(6), ''].join('\n'),
    [...clean, clean[0]].join('\n'),
    `${clean.join('\n')}\n\n`,
    `${comma}\r${clean.join('\n')}\n\n${line('next')}\r\n`,
    clean.join('').concat('\n'),
  ]) {
    const { out, code, err } = await run({ 'a.jsonl': before }, 'a.jsonl', '--diff', '--all');
    const { written } = await run({ 'a.jsonl': before }, 'a.jsonl', '--write', '--all');
    assert.equal(applyPatch(before, out, { autoConvertLineEndings: false }), written['a.jsonl'], out);
    assert.equal(code, 1);
    assert.match(err, /^a\.jsonl: \d+ fix(es)? shown/);
  }
});

test('a diff is headed as git heads it', async () => {
  const { out, written } = await run({ 'a.jsonl': [comma, ...clean].join('\n') }, 'a.jsonl', '--diff', '--write');
  assert.equal(
    out,
    `--- a/a.jsonl\n+++ b/a.jsonl\n@@ -1,4 +1,4 @@\n-${comma}\n+${line('comma')}\n ${clean[0]}\n ${clean[1]}\n ${clean[2]}\n`,
  );
  assert.ok(written['a.jsonl']);
});

test('what is no training data is left alone', async () => {
  const { code, err, written } = await run({ 'log.jsonl': '{"level":"info"}\n\n' }, 'log.jsonl', '--write');
  assert.deepEqual({ code, written }, { code: 0, written: {} });
  assert.match(err, /not training data/);
});

test('what cannot be read or written is said, the other files are fixed', async () => {
  const files = { 'locked.jsonl': faulty, 'a.jsonl': [comma, ...clean].join('\n') };
  const { code, err, written } = await run(files, 'gone.jsonl', 'locked.jsonl', 'a.jsonl', '--write');
  assert.equal(code, 2);
  assert.match(err, /gone\.jsonl: there is no such file/);
  assert.match(err, /locked\.jsonl: you may not write this file/);
  assert.deepEqual(Object.keys(written), ['a.jsonl']);
});

test('standard input is shown, not written', async () => {
  assert.match((await run({ '-': faulty }, '-', '--diff')).out, /^--- a\/-\n/);
  const { code, err } = await run({ '-': faulty }, '-', '--write');
  assert.equal(code, 2);
  assert.match(err, /standard input cannot be written to/);
});

test('arguments that make no sense are explained', async () => {
  for (const [argv, message] of [
    [[], /name the file/],
    [['a.jsonl', '--all'], /--all goes with --write or --diff/],
    [['a.jsonl', '--target', 'opnai'], /no target opnai: did you mean openai\?/],
    [['a.jsonl', '--wirte'], /--wirte/],
  ] as const) {
    const { code, err, out } = await run({}, ...argv);
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, message);
  }
});

const pretty = JSON.stringify(JSON.parse(line('spread')), null, 2);
const repeated = [...clean, clean[3] ?? '', `${(clean[4] ?? '').slice(0, -1)},}`];
const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(faulty, 'utf16le')]);

test('a file that is too large to be held is fixed to the same end', async () => {
  const contents: Readonly<Record<string, string | Uint8Array>> = {
    faults: readFileSync('samples/faults.jsonl', 'utf8'),
    plain: faulty,
    'with a mark and Windows line breaks': `\ufeff${faulty.replaceAll('\n', '\r\n')}`,
    'with records over lines': [...clean, pretty, comma, pretty, ''].join('\n'),
    'with repeats, one of them under a fault, and nothing behind the last line': repeated.join('\n'),
    'whose last line goes': [...clean, comma, clean[0]].join('\n'),
    'nothing to fix': clean.join('\n'),
    'a log': '{"level":"info"}\n'.repeat(20),
    'another encoding': utf16,
  };
  for (const [name, content] of Object.entries(contents)) {
    for (const all of [[], ['--all']]) {
      const both = await Promise.all(
        [Number.POSITIVE_INFINITY, 0].map((streamed) =>
          runWith((io) => fix(['a.jsonl', '--write', ...all], io, (_, text) => text, { streamed, held: streamed }), { 'a.jsonl': content }),
        ),
      );
      assert.deepEqual(both[1], both[0], `${name} ${all}`);
    }
  }
});

test('what needs all texts of a file at once is left as it is in one that is too large to be held', async () => {
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  const text = `${numbers.map((word) => `{"prompt":"Translate into German: ${word} ->","completion":" ${word}"}`).join('\n')}\n`;
  const arguments_ = ['a.jsonl', '--write', '--all', '--target', 'together'];
  const fixed = await runWith((io) => fix(arguments_, io, (_, each) => each, { streamed: 0, held: 0 }), { 'a.jsonl': text });
  assert.deepEqual(fixed.written, {});
});

test('a file that is too large to be held is neither listed nor compared', async () => {
  const { code, err } = await runWith((io) => fix(['a.jsonl'], io, (_, text) => text, { streamed: 0, held: 0 }), { 'a.jsonl': faulty });
  assert.deepEqual(
    [code, err],
    [
      2,
      'exemplar: a.jsonl: the file is too large to list or compare what can be done about it: exemplar check says what is wrong, --write fixes it\n',
    ],
  );
});

test('an empty file is called empty, and a folder a folder', async () => {
  assert.equal((await run({ 'a.jsonl': '\n\n' }, 'a.jsonl')).err, 'exemplar: a.jsonl: the file is empty, so there is nothing to fix\n');
  assert.equal((await run({}, 'folder')).err, 'exemplar: folder: this is a folder: name the files in it, such as folder/*.jsonl\n');
});

test('control characters of a file reach a program that reads the change, and no terminal', async () => {
  const bell = line('hi').replace('hi', 'h\x7f\x9bi').replace(/}$/, ',}');
  const files = { 'a.jsonl': [...clean, bell, ''].join('\r\n') };
  const diff = (isTerminal: boolean): Promise<Run> => runWith((io) => main(['fix', 'a.jsonl', '--diff'], io), files, isTerminal);
  assert.match((await diff(false)).out, /h\x7f\x9bi/);
  const { out } = await diff(true);
  assert.match(out, /h\ufffd\ufffdi/);
  assert.match(out, /\r\n/);
  const key = `${line('hi').slice(0, -1)},"k\\u001b[2J":1}`;
  const listed = await run({ 'a.jsonl': [...clean, key, ''].join('\n') }, 'a.jsonl');
  assert.match(listed.out, /Remove `k␛\[2J`/);
  const told = await run({}, 'b\u001b.jsonl');
  assert.equal(told.err, 'exemplar: b␛.jsonl: there is no such file\n');
});
