import assert from 'node:assert/strict';
import test from 'node:test';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from '../../server/src/features/selectionRanges';
import { featureContext } from '../support/features';
import { marked } from '../support/marked';

/** What each step of “Expand Selection” takes in. */
function steps(line: string): string[] {
  const { text, position } = marked(line);
  const texts: string[] = [];
  const row = text.split('\n')[position.line] ?? '';
  let range: SelectionRange | undefined = selectionRanges(featureContext(text), { positions: [position] })[0];
  for (; range; range = range.parent) {
    assert(range.range.start.character <= position.character && position.character <= range.range.end.character);
    texts.push(row.slice(range.range.start.character, range.range.end.character));
  }
  return texts;
}

test('the selection grows from a word to the line of text, the text, the member, the message, the list and the line', () => {
  assert.deepEqual(steps('{"messages":[{"role":"user","content":"Good mor█ning.\\nIt\\u00e9s me."}]}'), [
    'morning',
    'Good morning.',
    'Good morning.\\nIt\\u00e9s me.',
    '"Good morning.\\nIt\\u00e9s me."',
    '"content":"Good morning.\\nIt\\u00e9s me."',
    '"role":"user","content":"Good morning.\\nIt\\u00e9s me."',
    '{"role":"user","content":"Good morning.\\nIt\\u00e9s me."}',
    '[{"role":"user","content":"Good morning.\\nIt\\u00e9s me."}]',
    '"messages":[{"role":"user","content":"Good morning.\\nIt\\u00e9s me."}]',
    '{"messages":[{"role":"user","content":"Good morning.\\nIt\\u00e9s me."}]}',
  ]);
});

test('an escape is never cut, and an escaped letter is part of its word', () => {
  assert.deepEqual(steps('{"messages":[{"role":"user","content":"a\\nIt\\u00e9█s me."}]}').slice(0, 2), ['It\\u00e9s', 'It\\u00e9s me.']);
  assert.deepEqual(steps('{"messages":[{"role":"user","content":"say \\"h█i\\" now"}]}').slice(0, 2), ['hi', 'say \\"hi\\" now']);
});

test('broken and blank lines grow to the line', () => {
  assert.equal(steps('{"messages":[{"role":"user","content":"hi█').at(-1), '{"messages":[{"role":"user","content":"hi');
  assert.deepEqual(steps('{"messages":[{"role":"user","content":"hi"}]}\n█'), ['']);
});
