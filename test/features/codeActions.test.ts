import assert from 'node:assert/strict';
import test from 'node:test';
import { atOnce } from '../../server/src/core/work';
import { codeActions, resolveCodeAction } from '../../server/src/features/codeActions';
import { featureContext } from '../support/features';
import { applyEdits } from '../support/marked';

const fixable = '{"messages":[{"speaker":"user","content":"a"},{"role":"assistant","content":"b"}]}';

test('what is fixed in a text that is another one by then is not handed on', () => {
  const context = featureContext(`${fixable}\n${fixable.replace('"a"', '"c"')}\n`);
  const { file, links } = context;
  if (file.check) atOnce(file.check.checkAll());
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const actions = atOnce(codeActions(context, { range, context: { diagnostics: [] } }));
  const all = actions.find(({ title }) => title.startsWith('Fix all'));
  assert.ok(all);
  assert.ok(atOnce(resolveCodeAction(context, all)).edit?.changes?.[links.uri]?.length);
  const work = resolveCodeAction(context, all);
  work.next();
  file.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
  assert.deepEqual(atOnce(work).edit?.changes?.[links.uri], []);
});

test('a fix of one place changes that place alone', () => {
  const message = (role: string) => ({ role, content: 'a' });
  const text = JSON.stringify({ messages: [message('human'), message('gpt'), { ...message('user'), role_: 1 }, message('gpt')] });
  const context = featureContext(`${text}\n`);
  const { file, links } = context;
  if (file.check) atOnce(file.check.checkAll());
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
  const changes = atOnce(codeActions(context, { range, context: { diagnostics: [] } })).flatMap(
    ({ edit }) => edit?.changes?.[links.uri] ?? [],
  );
  assert.deepEqual(
    changes.map((change) => applyEdits(text, [change])),
    [
      text.replace('human', 'user'),
      text.replace('gpt', 'assistant'),
      text.replace(/gpt(?=[^g]*$)/, 'assistant'),
      text.replace(',"role_":1', ''),
    ],
  );
  assert.deepEqual(changes[0] && [changes[0].range.start.character, changes[0].newText], [text.indexOf('human'), 'user']);
});

test('while much of a file waits to be checked its lines offer their own fixes, and those of all lines once they are known', () => {
  const long = JSON.stringify({
    messages: [
      { role: 'user', content: 'a'.repeat(90_000) },
      { role: 'assistant', content: 'b' },
    ],
  });
  const context = featureContext(`${fixable}\n${fixable.replace('"a"', '"c"')}\n${`${long}\n`.repeat(50)}`);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } };
  const titles = () => atOnce(codeActions(context, { range, context: { diagnostics: [] } })).map(({ title }) => title);
  const own = titles();
  assert.deepEqual(own, ['Rename `speaker` to `role`']);
  if (context.file.check) atOnce(context.file.check.checkAll());
  assert.deepEqual(titles(), [...own, 'Fix all 2 `missing-role` problems in this file']);
});
