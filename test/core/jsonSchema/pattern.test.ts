import assert from 'node:assert/strict';
import test from 'node:test';
import { isPattern } from '../../../server/src/core/jsonSchema/pattern';

test('regular expressions in the syntax of JavaScript or of Python are such', () => {
  const known = [
    ...['^a+$', '\\p{L}', '(?<a>x)\\k<a>', '\\-', '[[:alpha:]]'],
    ...['(?i)a', '(?P<x>a)(?P=x)', '(?i:a)b', '(?s-i:a)', '(?>a)', '(?#note)a', 'a++', 'a{2}+', '(a)?(?(1)b|c)', '\\Aa\\Z', '[(?P<]'],
  ];
  for (const pattern of known) assert.equal(isPattern(pattern), true, pattern);
});

test('what neither reads is none', () => {
  for (const pattern of ['(', '[a', '(?i)(', '(?P<x>a', '(?P<x>a)(?P<x>b)', '*', 'a+++', '(?Pa)', '\\(?P<x>a)'])
    assert.equal(isPattern(pattern), false, pattern);
});
