import assert from 'node:assert/strict';
import test from 'node:test';
import { foundInUserText } from '../support/checkText';

const foundIn = (text: string): number => foundInUserText(text, 'control-character').length;

for (const text of ['$\frac{1}{2}$', '$\binom{n}{k}$', '$x = \theta + \\alpha$', '$a \times b$', 'exam\u0002ple', 'page\fbreak']) {
  test(`found: ${JSON.stringify(text)}`, () => assert.equal(foundIn(text), 1));
}

for (const text of ['a\tb', '\ttext {', 'if x:\n\tto $HOME', '\\frac{1}{2}', 'name\tto\ttext', 'line\r\nline']) {
  test(`quiet: ${JSON.stringify(text)}`, () => assert.equal(foundIn(text), 0));
}
