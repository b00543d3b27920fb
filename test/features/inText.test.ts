import assert from 'node:assert/strict';
import test from 'node:test';
import type { InlayHint } from 'vscode-languageserver-types';
import { atOnce } from '../../server/src/core/work';
import { codeLens } from '../../server/src/features/codeLens';
import { inlayHints } from '../../server/src/features/inlayHints';
import { featureContext } from '../support/features';

const line =
  '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello","weight":0},{"role":"user","content":"Bye"},{"role":"assistant","content":"See you"}]}';
const tokens = {
  total: 1234,
  messages: [0, 1, 2, 3, 4].map((index) => ({ path: ['messages', index], tokens: 10 + index })),
  assistant: 3,
  tools: 0,
  approximate: false,
};
const everything = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

/** The text with the hints written into it. */
function written(text: string, hints: readonly InlayHint[]): string {
  return hints.reduceRight(
    (result, { position, label }) => `${result.slice(0, position.character)}‹${String(label)}›${result.slice(position.character)}`,
    text,
  );
}

test('each message has its role and tokens before it', () => {
  assert.equal(
    written(line, atOnce(inlayHints(featureContext(line, { knownTokens: () => tokens }), { range: everything }))),
    '{"messages":[‹system · 10›{"role":"system","content":"Be kind."},‹user · 11›{"role":"user","content":"Hi"},‹assistant · 12 · not learnt›{"role":"assistant","content":"Hello","weight":0},‹user · 13›{"role":"user","content":"Bye"},‹assistant · 14›{"role":"assistant","content":"See you"}]}',
  );
});

test('roles are shown before tokens are counted, and in other shapes', () => {
  const alpaca = '{"instruction": "Add.", "input": "1 and 2", "output": "3"}';
  assert.equal(
    written(alpaca, atOnce(inlayHints(featureContext(alpaca), { range: everything }))),
    '{"instruction": ‹user›"Add.", "input": "1 and 2", "output": ‹assistant›"3"}',
  );
});

test('a message whose role is empty or missing is called a message', () => {
  const roleless = '{"messages":[{"role":""},{}]}';
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  assert.equal(
    written(roleless, atOnce(inlayHints(featureContext(`${line}\n${roleless}`, { knownTokens: () => tokens }), { range }))),
    '{"messages":[‹message · 10›{"role":""},‹message · 11›{}]}',
  );
});

test('only lines that are asked for are looked at, and broken ones have no hints', () => {
  const text = [line, line.slice(0, 40), '', line].join('\n');
  const range = { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } };
  assert.deepEqual([...new Set(atOnce(inlayHints(featureContext(text), { range })).map(({ position }) => position.line))], [3]);
  assert.deepEqual(atOnce(inlayHints(featureContext('{"level":"info"}\n{"level":"info"}'), { range })), []);
});

test('the line that the cursor rests on has a lens with what the client can do', () => {
  const given = { activeLine: 0, knownTokens: () => tokens };
  const titles = (hasCommand: (command: string) => boolean) =>
    codeLens(featureContext(line, { ...given, hasCommand })).map(({ command }) => [command?.title, command?.command, command?.arguments]);
  const place = [{ uri: 'file:///test.jsonl', line: 0 }];
  assert.deepEqual(
    titles((command) => command !== 'exemplar.showTokens'),
    [
      ['Preview', 'exemplar.openPreview', place],
      ['Edit as Text', 'exemplar.editAsText', place],
      ['1,234 tokens', '', place],
    ],
  );
  assert.deepEqual(
    titles(() => false),
    [['1,234 tokens', '', place]],
  );
});

test('no lens stands above a blank line, a log, or where the cursor is unknown', () => {
  const given = { hasCommand: () => true, knownTokens: () => tokens };
  assert.deepEqual(codeLens(featureContext(`${line}\n\n`, { ...given, activeLine: 1 })), []);
  assert.deepEqual(codeLens(featureContext(line, given)), []);
  assert.deepEqual(codeLens(featureContext(line, { ...given, activeLine: 7 })), []);
  assert.deepEqual(codeLens(featureContext('{"level":"info"}', { ...given, activeLine: 0 })), []);
});
