import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fixAll, safeFixes } from '../../server/src/core/check/fixFile';
import { PassingCheck } from '../../server/src/core/check/passingCheck';
import { joinRows, splitRows } from '../../server/src/core/rows/row';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const textRules = new Set(['invalid-json', 'pretty-printed', 'not-an-object', 'blank-line']);
const example = (user: string, assistant = 'yes') => ({
  messages: [
    { role: 'user', content: user },
    { role: 'assistant', content: assistant },
  ],
});
const a = JSON.stringify(example('a'));
const b = JSON.stringify(example('b'));

/** What these rules say: line from 1, how many lines, rule, kinds of remedies. */
function said(text: string): string[] {
  return checkText(text)
    .findings()
    .filter(({ finding }) => textRules.has(finding.rule))
    .map(({ line, lines, finding }) =>
      `${line + 1}+${lines} ${finding.rule} ${finding.fixes?.map(({ kind }) => kind).join(' ') ?? ''}`.trimEnd(),
    );
}

function fixed(text: string): string {
  const check = checkText(text);
  atOnce(fixAll(check, (fix, finding) => textRules.has(finding.rule) && safeFixes()(fix, finding)));
  return joinRows(check.rows());
}

test('an indented record is one finding, and becomes one line', () => {
  const text = `${a}\n${JSON.stringify(example('b'), null, 2)}\n${a}\n`;
  assert.deepEqual(said(text), ['2+12 pretty-printed fix']);
  assert.equal(fixed(text), `${a}\n${b.replaceAll('":', '": ').replaceAll(',"', ', "').replace('},{', '}, {')}\n${a}\n`);
});

test('numbers, key order and escapes keep their spelling', () => {
  const text = '{\n\t"messages":[{"role":"user","content":"\\u00e9 \\/"},\n{"weight":1.0,"role":"assistant","content":"1"}]\n}';
  assert.equal(fixed(text), '{"messages":[{"role":"user","content":"\\u00e9 \\/"},{"weight":1.0,"role":"assistant","content":"1"}]}');
});

test('line breaks of the file are kept', () => {
  assert.equal(fixed(`${a}\r\n${JSON.stringify(example('b'), null, 1).replaceAll('\n', '\r\n')}\r\n`).split('\r\n').length, 3);
});

test('a list of all records becomes lines, however it is laid out', () => {
  for (const text of [
    `[${a},${b}]`,
    `[\n${a},\n${b}\n]\n`,
    `[${a},\n${b}]`,
    `[\n${a},\n\n${b},\n]`,
    `[\n${a}\n,\n${b}\n]`,
    JSON.stringify([example('a'), example('b')], null, 2),
  ]) {
    assert.equal(said(text).length, 1, text);
    assert.match(said(text)[0] ?? '', /pretty-printed fix/);
    const lines = fixed(text).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [example('a'), example('b')],
    );
  }
});

test('a list of messages stays a list, which another rule explains', () => {
  assert.deepEqual(said('[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]'), ['1+1 not-an-object suggestion']);
  assert.equal(
    fixed('[\n{"role":"user","content":"a"},\n{"role":"assistant","content":"b"}\n]'),
    '[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]',
  );
});

test('a line that is merely cut off does not swallow the next example', () => {
  assert.deepEqual(said(`${a.slice(0, -1)}\n${b}\n`), ['1+1 invalid-json suggestion']);
  assert.deepEqual(said(`${a.slice(0, 40)}\n${b}\n`), ['1+1 invalid-json suggestion']);
});

test('a record that lacks a bracket does not swallow the next', () => {
  const broken = JSON.stringify(example('a'), null, 2).split('\n').slice(0, -1).join('\n');
  assert.ok(said(`${broken}\n${JSON.stringify(example('b'), null, 2)}\n`).includes('12+12 pretty-printed fix'));
});

test('faults inside a record that is spread over lines are mended with it', () => {
  const text = "{\n  'messages': [ // two\n    {'role': 'user', 'content': 'a'},\n    {'role': 'assistant', 'content': 'yes'},\n  ],\n}";
  assert.deepEqual(said(text), ['1+6 pretty-printed fix']);
  assert.deepEqual(JSON.parse(fixed(text)), example('a'));
});

test('records with a comma behind each are put on lines', () => {
  const text = `${JSON.stringify(example('a'), null, 2)},\n${JSON.stringify(example('b'), null, 2)},\n`;
  assert.deepEqual(said(text), ['1+12 pretty-printed fix', '13+12 pretty-printed fix']);
  assert.deepEqual(
    fixed(text)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    [example('a'), example('b')],
  );
});

test('a text with line breaks in it is put back together', () => {
  const text = `${a}\n{"messages":[{"role":"user","content":"one\n\n  // two\n"three""},{"role":"assistant","content":"yes"}]}\n`;
  const plain = text.replace('"three"', 'three');
  assert.deepEqual(said(plain), ['2+4 pretty-printed fix']);
  assert.deepEqual(JSON.parse(fixed(plain).split('\n')[1] ?? ''), example('one\n\n  // two\nthree'));
});

test('neighbours with a quote too many or too few in each are told each by itself', () => {
  const strays = [a.replace('"a"', '"a"a"'), b.replace('"b"', '"b"b"')];
  const unclosed = [a.replace('"a"', '"a'), b.replace('"b"', '"b')];
  for (const [one, two] of [strays, unclosed, [...strays].reverse(), [strays[0], unclosed[1]]]) {
    assert.deepEqual(said(`${a}\n${one}\n${two}\n${b}\n`), ['2+1 invalid-json suggestion', '3+1 invalid-json suggestion']);
  }
  // Where only a line break stands in a text, the lines belong together however they look.
  assert.deepEqual(said(`${a}\n${a.replace('"a"', '"a}\n{b"')}\n`), ['2+2 pretty-printed fix']);
});

test('what cannot be mended is said once, with the line to look at', () => {
  const text = `{\n  "messages": [\n    {"role": "user", "content": "a"},\n    {"role": "assistant", "content": }\n  ]\n}`;
  const [only] = checkText(text)
    .findings()
    .filter(({ finding }) => textRules.has(finding.rule));
  assert.equal(only?.finding.rule, 'pretty-printed');
  assert.match(only?.finding.message ?? '', /line 4 of them/);
  assert.equal(only?.finding.fixes, undefined);
});

test('any JSON, printed in any of the usual ways, becomes lines again', () => {
  const content = fc.string({ unit: fc.constantFrom(...'ab"\\{}[],:\n\'é') });
  const record = fc.tuple(content, content).map(([user, assistant]) => example(user, assistant));
  const records = fc.array(record, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(records, fc.constantFrom(1, 2, '\t'), fc.boolean(), (values, indent, asList) => {
      const text = asList ? JSON.stringify(values, null, indent) : values.map((value) => JSON.stringify(value, null, indent)).join('\n');
      assert.deepEqual(
        fixed(text)
          .split('\n')
          .map((line) => JSON.parse(line)),
        values,
      );
    }),
  );
});

test('the records that are not on a line of their own are counted, however they are laid out', () => {
  const pretty = JSON.stringify(example('p'), null, 2);
  const list = [example('a'), example('b')];
  const long = JSON.stringify([example('x'.repeat(600_000)), example('y'.repeat(600_000)), example('z')], null, 2);
  for (const [text, count] of [
    [`${a}\n${b}\n`, 0],
    [`${pretty}\n`, 1],
    [`${a}\n${pretty}\n${pretty}\n`, 2],
    [JSON.stringify(list), 2],
    [JSON.stringify(list, null, 2), 2],
    // The last item is an example by itself already.
    [`[\n${a},\n${a},\n${b}\n]\n`, 2],
    [JSON.stringify(example('a').messages, null, 2), 1],
    // What is not JSON when it is joined is still a record.
    [`${pretty.replace('"yes"', 'yes yes')}\n${a}\n`, 1],
    [long, 3],
  ] as const) {
    assert.equal(checkText(text).spreadRecords, count, text.slice(0, 200));
  }
});

test('a stream counts the same records, and an edit those that are left', () => {
  const pretty = JSON.stringify(example('p'), null, 2);
  const text = `${a}\n${pretty}\n[\n${a},\n${b}\n]\n`;
  const check = checkText(text);
  assert.deepEqual([check.examples, check.spreadRecords], [2, 2]);
  const passing = new PassingCheck(check.options);
  passing.append(splitRows(text));
  assert.deepEqual([passing.examples, passing.end(undefined).spreadRecords()], [2, 2]);
  check.replaceRows(1, pretty.split('\n').length, [{ text: b, lineBreak: '\n' }]);
  check.checkPending(() => true);
  assert.deepEqual([check.examples, check.spreadRecords], [3, 1]);
});
