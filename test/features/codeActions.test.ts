import assert from 'node:assert/strict';
import test from 'node:test';
import { atOnce } from '../../server/src/core/work';
import { codeActions, resolveCodeAction } from '../../server/src/features/codeActions';
import { featureContext } from '../support/features';

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
