import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

function foundIn(text: string): number {
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: 'yes' },
    ],
  });
  return checkText(line)
    .findings()
    .filter(({ finding }) => finding.rule === 'control-character').length;
}

for (const text of ['$\frac{1}{2}$', '$\binom{n}{k}$', '$x = \theta + \\alpha$', '$a \times b$', 'exam\u0002ple', 'page\fbreak']) {
  test(`found: ${JSON.stringify(text)}`, () => assert.equal(foundIn(text), 1));
}

for (const text of ['a\tb', '\ttext {', 'if x:\n\tto $HOME', '\\frac{1}{2}', 'name\tto\ttext', 'line\r\nline']) {
  test(`quiet: ${JSON.stringify(text)}`, () => assert.equal(foundIn(text), 0));
}
