import assert from 'node:assert/strict';
import test from 'node:test';
import { Attention } from '../../server/src/lsp/attention';
import { givingBack } from '../../server/src/lsp/givingBack';

test('memory is given back once nobody asks, edits or counts any more', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  let given = 0;
  let counted = (): void => undefined;
  let edited = (): void => undefined;
  const host = {
    now: () => now,
    collectGarbage: () => {
      given += 1;
    },
  };
  const attention = new Attention({ now: host.now, yieldTurn: async () => undefined });
  const giveBack = givingBack({
    host,
    attention,
    tokens: {
      onCounted: (listener) => {
        counted = () => listener([], { id: '', encoding: 'o200k_base' });
      },
    },
    onFile: (listener) => {
      edited = listener;
    },
  });
  const pass = (milliseconds: number): void => {
    for (let passed = 0; passed < milliseconds; passed += 500) {
      now += 500;
      context.mock.timers.tick(500);
    }
  };
  pass(60_000);
  assert.equal(given, 0, 'nobody wants it');
  giveBack();
  for (const busy of [() => attention.asked(), counted, edited, giveBack]) {
    for (let time = 0; time < 3; time++) {
      busy();
      pass(19_000);
    }
    assert.equal(given, 0, 'somebody is at work');
  }
  pass(3000);
  assert.equal(given, 2, 'twice, as one leaves something');
  pass(60_000);
  assert.equal(given, 2);
  giveBack();
  pass(60_000);
  assert.equal(given, 4);
});
