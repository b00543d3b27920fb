import assert from 'node:assert/strict';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { type Files, nothingWritten, type Run, runOn } from '../support/commandLine';

const good = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';
const bad = '{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}';
const tenGood = Array.from({ length: 10 }, (_, index) => good.replace('hi', `hi ${index}`)).join('\n');

function run(files: Files, ...argv: string[]): Promise<Run> {
  return runOn(files, (io) => main(argv, io), nothingWritten);
}

test('a clean file passes quietly', async () => {
  const { code, out, err } = await run({ 'a.jsonl': `${tenGood}\n` }, 'check', 'a.jsonl');
  assert.deepEqual({ code, out, err }, { code: 0, out: '1 file, 10 examples: no problems\n', err: '' });
});

test('a finding is shown at its place', async () => {
  const { code, out } = await run({ 'a.jsonl': `${tenGood}\n${bad}\n` }, 'check', 'a.jsonl');
  assert.equal(code, 1);
  assert.match(out, /^a\.jsonl:11:14: error missing-role: /m);
  assert.match(out, /^ {2}11 │ \{"messages":\[\{"content":"hi"\},/m);
  assert.match(out, /^ {5}│ {14}\^$/m);
  assert.match(out, /1 file, 11 examples: 1 error/);
});

test('the report for machines has the promised form', async () => {
  const { code, out } = await run({ 'a.jsonl': `${tenGood}\r\n${bad}` }, 'check', '--format', 'json', '--target=azure', 'a.jsonl');
  const report = JSON.parse(out);
  assert.equal(code, 1);
  assert.deepEqual(Object.keys(report), ['files', 'summary']);
  const [file] = report.files;
  assert.deepEqual(
    { path: file.path, shape: file.shape, target: file.target, examples: file.examples },
    { path: 'a.jsonl', shape: 'chat', target: 'azure', examples: 11 },
  );
  const finding = file.findings.find((each: { rule: string }) => each.rule === 'missing-role');
  assert.deepEqual(Object.keys(finding), ['rule', 'severity', 'line', 'range', 'message', 'fixable']);
  assert.equal(finding.line, 11);
  assert.deepEqual(finding.range, { start: { line: 10, character: 13 }, end: { line: 10, character: 14 } });
  assert.equal(report.summary.errors, 1);
});

test('standard input is a dash', async () => {
  const { code, out } = await run({ '-': tenGood }, 'check', '-');
  assert.equal(code, 0);
  assert.match(out, /10 examples/);
});

test('what is no training data is left alone and said so, but a check of nothing does not pass', async () => {
  const files = { 'log.jsonl': '{"level":"info","msg":"started"}\n', 'a.jsonl': tenGood };
  const { code, out, err } = await run(files, 'check', 'log.jsonl');
  assert.equal(code, 2);
  assert.match(err, /log\.jsonl: not training data/);
  assert.match(out, /nothing to check/);
  const beside = await run(files, 'check', 'log.jsonl', 'a.jsonl');
  assert.equal(beside.code, 0);
  assert.match(beside.err, /log\.jsonl: not training data, so nothing was checked/);
  const forMachines = await run(files, 'check', 'log.jsonl', '--format', 'json');
  assert.equal(forMachines.code, 2);
  assert.equal(forMachines.err, err);
});

test('a file of Batch requests is told from other data', async () => {
  const request = '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[]}}\n';
  const { code, err } = await run({ 'b.jsonl': request }, 'check', 'b.jsonl');
  assert.equal(code, 2);
  assert.equal(err, 'exemplar: b.jsonl: requests for OpenAI’s Batch interface, which hold no answers to learn, so nothing was checked\n');
});

test('lines of which nothing is right but the key are told to be broken', async () => {
  const { code, out } = await run({ 'a.jsonl': '{"messages":null}\n' }, 'check', 'a.jsonl');
  assert.equal(code, 1);
  assert.match(out, /a\.jsonl:1:13: error missing-messages: `messages` must be a list of messages, not `null`/);
});

test('records that are not on a line each are counted beside the examples, and their pieces have no tokens', async () => {
  const spread = JSON.stringify(JSON.parse(good), undefined, 1).replace(/\{\n +("role.*)\n +("content.*)\n +\}/g, '{$1$2}');
  assert(spread.includes('\n  {"role": "user","content": "hi"},\n'));
  const files = { 'a.jsonl': `${spread}\n${spread}\n`, 'b.jsonl': `${tenGood}\n${spread}\n`, 'c.jsonl': tenGood };
  assert.match((await run(files, 'check', 'a.jsonl')).out, /^1 file, 0 examples, 2 records not on a line of their own: 2 errors/m);
  const counted = await run(files, 'check', 'b.jsonl', '--model', 'gpt-4o-2024-08-06');
  assert.match(counted.out, /^1 file, 10 examples, 1 record not on a line of its own: 1 error/m);
  const tokens = /[\d,]+ tokens/.exec(counted.out)?.[0];
  assert.equal(tokens, /[\d,]+ tokens/.exec((await run(files, 'check', 'c.jsonl', '--model', 'gpt-4o-2024-08-06')).out)?.[0]);
  const [file] = JSON.parse((await run(files, 'check', 'a.jsonl', '--format', 'json')).out).files;
  assert.deepEqual([file.examples, file.spreadRecords], [0, 2]);
});

test('too many warnings fail the run', async () => {
  const files = { 'a.jsonl': `${tenGood}\n\n${good}` };
  assert.equal((await run(files, 'check', 'a.jsonl')).code, 0);
  assert.equal((await run(files, 'check', 'a.jsonl', '--max-warnings', '1')).code, 0);
  const { code, err } = await run(files, 'check', 'a.jsonl', '--max-warnings', '0');
  assert.equal(code, 1);
  assert.match(err, /1 warning, but --max-warnings allows 0/);
});

test('of many problems as many as are wanted are listed, the worst, and all are counted', async () => {
  const padded = Array.from({ length: 30 }, (_, index) => good.replace('hi', `padded ${index}`).replace('hello', ' hello'));
  const files = { 'a.jsonl': `${tenGood}\n${padded.join('\n')}\n${bad}\n` };
  const whole = await run(files, 'check', 'a.jsonl');
  assert.equal(whole.out.match(/^a\.jsonl:\d+:/gm)?.length, 31);
  assert.doesNotMatch(whole.out, /by rule/);
  const { out, code } = await run(files, 'check', 'a.jsonl', '--max-listed', '3');
  assert.equal(code, 1);
  assert.deepEqual(out.match(/^a\.jsonl:\d+:/gm), ['a.jsonl:11:', 'a.jsonl:12:', 'a.jsonl:41:']);
  assert.match(out, /^a\.jsonl: 31 problems by rule \(the worst 3 are listed, --max-listed N lists more\)$/m);
  assert.match(out, /content-whitespace +30 times, first in line 11$/m);
  assert.equal(out.split('\n').at(-2), whole.out.split('\n').at(-2));

  const [file] = JSON.parse((await run(files, 'check', 'a.jsonl', '--max-listed', '0', '--format', 'json')).out).files;
  // The first of each rule is listed whatever is asked for.
  assert.deepEqual(
    file.findings.map(({ rule }: { rule: string }) => rule),
    ['content-whitespace', 'missing-role'],
  );
  assert.equal(file.unlisted, 29);
  const [all] = JSON.parse((await run(files, 'check', 'a.jsonl', '--format', 'json')).out).files;
  assert.equal(all.unlisted, undefined);
  assert.deepEqual(file.rules, all.rules);
});

test('what cannot be read is said, the other files are checked', async () => {
  const { code, out, err } = await run({ 'a.jsonl': tenGood }, 'check', 'gone.jsonl', 'a.jsonl');
  assert.equal(code, 2);
  assert.match(err, /gone\.jsonl: there is no such file/);
  assert.match(out, /1 file, 10 examples/);
});

test('other encodings are found, and what they hold is checked', async () => {
  for (const [start, encode] of [
    [[0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
    [[], (text: string) => Buffer.from(text, 'utf16le')],
    [[0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const) {
    const bytes = new Uint8Array([...start, ...encode(`${tenGood}\r\n${bad}\r`)]);
    const { out, code } = await run({ 'a.jsonl': bytes }, 'check', 'a.jsonl');
    assert.equal(code, 1);
    assert.match(out, /^a\.jsonl:1:1: error wrong-encoding: This file is UTF-16/m);
    assert.match(out, /^a\.jsonl:11:14: error missing-role: /m);
    assert.match(out, /1 file, 11 examples: 2 errors/);
  }
  const latin1 = Buffer.concat([Buffer.from(`${tenGood}\n`), Buffer.from(good.replace('hi', 'caf\u00e9'), 'latin1')]);
  assert.match(
    (await run({ 'a.jsonl': latin1 }, 'check', 'a.jsonl')).out,
    /^a\.jsonl:11:1: error wrong-encoding: 1 line from here on holds/m,
  );
  const binary = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]);
  assert.match((await run({ 'a.jsonl': binary }, 'check', 'a.jsonl')).err, /NUL bytes/);
  assert.match((await run({ 'a.jsonl': '' }, 'check', 'a.jsonl')).err, /^exemplar: a\.jsonl: the file is empty, /);
});

test('a line that is longer than the model takes is found without asking for tokens', async () => {
  const long = good.replace('hello', Array.from({ length: 66_000 }, () => 'yes').join(' '));
  const { out, code } = await run({ 'a.jsonl': `${tenGood}\n${long}` }, 'check', 'a.jsonl');
  assert.equal(code, 0);
  assert.match(
    out,
    /^a\.jsonl:11:53: warning over-token-limit: This example has 66,\d{3} tokens; OpenAI takes 65,536 tokens .+ It is cut in message 2 \(assistant\): this answer is learnt only in part\./m,
  );
});

test('a model that is no longer trained is told with its day', async () => {
  const { out } = await run({ 'a.jsonl': tenGood }, 'check', 'a.jsonl', '--model', 'gpt-3.5-turbo-0125');
  assert.match(out, /^a\.jsonl:1:1: info retired-model: Since 2026-10-23 OpenAI does not train gpt-3\.5-turbo-0125\./m);
});

test('a byte order mark does not move columns', async () => {
  const { out } = await run({ 'a.jsonl': `\ufeff${bad}\n${tenGood}` }, 'check', 'a.jsonl');
  assert.match(out, /^a\.jsonl:1:14: error missing-role/m);
});

test('arguments that make no sense are explained', async () => {
  for (const [argv, message] of [
    [[], /say what to do/],
    [['chekc', 'a'], /no command chekc: did you mean check\?/],
    [['check'], /name the files/],
    [['check', 'a', '--target', 'opnai'], /no target opnai: did you mean openai\?/],
    [['check', 'a', '--target', 'watercolour'], /choose one of .*azure.*, openai/],
    [['check', 'a', '--model', 'gpt-2'], /OpenAI has no model gpt-2/],
    [['check', '-', '-'], /once only/],
    [['check', 'a', '--model', ''], /names no model/],
    [['check', 'a', '--format', 'xml'], /text or json, not xml/],
    [['check', 'a', '--max-warnings', 'few'], /whole number, not few/],
    [['check', 'a', '--max-listed', 'all'], /--max-listed takes a whole number, not all/],
    [['check', 'a', '--colour'], /--colour/],
  ] as const) {
    const { code, err, out } = await run({}, ...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, message);
    assert.equal(out, '');
  }
});

test('thousands of findings in one line are told, each at its place', async () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `"k${index}":1`).join(',');
  const { out } = await run({ 'a.jsonl': `${tenGood}\n${good.slice(0, -1)},${keys}}` }, 'check', 'a.jsonl', '--format', 'json');
  const found = JSON.parse(out).files[0].findings.filter((finding: { rule: string }) => finding.rule === 'unknown-key');
  assert.equal(found.length, 5000);
  assert.equal(new Set(found.map((finding: { range: unknown }) => JSON.stringify(finding.range))).size, 5000);
});

test('an empty file is called empty', async () => {
  const { code, out, err } = await run({ 'a.jsonl': '\n \n' }, 'check', 'a.jsonl');
  assert.deepEqual(
    { code, out, err },
    { code: 2, out: '1 file, nothing to check\n', err: 'exemplar: a.jsonl: the file is empty, so nothing was checked\n' },
  );
});

test('control characters of a key do not reach the terminal with the message', async () => {
  const { out } = await run({ 'a.jsonl': `${good.slice(0, -1)},"k\\u001b[2J":1}\n` }, 'check', 'a.jsonl');
  assert.match(out, /error unknown-key: `k␛\[2J` is no key/);
  assert.ok(!out.includes('\u001b'));
});

test('help and version', async () => {
  for (const argv of [['--help'], ['-h'], ['check', '-h']]) assert.match((await run({}, ...argv)).out, /^Usage: exemplar check/);
  assert.equal((await run({}, '--version')).out, '1.2.3\n');
});

test('a long list is summed up by rule, the worst first', async () => {
  const text = `${tenGood}\n${`${good}\n`.repeat(150)}${bad}\n`;
  const { out } = await run({ 'a.jsonl': text }, 'check', 'a.jsonl');
  assert.match(
    out,
    /\na\.jsonl: 150 problems by rule\n {2}error missing-role {9}once, in line 161\n {2}warning duplicate-example {2}149 times, first in line 12\n1 file, /,
  );
  const { files } = JSON.parse((await run({ 'a.jsonl': text }, 'check', '--format', 'json', 'a.jsonl')).out);
  assert.deepEqual(files[0].rules, [
    { rule: 'missing-role', severity: 'error', count: 1, firstLine: 161 },
    { rule: 'duplicate-example', severity: 'warning', count: 149, firstLine: 12 },
  ]);
});
