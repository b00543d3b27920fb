import assert from 'node:assert/strict';
import test from 'node:test';
import { fileTooLarge } from '../../server/src/core/rules/file-too-large';
import { heldLines } from '../../server/src/core/rules/rule';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';

function messageFor(targetId: string, size: number): string | undefined {
  const target = targetById(targetId);
  const fileShape = shapeById('chat');
  assert(target && fileShape && fileTooLarge.about === 'file');
  const facts = { shape: fileShape, hashes: undefined, openBrackets: 0, openString: false, blank: false, first: undefined };
  const line = { facts: { ...facts, head: { start: 0, end: 1 } } };
  const view = {
    count: 1,
    at: () => line,
    textOf: () => undefined,
    indexOf: () => 0,
    bytes: { size, encoding: 'utf-8', mark: false } as const,
  };
  return fileTooLarge.start({ target, fileShape }, heldLines).reports(view)[0]?.message;
}

const gigabyte = 1024 ** 3;

test('another way to upload a file is named where there is one', () => {
  assert.equal(
    messageFor('openai', gigabyte),
    'This file has 1 GB; OpenAI takes at most 512 MB. Through the Uploads API it takes up to 8 GB. Otherwise split it, or leave examples out.',
  );
  assert.equal(messageFor('gemini', 2 * gigabyte), 'This file has 2 GB; Gemini takes at most 1 GB. Split it, or leave examples out.');
});
