import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

const record = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';

function remedies(line: string): (string | undefined)[] {
  return checkText(`${record}\n${line}\n`)
    .findings()
    .filter(({ finding }) => finding.rule === 'not-an-object')
    .map(({ finding }) => finding.fixes?.[0]?.title);
}

test('whatever is JSON but no object is reported once', () => {
  for (const line of ['1', '"a"', 'null', 'true', '[]', '[1]', '[[]]', '["a",{"b":1}]'])
    assert.deepEqual(remedies(line), [undefined], line);
});

test('a list of messages is offered a record around it', () => {
  assert.deepEqual(remedies('[{"role":"user","content":"a"}]'), ['Make the list the `messages` of a record']);
});

test('a record in a string is offered to be unpacked, as long as it is one line', () => {
  assert.deepEqual(remedies(JSON.stringify(record)), ['Unpack the record that the string holds']);
  assert.deepEqual(remedies(JSON.stringify(JSON.stringify(JSON.parse(record), null, 1))), [undefined]);
});

test('a list of examples is for the rule about spread records', () => {
  assert.deepEqual(remedies(`[${record}]`), []);
});
