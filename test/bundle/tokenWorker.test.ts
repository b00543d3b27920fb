import assert from 'node:assert/strict';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { Worker } from 'node:worker_threads';

test('the thread that counts lets others go first, where threads have priorities of their own', async (context) => {
  const before = os.getPriority();
  const loaded = `require(${JSON.stringify(path.resolve('dist/tokenWorker.js'))});`;
  const thread = new Worker(`${loaded} require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority());`, {
    eval: true,
  });
  context.after(() => thread.terminate());
  const [priority] = await once(thread, 'message');
  const lower = Math.max(before, os.constants.priority.PRIORITY_BELOW_NORMAL);
  assert.equal(priority, process.platform === 'linux' ? lower : before);
  assert.equal(os.getPriority(), before);
});
