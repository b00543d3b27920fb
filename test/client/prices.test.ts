import assert from 'node:assert/strict';
import test from 'node:test';
import { aboutDollars } from '../../client/src/prices';

test('a price is an estimate, and one below a cent only less than that', () => {
  assert.deepEqual([0, 0.0099, 0.01, 1234.5].map(aboutDollars), ['less than $0.01', 'less than $0.01', 'about $0.01', 'about $1,234.50']);
});
