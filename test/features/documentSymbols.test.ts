import assert from 'node:assert/strict';
import test from 'node:test';
import { atOnce } from '../../server/src/core/work';
import { documentSymbols } from '../../server/src/features/documentSymbols';
import { featureContext } from '../support/features';

const line = (question: string, answer = 'Yes.'): string =>
  `{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;

test('examples are named by their question and hold their messages', () => {
  const text = [line('Is it\\n\\n open?'), '', line('A word repeated '.repeat(20))].join('\n');
  const symbols = atOnce(documentSymbols(featureContext(text)));
  assert.deepEqual(
    symbols.map(({ name, detail }) => [name, detail]),
    [
      ['1: Is it open?', '3 messages'],
      ['3: A word repeated A word repeated A word repeated A word repea…', '3 messages'],
    ],
  );
  const [first] = symbols;
  assert.deepEqual(
    first?.children?.map(({ name, range: { start, end } }) => [name, text.slice(start.character, end.character)]),
    [
      ['system: Be kind.', '{"role":"system","content":"Be kind."}'],
      ['user: Is it open?', '{"role":"user","content":"Is it\\n\\n open?"}'],
      ['assistant: Yes.', '{"role":"assistant","content":"Yes."}'],
    ],
  );
});

test('a text of any length is named by its beginning', () => {
  const shapeOf = (question: string, answer: string): unknown =>
    atOnce(documentSymbols(featureContext(line(question, answer)))).map(({ name, detail, children }) => [
      name,
      detail,
      children?.map((each) => each.name),
    ]);
  for (const part of ['A word. ', 'Ein \\"Wort\\".\\n\\n', '\\u4e00\\u4e01'])
    assert.deepEqual(shapeOf('Is it?', part.repeat(60_000)), shapeOf('Is it?', part.repeat(100)));
  const text = line('Is it?', 'A word. '.repeat(60_000));
  const answer = atOnce(documentSymbols(featureContext(text)))[0]?.children?.[2];
  assert.equal(text.slice(answer?.range.start.character, answer?.range.end.character), text.slice(text.indexOf('{"role":"assistant"'), -2));
});

test('calls name a message that says nothing', () => {
  const text =
    '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}]}';
  assert.equal(atOnce(documentSymbols(featureContext(text)))[0]?.children?.[1]?.name, 'assistant: weather()');
});

test('no entry is without a name, not even where a role is empty, missing or about to be typed', () => {
  const names = (...messages: readonly string[]): unknown =>
    atOnce(documentSymbols(featureContext(`{"messages":[${messages.join()}]}`)))[0]?.children?.map(({ name }) => name);
  assert.deepEqual(names('{"role": ""}', '{"role": "  "}', '{}', '{"role": "narrator"}', '{"content": "Hi"}'), [
    'message',
    'message',
    'message',
    'narrator',
    'message: Hi',
  ]);
});

test('lines that are no example are listed as such', () => {
  const [, broken] = atOnce(documentSymbols(featureContext(`${line('Hi')}\n{"messages":[{"role"`)));
  assert.deepEqual([broken?.name, broken?.detail], ['2: {"messages":[{"role"', 'not an example']);
  assert.deepEqual(atOnce(documentSymbols(featureContext('{"level":"info"}\n'))), []);
});

test('of a long file the beginning is shown, and how much is left', () => {
  const text = `${Array.from({ length: 3000 }, (_, index) => line(`Question ${index}?`)).join('\n')}\n`;
  const symbols = atOnce(documentSymbols(featureContext(text)));
  assert.equal(symbols.length, 1251);
  assert.equal(symbols.at(-1)?.name, '… and 1,750 more lines: use Go to Line');
  assert.deepEqual(symbols.at(-1)?.range.start, { line: 1250, character: 0 });
});

test('of a text of megabytes less is shown, because the rest of it keeps everybody busy when it is opened', () => {
  const leftOf = (lines: number): string | undefined => {
    const text = `${Array.from({ length: lines }, (_, index) => line(`Question ${index}: ${'why '.repeat(1100)}?`)).join('\n')}\n`;
    return atOnce(documentSymbols(featureContext(text))).at(-1)?.name;
  };
  assert.equal(leftOf(1000), '… and 779 more lines: use Go to Line');
  assert.equal(leftOf(5000), '… and 4,937 more lines: use Go to Line');
});

test('every symbol lies within its parent and is selected within itself', () => {
  const text = [line('Hi'), '{"prompt":"a","completion":"b"}', '[1]', line('Bye')].join('\n');
  for (const symbol of atOnce(documentSymbols(featureContext(text)))) {
    for (const child of symbol.children ?? []) {
      assert(child.range.start.line === symbol.range.start.line && child.range.end.character <= symbol.range.end.character);
    }
  }
});
