import assert from 'node:assert/strict';
import test from 'node:test';
import { type FileLine, heldLines } from '../../server/src/core/rules/rule';
import { tooManyExamples } from '../../server/src/core/rules/too-many-examples';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';

test('the first example beyond the limit is blamed, until enough are gone', () => {
  const target = targetById('openai');
  const fileShape = shapeById('reinforcement');
  assert(target && fileShape && tooManyExamples.about === 'file');
  const state = tooManyExamples.start({ target, fileShape }, heldLines);
  const line = (blank: boolean): FileLine => ({
    facts: { shape: fileShape, hashes: undefined, openBrackets: 0, openString: false, blank, first: undefined, head: { start: 0, end: 1 } },
  });
  const lines = Array.from({ length: 50_002 }, (_, index) => line(index === 0));
  const view = {
    count: lines.length,
    at: (index: number) => lines[index],
    textOf: () => undefined,
    bytes: undefined,
    indexOf: (each: FileLine) => lines.indexOf(each),
  };
  for (const each of lines) state.add(each);
  assert.deepEqual(
    state.reports(view).map((report) => lines.indexOf(report.line)),
    [50_001],
  );
  for (const each of lines.slice(-1)) state.remove(each);
  assert.deepEqual(state.reports(view), []);
});

test('examples with images have a limit of their own, which a removal meets again', () => {
  const target = targetById('azure');
  const fileShape = shapeById('chat');
  assert(target && fileShape && tooManyExamples.about === 'file');
  const state = tooManyExamples.start({ target, fileShape }, heldLines);
  const facts = { shape: fileShape, hashes: undefined, openBrackets: 0, openString: false, blank: false, first: undefined };
  const plain: FileLine = { facts: { ...facts, head: { start: 0, end: 1 }, content: { types: '' } } };
  const showing: FileLine = { facts: { ...plain.facts, content: { types: '', images: true } } };
  const view = { count: 1, at: () => plain, textOf: () => undefined, bytes: undefined, indexOf: () => 0 };
  for (let index = 0; index < 50_000; index++) {
    state.add(plain);
    state.add(showing);
  }
  assert.deepEqual(state.reports(view), []);
  state.add(showing);
  assert.deepEqual(
    state.reports(view).map(({ message, severity }) => [severity, message]),
    [
      [
        'warning',
        'This file has 50,001 examples with images; Azure OpenAI takes at most 50,000 such in one file. Leave some out, or split the file.',
      ],
    ],
  );
  state.remove(showing);
  assert.deepEqual(state.reports(view), []);
});
