import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Ordered, OrderedList, replaceSlice } from '../../server/src/core/check/lineOrder';

function items(count: number): Ordered[] {
  return Array.from({ length: count }, () => ({ order: 0, index: -1 }));
}

test('each item knows its index after any replacements', () => {
  const splice = fc.record({ start: fc.nat(), removed: fc.nat(5), inserted: fc.nat(5) });
  fc.assert(
    fc.property(fc.nat(20), fc.array(splice, { maxLength: 40 }), (count, splices) => {
      const list = new OrderedList<Ordered>();
      const plain = items(count);
      list.splice(0, 0, plain);
      for (const { start, removed, inserted } of splices) {
        const at = start % (plain.length + 1);
        const put = items(inserted);
        assert.deepEqual(list.splice(at, removed, put), plain.splice(at, removed, ...put));
      }
      assert.deepEqual([...list], plain);
      plain.forEach((item, index) => {
        assert.equal(list.indexOf(item), index);
      });
      assert.equal(list.indexOf({ order: 1, index: -1 }), -1);
    }),
  );
});

for (const length of [10, 1_000_000]) {
  test(`thousands of lines put in at one place of ${length} keep their order`, () => {
    const list = new OrderedList<Ordered>();
    list.splice(0, 0, items(length));
    const middle = length - 5;
    for (let count = 0; count < 2000; count++) list.splice(middle + (count % 2), 0, items(1));
    let before = Number.NEGATIVE_INFINITY;
    for (const { order } of list) {
      assert.ok(order > before);
      before = order;
    }
    const item = list.at(middle);
    assert.equal(item && list.indexOf(item), middle);
  });
}

test('a slice of any length is replaced', () => {
  const numbers = [1, 2, 3];
  assert.deepEqual(replaceSlice(numbers, 1, 1, Array(200_000).fill(0)), [2]);
  assert.equal(numbers.length, 200_002);
  assert.equal(numbers.at(-1), 3);
});

test('many splices at once do what each does alone', () => {
  const change = fc.record({ gap: fc.nat(4), removed: fc.nat(3), inserted: fc.nat(3) });
  fc.assert(
    fc.property(fc.nat(30), fc.array(change, { maxLength: 6 }), (count, changes) => {
      const list = new OrderedList<Ordered>();
      const plain = items(count);
      list.splice(0, 0, plain);
      let at = 0;
      const splices = changes.map(({ gap, removed, inserted }) => {
        const start = Math.min(at + gap, count);
        const taken = Math.min(removed, count - start);
        at = start + taken;
        return { start, removed: taken, inserted: items(inserted) };
      });
      const out = list.spliceMany(splices);
      const expected = [...splices].reverse().flatMap(({ start, removed, inserted }) => plain.splice(start, removed, ...inserted));
      assert.equal(out.length, expected.length);
      assert.deepEqual([...list], plain);
      plain.forEach((item, index) => {
        assert.equal(list.indexOf(item), index);
      });
    }),
  );
});
