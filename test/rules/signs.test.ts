import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { LineSigns } from '../../server/src/core/check/lineSigns';
import type { Report } from '../../server/src/core/finding';
import { isObject, parseLine } from '../../server/src/core/json/parse';
import { rules } from '../../server/src/core/rules/index';
import type { LineRule, LineSubject } from '../../server/src/core/rules/rule';
import { shapeOf } from '../../server/src/core/shapes/detect';
import { shapeById } from '../../server/src/core/shapes/index';
import { defaultTargetId, targetById } from '../../server/src/core/targets/index';

type SignedRule = Extract<LineRule, { about: 'line' }>;
const signed = rules.filter((rule): rule is SignedRule => rule.about === 'line' && rule.signs !== undefined);

const target = targetById(defaultTargetId);
const fileShape = shapeById('chat');
assert(target && fileShape);
const context = { target, fileShape };

function found(rule: SignedRule, text: string, holdsAny: LineSubject['holdsAny']): readonly Report[] {
  const parsed = parseLine(text);
  if (!parsed.ok || !isObject(parsed.value)) return [];
  const { value } = parsed;
  const shape = shapeOf(value, fileShape);
  const reports: Report[] = [];
  rule.check(
    { text, value, shape, members: 0, lists: shape?.messageLists?.(value) ?? [], holdsAny },
    (report) => reports.push(report),
    context,
    [],
  );
  return reports;
}

const signs = new LineSigns();

function nothingIsPassedOver(text: string): void {
  for (const rule of signed) {
    const all = found(rule, text, () => true);
    signs.look(text);
    const seen = rule.signs && signs.holdsAny(rule.signs) ? found(rule, text, signs.holdsAny) : [];
    assert.deepEqual(seen, all, rule.id);
  }
}

// What rules look for, spelt in every way that JSON and its writers know.
const bits = [
  ...[
    '\\ud83d',
    '\\uD83D',
    '\\ud83d\\ude00',
    '\\u0000',
    '\\u0007',
    '\\u007F',
    '\u007f',
    '\\f',
    '\\frac',
    '\\beta',
    '\\t',
    '\\theta',
    '$x\\tau$',
  ],
  ...['\\\\n', '\\\\n\\\\n', '\\u005cn', '\\u005c\\u006e', '\\\\\\n', '\\n', '\\"', '\\/', '\\\\', '\\\\f', '\\\\u00e9', '\\\\ud83d'],
  ...['<|im_end|>', '\\u003c|im_end|>', '\\u003C|im_end|\\u003E', '</s>', '<\\/s>', '\\u003c\\/s>', '[INST]', '[\\/INST]', '[\\u0049NST]'],
  ...['<<SYS>>', '<</SYS>>', '<start_of_turn>', '<end\\u005fof_turn>', '<｜x｜>', '<\\uff5cx\\uFF5C>', '\\u003c\\uff5cx｜>'],
  ...['{{name}}', '{\\u007bname}}', '\\u007b\\u007bname}}', '{{ user.name }}', '{', '}'],
  ...[
    '\ufffd',
    '\\ufffd',
    '\\uFFFD',
    '\\uFffD',
    'Ã©',
    '\\u00c3\\u00a9',
    '\\u00C3©',
    'â€™',
    '\\u00e2\\u20ac\\u2122',
    'ðŸ˜€',
    'Â°',
    'ã€‚',
    'ï¼Œ',
  ],
  ...['AKIAQ7DX2KM5VJ3TN6RB', 'AK\\u0049AQ7DX2KM5VJ3TN6RB', `hf_${'aBcDeFgHiJkLmNoPqRsTuVwXyZ'.slice(0, 17)}${'zYxWvUtSrQpOnMlKj'}`],
  ...[`glpat-${'Zx9Yq8Wv7Ut6Sr5Qp4On'}`, `SG.${'aB3dE5fG7hI9jK1lM2nO4p'}.${'qR6sT8uV0wX2yZ4aB6cD8eF1gH3iJ5kL7mN9oP2qR4s'}`],
  ...[`-----BEGIN PRIVATE KEY-----\\n${'QmFz/9+Zk3'.repeat(8)}`, 'a', ' ', 'é', '图'],
];

test('signs pass over no line in which a rule would find something', () => {
  assert(signed.length > 0);
  const text = fc.array(fc.constantFrom(...bits), { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (first, second) =>
      nothingIsPassedOver(`{"messages":[{"role":"user","content":"${first}"},{"role":"assistant","content":"${second}"}]}`),
    ),
    { numRuns: 3000 },
  );
});

test('signs pass over no example of a rule', () => {
  for (const rule of rules) for (const { lines } of [...rule.bad, ...rule.good]) for (const line of lines) nothingIsPassedOver(line);
});

test('escapes are told from letters behind an escaped backslash', () => {
  signs.look('{"a":"\\\\f \\\\u00e9 \\n\\t"}');
  assert.equal(signs.holdsAny(['\\f']), false);
  assert.equal(signs.holdsAny(['\\u00', '\\b']), false);
  assert.equal(signs.holdsAny(['\\f', '\\t']), true);
  assert.equal(signs.holdsAny(['\\\\f']), true);
});

test('a sign is looked for once a line', () => {
  let looks = 0;
  const sign = [
    () => {
      looks += 1;
      return false;
    },
  ];
  signs.look('{}');
  signs.holdsAny(sign);
  signs.holdsAny(sign);
  assert.equal(looks, 1);
  signs.look('{}');
  signs.holdsAny(sign);
  assert.equal(looks, 2);
});
