import assert from 'node:assert/strict';
import test from 'node:test';
import { applyEdits } from '../../../server/src/core/json/edits';
import { readMessageText, writeMessageText } from '../../../server/src/core/transcript/messageText';
import { type LineChange, rewriteLines } from '../../../server/src/core/transcript/rewrite';
import { writeTranscript } from '../../../server/src/core/transcript/write';

const chat = (question: string, answer: string): string =>
  `{"messages": [{"role": "user", "content": "${question}"}, {"role": "assistant", "content": "${answer}"}]}`;
const lines = [chat('One?', 'Caf\\u00e9\\/1'), chat('Two?', '2'), 'no JSON', chat('Four?', '4')];

function changed(replace: (text: string) => string): readonly LineChange[] {
  const rewritten = rewriteLines(lines, replace(writeTranscript(lines)));
  assert(rewritten.ok);
  assert.deepEqual(applied(rewritten.changes), rewritten.lines);
  return rewritten.changes;
}

function applied(changes: readonly LineChange[]): readonly string[] {
  const after: string[] = [];
  for (let index = -1; index < lines.length; index++) {
    const own = changes.filter((change) => change.index === index);
    const edit = own.flatMap((change) => (change.kind === 'change' ? [change.edit] : []))[0];
    const line = lines[index];
    if (line !== undefined && !own.some(({ kind }) => kind === 'delete'))
      after.push(edit ? line.slice(0, edit.start) + edit.text + line.slice(edit.end) : line);
    after.push(...own.flatMap((change) => (change.kind === 'insert' ? change.lines : [])));
  }
  return after;
}

test('what says the same is left alone', () => {
  assert.deepEqual(
    changed((text) => text),
    [],
  );
  assert.deepEqual(
    changed((text) => text.replaceAll('\n\n', '\n\n\n')),
    [],
  );
});

test('a changed text keeps the spelling of the rest of its line', () => {
  const [change, ...more] = changed((text) => text.replace('One?', 'Uno?'));
  assert.equal(more.length, 0);
  assert(change?.kind === 'change');
  assert.equal(change.index, 0);
  assert.equal(lines[0]?.slice(0, change.edit.start) + change.edit.text + lines[0]?.slice(change.edit.end), chat('Uno?', 'Caf\\u00e9\\/1'));
});

test('examples come and go as lines, spelled like their file', () => {
  const added = changed((text) => text.replace('===== verbatim', '===== example\n\n=== user\n\nNew é\n\n===== verbatim'));
  assert.deepEqual(added, [{ kind: 'insert', index: 1, lines: ['{"messages": [{"role": "user", "content": "New \\u00e9"}]}'] }]);
  assert.deepEqual(
    changed((text) => text.replace(/===== verbatim\n\nno JSON\n\n/, '')),
    [{ kind: 'delete', index: 2 }],
  );
  assert.equal(changed(() => '').length, 4);
});

test('a message more leaves the others as they are spelled', () => {
  const [change] = changed((text) => text.replace('=== assistant\n\nCafé', '=== user\n\nPlease.\n\n=== assistant\n\nCafé'));
  assert(change?.kind === 'change');
  assert.equal(change.edit.end - change.edit.start, 0);
});

test('many changed lines are aligned without looking for the fewest changes', () => {
  const many = Array.from({ length: 600 }, (_, index) => chat(`Question ${index}`, 'Yes.'));
  const rewritten = rewriteLines(many, writeTranscript(many.map((line) => line.replace('Yes', 'No'))));
  assert(rewritten.ok);
  assert.equal(rewritten.changes.length, 600);
});

test('one text is read and written by itself', () => {
  const line = '{"messages":[{"role":"user","content":"Caf\\u00e9\\r\\nx","n":1.0}]}';
  const path = ['messages', 0, 'content'];
  assert.deepEqual(readMessageText(line, path), { text: 'Café\r\nx' });
  const edit = writeMessageText(line, path, 'Café\r\ny"');
  assert(edit);
  assert.equal(applyEdits(line, [{ op: 'replace', ...edit }]), '{"messages":[{"role":"user","content":"Caf\\u00e9\\r\\ny\\"","n":1.0}]}');
  assert.deepEqual(writeMessageText(line, path, 'Café\r\nx')?.text, '');
  assert.deepEqual(readMessageText(line, ['messages', 0, 'n']), { refused: 'missing' });
  for (const odd of ['a\\r\\nb\\nc', 'a\\rb', '\\u2028', '\\ud800', '\\u0000'])
    assert.deepEqual(readMessageText(`{"a":"${odd}"}`, ['a']), { refused: 'odd' }, odd);
  assert.deepEqual(readMessageText('{"a":"\\ud83d\\ude00"}', ['a']), { text: '😀' });
});
