import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { followLine } from '../../server/src/shared/followLines';

const lines = ['a', 'bb', 'ccc', 'dd'];

function follow(
  line: number,
  [startLine, start, endLine, end]: readonly [number, number, number, number],
  text: string,
): number | undefined {
  const range = { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
  return followLine({ line, text: lines[line] ?? '' }, { range, text });
}

test('a line moves with what comes and goes above it', () => {
  assert.equal(follow(2, [0, 0, 0, 0], 'x\ny\n'), 4);
  assert.equal(follow(2, [2, 0, 2, 0], 'x\r\n'), 3);
  assert.equal(follow(2, [0, 0, 2, 0], ''), 0);
  assert.equal(follow(2, [1, 2, 2, 0], ''), 1);
  assert.equal(follow(2, [0, 1, 2, 1], ' '), 0);
});

test('what happens in it or below leaves it where it is', () => {
  assert.equal(follow(2, [2, 3, 2, 3], '\nx'), 2);
  assert.equal(follow(2, [2, 1, 3, 2], 'x'), 2);
  assert.equal(follow(2, [2, 0, 2, 2], 'x'), 2);
  assert.equal(follow(2, [3, 0, 3, 0], 'x\n'), 2);
});

test('a line that goes is gone, and one that is replaced is found again', () => {
  assert.equal(follow(2, [1, 2, 2, 3], ''), undefined);
  assert.equal(follow(2, [0, 0, 3, 2], 'x\na\nbb\nccc\ndd'), 3);
  assert.equal(follow(2, [0, 0, 3, 2], 'A\nB\nC\nD'), 2);
  assert.equal(follow(2, [0, 0, 3, 2], 'A'), undefined);
});

test('a line that an edit does not touch is found where it stands', () => {
  const place = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      place,
      place,
      fc.string({ unit: fc.constantFrom('x', '\n'), maxLength: 6 }),
      (line, a, b, text) => {
        const before = Array.from({ length: 10 }, (_, index) => `line ${index}`);
        const offsetOf = (number: number): number => before.slice(0, number).reduce((sum, each) => sum + each.length + 1, 0);
        const whole = before.join('\n');
        // Before the line, or behind it.
        const limit = a % 2 === 0 ? [0, offsetOf(line) - 1] : [offsetOf(line + 1), whole.length];
        const [low = 0, high = 0] = limit;
        const [start = 0, end = 0] = [low + (a % (high - low + 1)), low + (b % (high - low + 1))].sort((x, y) => x - y);
        const positionOf = (offset: number): { line: number; character: number } => {
          const above = whole.slice(0, offset).split('\n');
          return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
        };
        const range = { start: positionOf(start), end: positionOf(end) };
        const at = followLine({ line, text: before[line] ?? '' }, { range, text });
        assert.equal((whole.slice(0, start) + text + whole.slice(end)).split('\n')[at ?? -1], before[line]);
      },
    ),
    { numRuns: 300 },
  );
});
