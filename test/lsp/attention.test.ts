import assert from 'node:assert/strict';
import test from 'node:test';
import { Attention } from '../../server/src/lsp/attention';

test('work in the background rests while somebody asks, and goes on at once when nobody has for a while', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  const attention = new Attention({ now: () => now, yieldTurn: async () => undefined });
  await attention.giveWay();
  attention.asked();
  let goesOn = false;
  const way = attention.giveWay().then(() => {
    goesOn = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(goesOn, false);
  context.mock.timers.runAll();
  await way;
  now = 1000;
  await attention.giveWay();
});
