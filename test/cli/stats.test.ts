import assert from 'node:assert/strict';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { type Files, inPieces, nothingWritten, type Run, runOn } from '../support/commandLine';

const line = (question: string, answer: string): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
const ten = `${Array.from({ length: 10 }, (_, index) => line(`What is ${index} and one?`, `It is ${index + 1}.`)).join('\n')}\n`;

function run(files: Files, ...argv: string[]): Promise<Run> {
  return runOn(files, (io) => main(['stats', ...argv], io), {
    open: (path) => inPieces(path, files[path.split('/').at(-1) ?? '']),
    replaceFile: nothingWritten.replaceFile,
  });
}

test('a file is reported for people', async () => {
  const { code, out, err } = await run({ 'a.jsonl': ten }, 'a.jsonl');
  assert.equal(code, 0, err);
  assert.match(out, /^a\.jsonl\n {2}10 examples \(chat messages\), to be trained at OpenAI, counted for gpt-4\.1-mini-2025-04-14\.\n/);
  assert.match(out, /Lines +10\n/);
  assert.match(out, /gpt-4\.1-2025-04-14 +[\d,]+ +\$0\.0\d {2}\$25\.00 a million tokens/);
  assert.match(out, /likely English +10 +1\n/);
});

test('errors are spoken of at the top', async () => {
  const noRole = '{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}';
  const one = await run({ 'a.jsonl': `${ten}${noRole}\n` }, 'a.jsonl');
  assert.match(one.out, /to be trained at OpenAI, [^\n]+\. 1 error has to be mended before that: see Problems\.\n/);
  const two = await run({ 'a.jsonl': `${ten}${noRole}\n${noRole.replace('hi', 'ho')}\n` }, 'a.jsonl');
  assert.match(two.out, /\. 2 errors have to be mended before that: see Problems\.\n/);
});

test('machines get the same numbers, with lines from 1', async () => {
  const bad = '{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}';
  const { code, out } = await run({ 'a.jsonl': `${ten}${bad}\n` }, 'a.jsonl', '--format', 'json', '--target', 'together');
  assert.equal(code, 0);
  const [report] = JSON.parse(out).files;
  assert.deepEqual(
    [report.path, report.target.id, report.lines, report.examples, report.tokens.counted],
    ['a.jsonl', 'together', 11, 11, 11],
  );
  assert.ok(
    report.problems.some(
      ({ rule, firstLine, summary }: { rule: string; firstLine: number; summary: string }) =>
        rule === 'missing-role' && firstLine === 11 && summary === 'A message has no `role`.',
    ),
  );
});

test('the project’s file is obeyed', async () => {
  const project = '{ "target": "azure", "rules": { "missing-role": "off" } }';
  const { out } = await run({ 'a.jsonl': ten, 'exemplar.json': project }, 'a.jsonl', '--format=json');
  assert.equal(JSON.parse(out).files[0].target.id, 'azure');
});

test('Markdown goes into a file, which is not overwritten unasked', async () => {
  const { code, out, written } = await run({ 'a.jsonl': ten }, 'a.jsonl', '--format', 'markdown', '-o', 'report.md');
  assert.deepEqual([code, out], [0, '']);
  assert.match(written['report.md'] ?? '', /^# a\.jsonl\n\n10 examples/);
  const second = await run({ 'a.jsonl': ten, 'report.md': 'mine' }, 'a.jsonl', '-o', 'report.md');
  assert.equal(second.code, 2);
  assert.match(second.err, /report\.md: this file is there already/);
});

test('a page of HTML holds the reports of all files', async () => {
  const { code, out } = await run({ 'a.jsonl': ten, 'b.jsonl': ten }, 'a.jsonl', 'b.jsonl', '--format', 'html');
  assert.equal(code, 0);
  assert.match(out, /^<!DOCTYPE html>\n[\s\S]*<\/html>\n$/);
  assert.deepEqual(
    [...out.matchAll(/<h1>(.*)<\/h1>/g)].map(([, name]) => name),
    ['a.jsonl', 'b.jsonl'],
  );
});

test('epochs and prices can be told', async () => {
  const { out } = await run({ 'a.jsonl': ten }, 'a.jsonl', '--format', 'json', '--epochs', '2', '--price', '1000');
  const [{ dollars, epochs, billed }] = JSON.parse(out).files[0].costs;
  assert.deepEqual([epochs, dollars], [2, (1000 * billed * 2) / 1e6]);
});

test('what cannot be reported is said, and the rest is', async () => {
  const log = '{"level":"info","time":1}\n'.repeat(30);
  const { code, out, err } = await run({ 'a.jsonl': ten, 'b.jsonl': log, 'c.jsonl': '' }, 'b.jsonl', 'gone.jsonl', 'c.jsonl', 'a.jsonl');
  assert.equal(code, 2);
  assert.match(err, /b\.jsonl: not training data/);
  assert.match(err, /gone\.jsonl: there is no such file/);
  assert.match(err, /c\.jsonl: the file is empty/);
  assert.match(out, /^a\.jsonl\n/);
});

test('arguments that make no sense are refused', async () => {
  for (const [argv, why] of [
    [[], /name the files/],
    [['a.jsonl', '--format', 'pdf'], /--format is text, json, markdown or html, not pdf/],
    [['a.jsonl', '--epochs', '0'], /--epochs takes/],
    [['a.jsonl', '--price', 'much'], /--price takes/],
    [['a.jsonl', '--model', 'gpt-9'], /has no model gpt-9/],
    [['-', '-'], /once only/],
  ] as const) {
    const { code, err } = await run({ 'a.jsonl': ten }, ...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, why);
  }
});

test('records that are not on a line each are told with the way out, and nothing of them is counted', async () => {
  const spread = JSON.stringify(JSON.parse(line('Where?', 'Here.')), undefined, 2);
  const { out } = await run({ 'a.jsonl': `${spread}\n${spread}\n` }, 'a.jsonl');
  assert.match(
    out,
    /0 examples \(chat messages\)[^\n]* 2 records do not stand on a line of their own, so [^\n]* the fix of pretty-printed puts each of them on one line\./,
  );
  assert.match(out, /Records not on a line of their own +2/);
  assert.doesNotMatch(out, /Tokens|Cost/);
  const one = await run({ 'a.jsonl': `${ten}${spread}\n` }, 'a.jsonl', '--format', 'json');
  const [report] = JSON.parse(one.out).files;
  assert.deepEqual([report.examples, report.spreadRecords, report.tokens.counted], [10, 1, 10]);
  assert.doesNotMatch((await run({ 'a.jsonl': ten }, 'a.jsonl')).out, /line of (its|their) own/);
});
