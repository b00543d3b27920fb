import assert from 'node:assert/strict';
import test from 'node:test';
import { counted, grouped } from '../../server/src/core/numbers';

test('numbers have thousands separators, and the noun agrees', () => {
  assert.deepEqual([0, 999, 1234, 1_234_567].map(grouped), ['0', '999', '1,234', '1,234,567']);
  assert.deepEqual(
    [counted(0, 'line'), counted(1, 'line'), counted(1200, 'line'), counted(2, 'fix', 'fixes')],
    ['0 lines', '1 line', '1,200 lines', '2 fixes'],
  );
});
