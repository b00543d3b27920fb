import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Report } from '../../server/src/core/finding';
import { isObject, parseLine } from '../../server/src/core/json/parse';
import { rules } from '../../server/src/core/rules/index';
import type { LineRule, LineSubject } from '../../server/src/core/rules/rule';
import { LineScanner } from '../../server/src/core/scan/lineScanner';
import { signTable } from '../../server/src/core/scan/signTable';
import { shapeOf } from '../../server/src/core/shapes/detect';
import { shapeById } from '../../server/src/core/shapes/index';
import { defaultTargetId, targetById } from '../../server/src/core/targets/index';

type SignedRule = Extract<LineRule, { about: 'line' | 'message' }>;
const signed = rules.filter((rule): rule is SignedRule => (rule.about === 'line' || rule.about === 'message') && rule.signs !== undefined);

const target = targetById(defaultTargetId);
const fileShape = shapeById('chat');
assert(target && fileShape);
const context = { target, fileShape };

function found(rule: SignedRule, text: string): readonly Report[] {
  const parsed = parseLine(text);
  if (!parsed.ok || !isObject(parsed.value)) return [];
  const { value } = parsed;
  const shape = shapeOf(value, fileShape);
  const lists = shape?.messageLists?.(value) ?? [];
  const line: LineSubject = { text, value, shape, members: 0, lists };
  const reports: Report[] = [];
  const report = (each: Report): void => void reports.push(each);
  if (rule.about === 'line') rule.check(line, report, context, []);
  for (const list of lists) {
    for (const [index, message] of list.messages.entries()) {
      if (rule.about === 'message' && isObject(message)) rule.check({ message, index, list, line }, report, context);
    }
  }
  return reports;
}

const table = signTable(signed.flatMap(({ signs }) => (signs ? [signs] : [])));
const scanner = new LineScanner(table, 1000);

function nothingIsPassedOver(text: string): number {
  scanner.scan({ text });
  const { signs } = scanner;
  let findings = 0;
  for (const rule of signed) {
    const all = found(rule, text);
    findings += all.length;
    if (rule.signs && (signs & table.bitsOf(rule.signs)) === 0) assert.deepEqual(all, [], rule.id);
  }
  return findings;
}

// What rules look for, spelt in every way that JSON and its writers know.
const bits = [
  ...[
    '\\ud83d',
    '\\uD83D',
    '\\ud83d\\ude00',
    '\ud83d',
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
  ...['{{name}}', '{\\u007bname}}', '\\u007b\\u007bname}}', '{{ user.name }}', '{', '}', '[Your Name]', '[insert date]', '<PROMPT TEXT>'],
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
  ...[`-----BEGIN PRIVATE KEY-----\\n${'QmFz/9+Zk3'.repeat(8)}`, 'a', ' ', 'é', '图', '\u00a0'],
  ...['\\nUser: ', '\\nHuman :\\n', '\\n### Instruction: ', '\\nUSER:\\t', '\\nAssistant: '],
];

test('signs pass over no line in which a rule would find something', () => {
  assert(signed.length > 0);
  let findings = 0;
  const text = fc.array(fc.constantFrom(...bits), { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (first, second) => {
      findings += nothingIsPassedOver(`{"messages":[{"role":"user","content":"${first}"},{"role":"assistant","content":"${second}"}]}`);
    }),
    { numRuns: 3000 },
  );
  assert(findings > 1000);
});

test('signs pass over no example of a rule', () => {
  for (const rule of rules) for (const { lines } of [...rule.bad, ...rule.good]) for (const line of lines) nothingIsPassedOver(line);
});
