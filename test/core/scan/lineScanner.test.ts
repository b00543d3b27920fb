import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { hashesOf } from '../../../server/src/core/check/hash';
import { isArray, isObject } from '../../../server/src/core/json/parse';
import { lineHead } from '../../../server/src/core/json/positions';
import type { Sign } from '../../../server/src/core/rules/rule';
import { LineScanner } from '../../../server/src/core/scan/lineScanner';
import { signTable } from '../../../server/src/core/scan/signTable';
import { atOnce } from '../../../server/src/core/work';

const lists: readonly (readonly Sign[])[] = [
  ['{{', 'sk-'],
  ['<|', '</s>', 'INST]', '<｜', '\u007f'],
  [
    { word: '[your ', ignoreCase: true },
    { word: '<prompt ', ignoreCase: true },
  ],
  [
    { word: 'hf_', keyLetters: 4 },
    { word: 'ASIA', keyLetters: 2 },
  ],
  ['\\n\\n', { word: '\\n', withoutLineBreak: true }],
  ['a word that is long enough to lie in blocks'],
  ['\ttheta', 'é', 'x'],
  [{ of: 'half characters' }],
  [{ of: 'control characters' }],
];
const table = signTable(lists);
const scanner = new LineScanner(table, 100);

function isControl(character: string): boolean {
  return character < ' ' && !'\t\n\r'.includes(character);
}

/** All strings of a value, keys as well. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isArray(value)) return value.flatMap(textsOf);
  return isObject(value) ? Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]) : [];
}

function stands(sign: Sign, text: string): boolean {
  if (typeof sign === 'string') return text.includes(sign);
  if ('of' in sign) return sign.of === 'half characters' ? /[\ud800-\udfff]/u.test(text) : [...text].some(isControl);
  const { word, ignoreCase, keyLetters = 0, withoutLineBreak } = sign;
  const escaped = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  if (withoutLineBreak && text.includes('\n')) return false;
  return new RegExp(`${escaped}[\\w-]{${keyLetters}}`, ignoreCase ? 'i' : '').test(text);
}

const bits = fc.constantFrom(
  ...[
    '{',
    '{{',
    's',
    'sk-',
    'k-',
    '<',
    '<|',
    '|',
    '</s',
    '</s>',
    'INST',
    'NST]',
    'INST]',
    '<｜',
    '\u007f',
    '[YOUR ',
    '[your',
    ' ',
    '<Prompt ',
  ],
  ...[
    'hf_',
    'hf_ab-_',
    'ASIA',
    'ASIAxy',
    '\\n',
    '\\',
    'n',
    '\n',
    '\t',
    '\ttheta',
    'é',
    'e\u0301',
    '图',
    '😀',
    '\ud83d',
    '\u0007',
    '\f',
    '\b',
    '"',
    '/',
  ],
  ...[
    'a word that is long enough to lie in blocks',
    'a word that is long enough',
    ' to lie in blocks',
    '-'.repeat(13),
    'o'.repeat(16),
    'ordinary words ',
  ],
);
const text = fc.array(bits, { maxLength: 12 }).map((parts) => parts.join(''));

/** A string of JSON whose characters are spelt as they come, or as escapes. */
function spelt(json: string, seed: number): string {
  let next = seed;
  return json.replace(/\\u.{4}|\\.|[^\\]/gsu, (unit) => {
    next = (next * 1103515245 + 12345) % 2147483648;
    // Not all: what is written plainly must be read as well. Syntax stands outside of strings and is left as it is.
    return next % 5 > 0 || unit.startsWith('\\') || !/[a-zA-Z_{<é图😀]/u.test(unit)
      ? unit
      : Array.from({ length: unit.length }, (_, at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  });
}

test('signs are told for exactly the lines whose texts hold them, however these are spelt', () => {
  let told = 0;
  const value = fc.oneof(fc.record({ ' key\t': fc.array(text), b: fc.record({ c: text, d: fc.double() }) }), fc.jsonValue(), text);
  fc.assert(
    fc.property(value, fc.nat(), (line, seed) => {
      const json = JSON.stringify(line).replace(/"(?:[^"\\]|\\.)*"/gs, (each) => `"${spelt(each.slice(1, -1), seed)}"`);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(line)));
      scanner.scan({ text: json });
      const { signs } = scanner;
      const texts = textsOf(line);
      for (const list of lists) {
        const isTold = (signs & table.bitsOf(list)) !== 0;
        assert.equal(
          isTold,
          texts.some((each) => list.some((sign) => stands(sign, each))),
          `${JSON.stringify(list)} in ${json}`,
        );
        if (isTold) told += 1;
      }
    }),
    { numRuns: 3000 },
  );
  assert(told > 1000);
});

test('a line that ends within a text has every sign, and one with a wrong escape too', () => {
  for (const line of ['{"a":"b', '{"a":"b\\', '{"a":"b\\u12', '{"a":"\\x"}', '{"a":"\\u12g4"}', '{"a":"b\u0001"}']) {
    scanner.scan({ text: line });
    assert.equal(scanner.signs, -1, line);
  }
  scanner.scan({ text: '' });
  assert.equal(scanner.isPlain, false);
});

/** What the scanner must take for plain chat. */
function isPlain(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).join() !== 'messages') return false;
  const { messages } = value;
  if (!isArray(messages) || messages.length === 0) return false;
  return messages.every((message) => {
    if (!isObject(message) || Object.keys(message).sort().join() !== 'content,role') return false;
    const { role, content } = message;
    return (
      typeof role === 'string' &&
      ['system', 'user', 'assistant'].includes(role) &&
      typeof content === 'string' &&
      content !== '' &&
      content.trimStart() === content &&
      content.charCodeAt(0) > 0x20
    );
  });
}

const role = fc.constantFrom('system', 'user', 'assistant', 'assistant', 'tool', 'users', 'User');
const content = fc.oneof(
  { weight: 8, arbitrary: text.map((each) => `a${each}`) },
  fc.constantFrom(...['', ' a', '\ta', '\u00a0a', '\u3000a', '\u2009a', '\ufeffa', '\u200ba', '…', 'é', '😀']),
  fc.constantFrom(null, 1, ['a']),
);
const message = fc.oneof(
  { weight: 8, arbitrary: fc.record({ role, content }) },
  { weight: 4, arbitrary: fc.record({ content, role: fc.constant('user') }) },
  fc.record({ role, content, name: fc.constant('a') }),
  fc.record({ role }),
  fc.jsonValue(),
);
const plainMessage = fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: text.map((each) => `a${each}`) });
const chat = fc.oneof(
  { weight: 2, arbitrary: fc.record({ messages: fc.array(plainMessage, { minLength: 1, maxLength: 28 }) }) },
  fc.record({ messages: fc.oneof(fc.array(message, { maxLength: 5 }), fc.jsonValue()) }),
  fc.record({ messages: fc.array(message, { maxLength: 2 }), id: fc.nat() }),
);

/** The same JSON with other white space between its parts. */
function spaced(json: string, seed: number): string {
  let next = seed;
  return json.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs, (part) => {
    next = (next * 1103515245 + 12345) % 2147483648;
    return [part, part, ` ${part}`, `${part}\t `][next % 4] ?? part;
  });
}

test('plain chat is told from all other lines, and described as its value is', () => {
  let plain = 0;
  const known = new Map<number, string>();
  fc.assert(
    fc.property(chat, fc.nat(), fc.boolean(), (value, seed, isSpaced) => {
      const json = JSON.stringify(value);
      const line = isSpaced ? spaced(json, seed) : json;
      scanner.scan({ text: line });
      // Keys that other objects have from the start make JSON of another kind.
      const parsed: unknown = JSON.parse(line);
      assert.equal(scanner.isPlain, isPlain(parsed), line);
      if (!scanner.isPlain || !isObject(parsed) || !isArray(parsed.messages)) return;
      plain += 1;
      const messages = parsed.messages.filter(isObject);
      const hashes = hashesOf(parsed, parsed.messages);
      // What hashing does between must not be taken for what was scanned.
      assert.deepEqual([scanner.whole, scanner.before, scanner.last], [hashes.whole, hashes.before, hashes.last], line);
      const roles = messages.map((each) => each.role).join();
      assert.equal(known.get(scanner.roles) ?? roles, roles);
      known.set(scanner.roles, roles);
      assert.deepEqual({ start: scanner.headStart, end: scanner.headEnd }, lineHead(line));
      const first = messages[0];
      assert.equal(scanner.systemNumber !== undefined, first?.role === 'system');
      if (scanner.systemNumber !== undefined) assert.equal(scanner.system, String(first?.content).replace(/[\ud800-\udfff]/gu, '\ufffd'));
    }),
    { numRuns: 3000 },
  );
  assert(plain > 1000);
  assert.equal(new Set(known.values()).size, known.size);
});

test('white space around an answer is a sign, around a question none', () => {
  const around: readonly Sign[] = [{ of: 'white space around an answer' }];
  const { tables, bitsOf } = signTable([around]);
  const own = new LineScanner({ tables, bitsOf }, 100);
  const holds = (last: string, whose = 'assistant'): boolean => {
    own.scan({ text: JSON.stringify({ messages: [{ role: whose, content: `é${last}` }] }) });
    assert.equal(own.isPlain, true);
    return (own.signs & bitsOf(around)) !== 0;
  };
  for (let code = 0x20; code < 0x3100; code++) {
    const last = String.fromCharCode(code);
    assert.equal(holds(last), last.trim() === '', code.toString(16));
  }
  for (const last of ['\n', '\t', '\r', '\v', '\f', '\ufeff']) assert.equal(holds(last), true, JSON.stringify(last));
  assert.equal(holds(' ', 'user'), false);
  assert.equal(holds(' ', 'system'), false);
});

test('a long line has in pieces the signs that it has at once, wherever it is cut', () => {
  // As long as a piece, so that each word comes to stand at, over and behind the cut.
  const piece = 1 << 16;
  const words = [
    '{{',
    '{\\u007b',
    '\\u003c|',
    '</s>',
    '\\u003c\\/s>',
    'INST]',
    '[YOUR ',
    'hf_ab-_',
    '\\\\n',
    '\\\\n\\\\n',
    '图{{',
    '\\ud83d\\ude00INST]',
  ];
  const signsOf = (line: string): number => {
    scanner.scan({ text: line });
    return scanner.signs;
  };
  for (const word of words) {
    for (let back = -3; back < word.length + 12; back++) {
      for (const filler of ['o', '\\"', '\\\\']) {
        const count = Math.ceil((piece - back - 6) / filler.length);
        const line = `{"a":"${filler.repeat(count)}${word}${'o'.repeat(50)}","b":"${'o'.repeat(200)}"}`;
        const whole = signsOf(line);
        const inPieces = atOnce(scanner.signsInPieces(line));
        assert.equal(whole & ~inPieces, 0, `${word} ${back} ${filler}`);
        // Of what is not there nothing is told, but for what two backslashes are that a cut parts from the text around them.
        if (filler === 'o' && !word.includes('\\ud')) assert.equal(inPieces & ~whole & ~table.bitsOf(lists[4] ?? []), 0, `${word} ${back}`);
      }
    }
  }
  const plain = `{"messages":[${'{"role":"user","content":"some words, and no sign"},'.repeat(5000)}{"role":"assistant","content":"yes"}]}`;
  // Whose text white space stands around only the whole line tells.
  const around: readonly Sign[] = [{ of: 'white space around an answer' }];
  assert.equal(signsOf(plain), 0);
  assert.equal(atOnce(scanner.signsInPieces(plain)), signTable([around]).bitsOf(around));
  assert.equal(atOnce(scanner.signsInPieces(`{"a":"${'o'.repeat(piece * 2)}`)), -1);
});
