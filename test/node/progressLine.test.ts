import assert from 'node:assert/strict';
import test from 'node:test';
import { createProgressLine } from '../../server/src/node/progressLine';
import { progressText } from '../../server/src/shared/readingProgress';

test('progress says how much, how quickly, and how long it will take', () => {
  assert.equal(progressText({ bytes: 412e6, size: 1.1e9, milliseconds: 4000 }), '412 MB of 1.1 GB, 103 MB/s, 7 s left');
  assert.equal(progressText({ bytes: 2.5e6, size: 0, milliseconds: 1000 }), '2.5 MB, 2.5 MB/s');
  assert.equal(progressText({ bytes: 1e8, size: 2e10, milliseconds: 10_000 }), '100 MB of 20.0 GB, 10 MB/s, 33 min left');
  assert.equal(progressText({ bytes: 0, size: 1e6, milliseconds: 0 }), '0 MB of 1 MB');
  assert.equal(progressText({ bytes: 1e6, size: 1e6, milliseconds: 1000 }), '1 MB of 1 MB, 1 MB/s');
});

test('the line comes after a second, is drawn four times a second at most, and goes', async () => {
  let time = 0;
  let terminal = '';
  const line = createProgressLine(
    (text) => {
      terminal += text;
    },
    () => time,
  );
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < 14; count++) {
      time += 100;
      yield new Uint8Array(1_000_000);
    }
  };
  let read = 0;
  for await (const chunk of line.follow(chunks(), 'a.jsonl', Promise.resolve(14_000_000))) read += chunk.length;
  assert.equal(read, 14_000_000);
  const cleared = '\r\u001b[K';
  assert.equal(terminal, `a.jsonl: 10 MB of 14 MB, 10 MB/s, 1 s left${cleared}a.jsonl: 13 MB of 14 MB, 10 MB/s, 1 s left${cleared}`);
  line.clear();
  assert.ok(terminal.endsWith(`left${cleared}`));
});
