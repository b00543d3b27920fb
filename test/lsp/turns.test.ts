import assert from 'node:assert/strict';
import test from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver';
import { type InTurns, inTurnsFor, type Worker } from '../../server/src/lsp/turns';

interface Watched {
  readonly inTurns: InTurns;
  readonly rests: () => number;
  readonly told: readonly number[];
}

/** Turns by a clock that goes on by a millisecond whenever it is read. */
function watched(source: CancellationTokenSource, onRest: (rests: number) => void = () => undefined): Watched {
  let now = 0;
  let rests = 0;
  const told: number[] = [];
  const session = {
    host: {
      now: () => now++,
      yieldTurn: async () => onRest(++rests),
    },
    connection: {
      sendProgress: async (_type: unknown, _token: unknown, { percentage }: { readonly percentage: number }) => {
        told.push(percentage);
      },
    },
  } as unknown as Worker['session'];
  return { inTurns: inTurnsFor({ session, token: source.token, progress: 'it' }), rests: () => rests, told };
}

function* counting(to: number): Generator<number, number> {
  for (let done = 0; done < to; done++) yield done / to;
  return to;
}

test('work rests again and again, tells how far it is, and comes to its result', async () => {
  const { inTurns, rests, told } = watched(new CancellationTokenSource());
  assert.equal(await inTurns(counting(1000)), 1000);
  assert.ok(rests() > 100);
  assert.ok(told.length > 2);
  assert.deepEqual(
    told,
    [...told].sort((a, b) => a - b),
  );
});

test('work that is cancelled goes no further and says so', async () => {
  const source = new CancellationTokenSource();
  const { inTurns, rests } = watched(source, (count) => {
    if (count === 3) source.cancel();
  });
  await assert.rejects(inTurns(counting(1000)), { message: 'The request was cancelled.' });
  assert.equal(rests(), 3);
});
