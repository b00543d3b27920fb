import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { compareNames, isTextFileName, isTrainingFileName, textEndings, trainingEndings } from '../../server/src/shared/fileNames';

test('the manifest shows its menus on the files that are known here', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const shown = new Set([...manifest.matchAll(/resourceExtname =~ \/\^\\\\\.\(([^)]*)\)/g)].map(([, endings]) => endings));
  assert.deepEqual([...shown].sort(), [trainingEndings.join('|'), textEndings.join('|')].sort());
});

test('a name tells what a file is', () => {
  assert.ok(isTrainingFileName('file:///a/b.JSONL') && isTextFileName('b.jsonl') && isTextFileName('notes.md'));
  assert.ok(!isTrainingFileName('b.json') && !isTextFileName('b.png') && !isTextFileName('jsonl'));
});

test('names are in the order in which people count', () => {
  assert.deepEqual(['b10.md', 'b2.md', 'A.md'].sort(compareNames), ['A.md', 'b2.md', 'b10.md']);
});
