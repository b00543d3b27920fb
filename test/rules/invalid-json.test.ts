import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseLine } from '../../server/src/core/json/parse';
import { diagnose, repaired } from '../../server/src/core/json/repair';
import { withLineNumber } from '../../server/src/core/rules/wording';
import { checkText } from '../support/checkText';

/** A broken line, the place that is blamed drawn under it, the causes in their order, and the line after the repair. */
interface Case {
  readonly line: string;
  readonly mark: string;
  readonly causes: string;
  readonly fix?: string;
  readonly suggestion?: string;
}

const cases: readonly Case[] = [
  // Commas
  { line: '{"a":[1,2,]}', mark: '         ^', causes: 'trailing-comma', fix: '{"a":[1,2]}' },
  { line: '{"a":1,}', mark: '      ^', causes: 'trailing-comma', fix: '{"a":1}' },
  { line: '{"a":[1, /*x*/ ],}', mark: '       ^', causes: 'trailing-comma comment', fix: '{"a":[1 ]}' },
  { line: '{"a":1},', mark: '       ^', causes: 'comma-after-record', fix: '{"a":1}' },
  { line: '{"a":1,,"b":2}', mark: '       ^', causes: 'extra-comma', suggestion: '{"a":1,"b":2}' },
  { line: '{,"a":1}', mark: ' ^', causes: 'extra-comma', suggestion: '{"a":1}' },
  { line: '{"a":"x" "b":"y"}', mark: '       ^', causes: 'missing-comma', suggestion: '{"a":"x", "b":"y"}' },
  { line: '{"a":{"c":1}"b":2}', mark: '           ^', causes: 'missing-comma', suggestion: '{"a":{"c":1},"b":2}' },
  { line: '{"a":["x" "y"]}', mark: '        ^', causes: 'missing-comma', suggestion: '{"a":["x", "y"]}' },
  { line: '{"a":[{"x":1} {"y":2}]}', mark: '            ^', causes: 'missing-comma', suggestion: '{"a":[{"x":1}, {"y":2}]}' },
  { line: '{"a":1 "b":2}', mark: '     ^', causes: 'missing-comma', suggestion: '{"a":1, "b":2}' },
  // Colons and values
  { line: '{"a" 1}', mark: '     ^', causes: 'missing-colon', suggestion: '{"a" : 1}' },
  { line: '{"a" "x"}', mark: '     ^^^', causes: 'missing-colon', suggestion: '{"a" : "x"}' },
  { line: '{"a" {"b":1}}', mark: '     ^', causes: 'missing-colon', suggestion: '{"a" : {"b":1}}' },
  { line: '{"a":}', mark: '     ^', causes: 'missing-value' },
  { line: '{"a":,"b":1}', mark: '     ^', causes: 'missing-value' },
  { line: '{"a"}', mark: '    ^', causes: 'missing-value' },
  // Comments
  { line: '{"a":1} // one', mark: '        ^^^^^^', causes: 'comment', fix: '{"a":1}' },
  { line: '{"a":1} # one', mark: '        ^^^^^', causes: 'comment', fix: '{"a":1}' },
  { line: '/* one */ {"a":1}', mark: '^^^^^^^^^', causes: 'comment', fix: ' {"a":1}' },
  { line: '{"a":/* one */1}', mark: '     ^^^^^^^^^', causes: 'comment', fix: '{"a":1}' },
  { line: '{"a":"x", // one', mark: '          ^^^^^^', causes: 'comment' },
  // Quotes
  { line: "{'a':'b'}", mark: ' ^^^', causes: 'single-quotes', fix: '{"a":"b"}' },
  { line: '{`a`:`b "c"`}', mark: ' ^^^', causes: 'single-quotes', fix: '{"a":"b \\"c\\""}' },
  { line: `{'a': "it's", 'b': 'it\\'s'}`, mark: ' ^^^', causes: 'single-quotes', fix: `{"a": "it's", "b": "it's"}` },
  { line: `{'a': 'say "hi"\\n'}`, mark: ' ^^^', causes: 'single-quotes', fix: '{"a": "say \\"hi\\"\\n"}' },
  { line: "{'a': 'C:\\\\x', 'b': ''}", mark: ' ^^^', causes: 'single-quotes', fix: '{"a": "C:\\\\x", "b": ""}' },
  { line: "{'a': '\\xe9\\U0001f600'}", mark: ' ^^^', causes: 'single-quotes', fix: '{"a": "\\u00e9\\ud83d\\ude00"}' },
  { line: `{'a': "it's \\xa0"}`, mark: ' ^^^', causes: 'single-quotes python-escape', fix: `{"a": "it's \\u00a0"}` },
  { line: "{'a': 'it's so', 'b': 1}", mark: ' ^^^', causes: 'single-quotes', suggestion: `{"a": "it's so", "b": 1}` },
  { line: "{'a': None, 'b': [True, False]}", mark: ' ^^^', causes: 'single-quotes python-literal', fix: '{"a": null, "b": [true, false]}' },
  { line: '{“a”: “b”}', mark: ' ^^^', causes: 'typographic-quotes', fix: '{"a": "b"}' },
  { line: '{„a“: «b “c” d»}', mark: ' ^^^', causes: 'typographic-quotes', fix: '{"a": "b “c” d"}' },
  { line: '{‘a’: ‘it’s’}', mark: ' ^^^', causes: 'typographic-quotes', fix: '{"a": "it’s"}' },
  { line: '{“a": “say "hi" now”}', mark: ' ^^^', causes: 'typographic-quotes', fix: '{"a": "say \\"hi\\" now"}' },
  { line: '{"a”: “b", "c”: “d”}', mark: '   ^', causes: 'typographic-quotes' },
  { line: '{"a":"He said "hi" to me"}', mark: '              ^', causes: 'unescaped-quote', suggestion: '{"a":"He said \\"hi\\" to me"}' },
  {
    line: '{"a":"said "hi", and left","b":1}',
    mark: '           ^',
    causes: 'unescaped-quote',
    suggestion: '{"a":"said \\"hi\\", and left","b":1}',
  },
  { line: '{"a":""Hi" said I"}', mark: '      ^', causes: 'unescaped-quote', suggestion: '{"a":"\\"Hi\\" said I"}' },
  { line: '{"a":["x "y" z","w"]}', mark: '         ^', causes: 'unescaped-quote', suggestion: '{"a":["x \\"y\\" z","w"]}' },
  {
    line: '{"x":[{"a":"b c }, {"a":"d"}]}',
    mark: '              ^',
    causes: 'missing-quote',
    suggestion: '{"x":[{"a":"b c" }, {"a":"d"}]}',
  },
  // JSON that is all of a text
  { line: '{"a":"{"b": "c"}"}', mark: '       ^', causes: 'unescaped-quote', suggestion: '{"a":"{\\"b\\": \\"c\\"}"}' },
  { line: '{"a":"["b","c"]","d":1}', mark: '       ^', causes: 'unescaped-quote', suggestion: '{"a":"[\\"b\\",\\"c\\"]","d":1}' },
  // A repair would swallow a text, invent a key or a comma, or drop the end of a text
  { line: '{"a":[{"b":"C:\\"},{"c":"d","b":"e"}]}', mark: '                   ^', causes: 'unescaped-quote' },
  { line: '{"a":"C:\\"}', mark: '     ^', causes: 'missing-quote' },
  { line: '{"a"="b","c"="d"}', mark: '    ^', causes: 'unexpected' },
  { line: '{"a"=[{"b"="c"}],"d":1}', mark: '    ^', causes: 'unexpected' },
  { line: '{"a":"x {"b": "c"} y"}', mark: '         ^', causes: 'unescaped-quote text-after-record' },
  { line: '{"rol"":"user"}', mark: '      ^', causes: 'doubled-quote', suggestion: '{"rol":"user"}' },
  { line: '{"a":"the "#5" now"}', mark: '          ^', causes: 'unescaped-quote', suggestion: '{"a":"the \\"#5\\" now"}' },
  { line: '{"a":"<b c="d">e</b>"}', mark: '           ^', causes: 'unescaped-quote', suggestion: '{"a":"<b c=\\"d\\">e</b>"}' },
  { line: '{"role":"user,"content":"hi"}', mark: '             ^', causes: 'missing-quote', suggestion: '{"role":"user","content":"hi"}' },
  { line: '{"a":[{"b":"hi}]}', mark: '           ^', causes: 'missing-quote', suggestion: '{"a":[{"b":"hi"}]}' },
  // Characters
  { line: '{"a":"x\ty"}', mark: '       ^', causes: 'control-character', fix: '{"a":"x\\ty"}' },
  { line: '{"a":"x\u0001\u000b"}', mark: '       ^', causes: 'control-character', fix: '{"a":"x\\u0001\\u000b"}' },
  { line: '{"a":\u00a01}', mark: '     ^', causes: 'invisible-character', fix: '{"a": 1}' },
  { line: '{"a":1}\u200b', mark: '       ^', causes: 'invisible-character', fix: '{"a":1} ' },
  { line: '{"a"：1，"b"：2}', mark: '    ^', causes: 'fullwidth-punctuation', fix: '{"a":1,"b":2}' },
  { line: '{"a":"\\(x\\)"}', mark: '      ^^', causes: 'invalid-escape', suggestion: '{"a":"\\\\(x\\\\)"}' },
  { line: '{"a":"\\usepackage"}', mark: '      ^^', causes: 'invalid-escape', suggestion: '{"a":"\\\\usepackage"}' },
  { line: '{"a":"it\\\'s"}', mark: '        ^^', causes: 'invalid-escape', fix: '{"a":"it\'s"}' },
  { line: '{"a":"\\xe9"}', mark: '      ^^^^', causes: 'python-escape', suggestion: '{"a":"\\u00e9"}' },
  // Words
  { line: '{"a":NaN}', mark: '     ^^^', causes: 'not-a-number', suggestion: '{"a":null}' },
  { line: '{"a":[-Infinity,nan]}', mark: '      ^^^^^^^^^', causes: 'not-a-number', suggestion: '{"a":[null,null]}' },
  { line: '{"a":undefined}', mark: '     ^^^^^^^^^', causes: 'undefined-value', suggestion: '{"a":null}' },
  { line: '{"a":TRUE}', mark: '     ^^^^', causes: 'undefined-value', suggestion: '{"a":true}' },
  { line: '{"a":True,"b":None}', mark: '     ^^^^', causes: 'python-literal', fix: '{"a":true,"b":null}' },
  { line: '{"a":007}', mark: '     ^^^', causes: 'invalid-number' },
  { line: '{"a":user}', mark: '     ^^^^', causes: 'unquoted-text', suggestion: '{"a":"user"}' },
  { line: '{a:1}', mark: ' ^', causes: 'unquoted-key', suggestion: '{"a":1}' },
  { line: '{1:"x"}', mark: ' ^', causes: 'unquoted-key', suggestion: '{"1":"x"}' },
  { line: '{"a":1:2}', mark: '      ^', causes: 'unexpected' },
  // Brackets and ends
  { line: '{"a":[{"b":1}', mark: '            ^', causes: 'missing-bracket', suggestion: '{"a":[{"b":1}]}' },
  { line: '{', mark: '^', causes: 'missing-bracket' },
  { line: '{"a":1,', mark: '      ^', causes: 'missing-bracket' },
  { line: '{"a":[{"b":1}}', mark: '             ^', causes: 'wrong-bracket', suggestion: '{"a":[{"b":1}]}' },
  { line: '{"a":[{"b":1]}', mark: '            ^', causes: 'wrong-bracket', suggestion: '{"a":[{"b":1}]}' },
  { line: '{"a":1}}', mark: '       ^', causes: 'extra-bracket', suggestion: '{"a":1}' },
  { line: '{"a":1]}', mark: '      ^', causes: 'extra-bracket', suggestion: '{"a":1}' },
  { line: '},', mark: '^', causes: 'extra-bracket' },
  { line: '"a":[1]}', mark: '^', causes: 'missing-opening-brace', suggestion: '{"a":[1]}' },
  { line: '{"a":[{"b":"hel', mark: '              ^', causes: 'truncated', suggestion: '{"a":[{"b":"hel"}]}' },
  { line: '{"a":"hel\\u12', mark: '            ^', causes: 'truncated', suggestion: '{"a":"hel"}' },
  { line: '{"a":"hel\\', mark: '         ^', causes: 'truncated', suggestion: '{"a":"hel"}' },
  { line: '{"a":1,"b', mark: '        ^', causes: 'truncated' },
  { line: '{"a":tru', mark: '       ^', causes: 'truncated' },
  { line: '{"a":', mark: '    ^', causes: 'truncated' },
  // More or less than a record
  { line: '{"a":1}{"b":2}', mark: '       ^', causes: 'two-records', fix: '{"a":1}\n{"b":2}' },
  { line: '{"a":1}, {"b":2}', mark: '       ^', causes: 'two-records', fix: '{"a":1}\n{"b":2}' },
  { line: '{"a":1} {"b":2} {"c":3}', mark: '        ^', causes: 'two-records', fix: '{"a":1}\n{"b":2}\n{"c":3}' },
  { line: '{"a":1}\\n{"b":2}', mark: '       ^^', causes: 'two-records', fix: '{"a":1}\n{"b":2}' },
  { line: '{"a":1}\ufeff{"b":2}', mark: '       ^', causes: 'byte-order-mark two-records', fix: '{"a":1}\n{"b":2}' },
  { line: 'data: {"a":1}', mark: '^^^^^', causes: 'text-before-record', suggestion: '{"a":1}' },
  { line: '{"a":1} <br>', mark: '        ^^^^', causes: 'text-after-record', suggestion: '{"a":1}' },
  { line: '[object Object]', mark: '^^^^^^^^^^^^^^^', causes: 'object-object' },
  { line: '{"a":[object Object]}', mark: '     ^^^^^^^^^^^^^^^', causes: 'object-object' },
  { line: 'Hello there.', mark: '^^^^^^^^^^^^', causes: 'plain-text' },
  { line: '"hel', mark: '^^^^', causes: 'plain-text' },
  // Several at once
  {
    line: "{'a': [1, 2,], 'b': None, } // end",
    mark: ' ^^^',
    causes: 'single-quotes trailing-comma python-literal comment',
    fix: '{"a": [1, 2], "b": null }',
  },
  { line: '{"a":NaN,}', mark: '     ^^^', causes: 'not-a-number trailing-comma', suggestion: '{"a":null}' },
  { line: '\ufeff{"a":1}', mark: '^', causes: 'byte-order-mark', fix: '{"a":1}' },
  { line: '\ufeff\ufeff{"a":1,}', mark: '^', causes: 'byte-order-mark trailing-comma', fix: '{"a":1}' },
];

for (const { line, mark, causes, fix, suggestion } of cases) {
  test(`${JSON.stringify(line)}: ${causes}`, () => {
    const { faults, repair } = diagnose(line);
    const [first] = faults;
    assert.equal(faults.map(({ cause }) => cause).join(' '), causes);
    assert.equal(' '.repeat(first?.start ?? 0) + '^'.repeat((first?.end ?? 0) - (first?.start ?? 0)), mark);
    const after = repair && repaired(line, repair);
    assert.deepEqual(
      { fix: repair?.kind === 'fix' ? after : undefined, suggestion: repair?.kind === 'suggestion' ? after : undefined },
      {
        fix,
        suggestion,
      },
    );
    for (const each of after?.split('\n') ?? []) assert.ok(parseLine(each).ok);
  });
}

test('a line that is a comment is deleted, one that may be a heading only when asked', () => {
  assert.deepEqual(diagnose(' // three').repair, { kind: 'fix', edit: { op: 'delete-line' } });
  assert.deepEqual(diagnose('# Three').repair, { kind: 'suggestion', edit: { op: 'delete-line' } });
});

test('the message says what is wrong, what it leads to and what to do', () => {
  const check = checkText('{"messages":[{"role":"user","content":"a\tb"},{"role":"assistant","content":"b",}]}');
  const found = check.findings().find(({ finding }) => finding.rule === 'invalid-json');
  assert.equal(
    withLineNumber(found?.finding.message ?? '', 0),
    'A tab stands here as such; JSON allows it only as an escape. A trainer that reads the line stops here and the file is refused. ' +
      'Write it as an escape such as \\t or \\n, which means the same to the model. The line has more such faults: trailing comma. ' +
      'OpenAI puts it so: “Invalid file format. Example 1 cannot be parsed. Error: line contains invalid json”',
  );
});

const json = fc.jsonValue({ stringUnit: 'binary' }).filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** A value as Python prints it. */
function repr(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return reprString(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${Object.entries(value as object)
    .map(([key, member]) => `${reprString(key)}: ${repr(member)}`)
    .join(', ')}}`;
}

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\u00a0\u00ad]/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return quote + body + quote;
}

test('whatever Python prints of a record is fixed to that record', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = repr(value);
      if (parseLine(text).ok) return;
      const { repair } = diagnose(text);
      assert.equal(repair?.kind, 'fix', text);
      assert.deepEqual(JSON.parse(repaired(text, repair) ?? ''), JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
});

test('any damage to a line is survived, and every repair is sound', () => {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat(3),
    put: fc.oneof(fc.constantFrom(...'{}[],:"\'“”\\\n\t#/* ａ：'.split('')), fc.string()),
  });
  fc.assert(
    fc.property(json, fc.array(damage, { minLength: 1, maxLength: 3 }), (value, damages) => {
      let text = JSON.stringify(value);
      for (const { at, length, put } of damages) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + put + text.slice(start + length);
      }
      text = text.replace(/[\r\n]/g, ' ');
      if (parseLine(text).ok || text.trim() === '') return;
      const { faults, repair } = diagnose(text);
      assert.ok(faults.length > 0, text);
      for (const { start, end } of faults) assert.ok(0 <= start && start < end && end <= text.length, `${text} ${start} ${end}`);
      const after = repair && repaired(text, repair);
      for (const line of after?.split('\n') ?? []) assert.ok(parseLine(line).ok, `${text} became ${line}`);
    }),
    { numRuns: 3000 },
  );
});

// Reading anything twice for each character would take longer than that.
test('long and deep lines are read once and without recursion', { timeout: 120_000 }, () => {
  const long = 'x'.repeat(10_000_000);
  assert.equal(diagnose(`{"a":"${long}",}`).repair?.kind, 'fix');
  assert.equal(diagnose(`{"a":"${long}`).faults[0]?.cause, 'truncated');
  assert.equal(diagnose('['.repeat(100_000)).faults[0]?.cause, 'missing-bracket');
  assert.equal(diagnose('{"a":'.repeat(100_000)).faults[0]?.cause, 'truncated');
  assert.equal(diagnose(`{${'"x" "y",'.repeat(100_000)}`).faults[0]?.cause, 'missing-colon');
  assert.equal(diagnose(`{"a":[${`"x"'y,`.repeat(100_000)}`).faults[0]?.cause, 'unescaped-quote');
});

test('a line of megabytes is mended as others are, unless it has faults without end', () => {
  const lineOf = (content: string): string => `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"${content}"}]}`;
  const repairOf = (text: string): string | undefined => diagnose(text).repair?.kind;
  assert.equal(repairOf(lineOf(`\t${'a'.repeat(1_000_000)}`)), 'fix');
  assert.equal(repairOf(lineOf('\t'.repeat(100_000))), 'fix');
  for (const long of [
    lineOf('\t'.repeat(1_000_000)),
    lineOf('\\d'.repeat(500_000)),
    lineOf('x" y '.repeat(200_000)),
    `{"a":[${'""'.repeat(500_000)}`,
  ]) {
    assert.equal(repairOf(long), undefined);
    assert.ok(diagnose(long).faults.length > 0);
  }
});
