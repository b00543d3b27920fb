import assert from 'node:assert/strict';
import test from 'node:test';
import { lineAmong } from '../../client/src/preview/lines';
import { createOwnMoves } from '../../client/src/preview/ownMoves';

test('news of own moves are known, also where one was overtaken, and those of others end the wait', () => {
  const moves = createOwnMoves();
  assert.equal(moves.isOwn(3, 0), false);
  for (const line of [4, 5, 6, 7]) moves.made(line, 0);
  assert.equal(moves.isOwn(4, 0), true);
  assert.equal(moves.isOwn(6, 0), true);
  assert.equal(moves.isOwn(5, 0), false, 'it is older than what was told');
  assert.equal(moves.isOwn(7, 0), false, 'somebody else has moved since');
  moves.made(8, 0);
  assert.equal(moves.isOwn(8, 3), false);
  moves.made(8, 12);
  moves.made(9, 0);
  assert.equal(moves.isOwn(8, 12), true);
  assert.equal(moves.isOwn(9, 0), true);
});

test('of some lines the next one follows, and the first one the last', () => {
  const lines = [2, 5, 9];
  assert.deepEqual(
    [lineAmong(lines, 5, 1), lineAmong(lines, 6, -1), lineAmong(lines, 9, 1), lineAmong(lines, 2, -1), lineAmong([], 3, 1)],
    [9, 5, 2, 9, undefined],
  );
});
