import assert from 'node:assert/strict';
import test from 'node:test';
import { foundInUserText } from '../support/checkText';

const foundIn = (text: string): number => foundInUserText(text, 'possible-secret').length;

// Letters as if drawn by lot; the prefixes are put in front here, so that no scanner takes this file for one that leaks.
const letters = 'q8ZrT2vLx0WmB7nKc5YdJh3GsPfE9aUi4oRtQkVbNwXyMzCl6D1gHjSuFpOeIAq7Zr';
const made = (prefix: readonly string[], count: number) => prefix.join('') + letters.slice(0, count);

for (const key of [
  made(['s', 'k-proj-'], 48),
  made(['s', 'k-ant-', 'api03-'], 66) + letters.slice(0, 30),
  `${['AK', 'IA'].join('')}Q7ZRT2VLX3WMB5NK`,
  made(['gh', 'p_'], 36),
  made(['AI', 'za'], 35),
  made(['xo', 'xb-908172635441-'], 30),
  made(['npm', '_'], 36),
])
  test(`found: ${key.slice(0, 7)}…`, () => assert.equal(foundIn(`It is ${key}, keep it`), 1));

test('found: a private key', () => {
  assert.equal(foundIn(`-----BEGIN RSA ${'PRIVATE'} KEY-----\n${letters}\n`), 1);
});

for (const text of [
  'Write sk-… in place of the key',
  's' + 'k-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'AKIA' + 'IOSFODNN7EXAMPLE',
  'a task-oriented-long-hyphenated-word-of-many-parts',
  'The header is -----BEGIN PRIVATE KEY-----, then the data.',
  `data:image/png;base64,AKIA${letters}`,
])
  test(`quiet: ${text.slice(0, 40)}`, () => assert.equal(foundIn(text), 0));
