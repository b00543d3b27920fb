import assert from 'node:assert/strict';
import test from 'node:test';
import { withLineNumber } from '../../server/src/core/rules/wording';
import { checkText } from '../support/checkText';

function found(line: string, target?: string) {
  return checkText(line, target)
    .findings()
    .filter(({ finding }) => finding.rule === 'unknown-key')
    .map(({ finding }) => finding);
}

const line = (message: string, rest = '') =>
  `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"${message}}]${rest}}`;

test('where a key stands decides how much it weighs', () => {
  assert.deepEqual(
    found(line(',"mood":"kind"', ',"source":"forum"')).map(({ severity }) => severity),
    ['warning', 'error'],
  );
});

test('what the user chose weighs more', () => {
  const check = checkText(line(',"mood":"kind"'), 'openai', { 'unknown-key': 'hint' });
  assert.deepEqual(
    check.findings().flatMap(({ finding }) => (finding.rule === 'unknown-key' ? [finding.severity] : [])),
    ['hint'],
  );
});

test('the service is quoted', () => {
  const [finding] = found(line('', ',"source":"forum"'));
  assert.match(withLineNumber(finding?.message ?? '', 6), /Example 7 contains an extra "source"/);
});

test('a key is renamed only where its value fits and the right key is free', () => {
  const fixesOf = (text: string) => found(text)[0]?.fixes?.map(({ kind }) => kind);
  assert.deepEqual(fixesOf(line(',"weigth":1')), ['fix', 'suggestion']);
  assert.deepEqual(fixesOf(line(',"weigth":"one"')), ['suggestion']);
  assert.deepEqual(fixesOf(line(',"weight":1,"weigth":1')), ['suggestion']);
});

test('keys for graders are free', () => {
  assert.deepEqual(found('{"messages":[{"role":"user","content":"1+1?"}],"reference":2,"toString":1,"__proto__":1}'), []);
});

test('names that every object has are keys like any other', () => {
  assert.equal(found(line(',"constructor":1,"toString":2,"__proto__":3')).length, 3);
});

test('the schemas of tools keep their own keys', () => {
  const tools = ',"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","x-note":1},"returns":"text"}}]';
  assert.deepEqual(found(line('', tools)), []);
});
