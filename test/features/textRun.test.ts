import assert from 'node:assert/strict';
import test from 'node:test';
import { splitRows } from '../../server/src/core/rows/row';
import { textRunAction, textRunAt } from '../../server/src/features/textRun';
import { featureContext } from '../support/features';

const record =
  '{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';
const talk = ['User: Is the shop open?', 'Assistant: It is.', '', 'User: And on Sunday?', 'Assistant: No.'];
const file = [record, record, ...talk, record].join('\n');
const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });

test('a run holds the text around a line with the blank lines between, and no record', () => {
  const rows = splitRows(file);
  for (const line of [2, 3, 5, 6]) assert.deepEqual(textRunAt(rows, line), { start: 2, end: 7 });
  assert.equal(textRunAt(rows, 0), undefined);
  assert.equal(textRunAt(rows, 4), undefined);
  assert.equal(textRunAt(rows, 99), undefined);
});

test('a run that is a text file of its own is left to the command', () => {
  assert.equal(textRunAt(splitRows('Some words of text\n'.repeat(5000)), 2500), undefined);
});

test('the quick fix makes an example of the run with the system prompt of the file', async () => {
  const context = featureContext(file);
  const action = await textRunAction(context, at(3), []);
  assert.equal(action?.title, 'Convert these 5 lines to an example');
  const [edit] = action?.edit?.changes?.['file:///test.jsonl'] ?? [];
  assert(edit);
  assert.deepEqual(edit.range, { start: { line: 2, character: 0 }, end: { line: 6, character: 'Assistant: No.'.length } });
  assert.deepEqual(JSON.parse(edit.newText), {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Is the shop open?' },
      { role: 'assistant', content: 'It is.' },
      { role: 'user', content: 'And on Sunday?' },
      { role: 'assistant', content: 'No.' },
    ],
  });
  context.file.edit(edit.range, edit.newText);
  context.file.check?.checkPending(() => true);
  assert.deepEqual(
    (context.file.check?.findings() ?? [])
      .map(({ finding }) => finding.rule)
      .filter((rule) => rule === 'invalid-json' || rule === 'blank-line'),
    [],
  );
});

test('text without a question is not turned into an example unasked', async () => {
  const essay = [record, record, 'The sea was calm that morning, and nobody thought of the storm.', record].join('\n');
  assert.equal(await textRunAction(featureContext(essay), at(2), []), undefined);
});

test('broken records are no text', async () => {
  const broken = [record, record, '{"messages":[{"role":"user","content":"hi"', record].join('\n');
  assert.equal(await textRunAction(featureContext(broken), at(2), []), undefined);
});
