import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion';
import type { FeatureContext } from '../../server/src/features/context';
import { featureContext } from '../support/features';
import { applyEdits } from '../support/marked';

const tools =
  '"tools": [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer", "enum": [1, 2]}}}}}]';

const lines: readonly string[] = [
  '{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"a \\"quoted\\" word, {braces} and $1"},{"role":"assistant","content":"b\\n","weight":0}]}',
  `{"messages": [{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "image_url", "image_url": {"url": "u", "detail": "low"}}]}, {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}}]}, {"role": "tool", "tool_call_id": "c1", "content": "{}"}], "parallel_tool_calls": false, ${tools}}`,
  '{ "messages" : [ { "role" : "user" , "content" : "x" } , { "role" : "assistant" , "content" : null } ] }',
  '{"input":{"messages":[{"role":"user","content":"x"}]},"preferred_output":[{"role":"assistant","content":"a"}],"non_preferred_output":[{"role":"assistant","content":"b"}]}',
  '{"messages":[],"unknown":{"a":[1,true,null,{}]}}',
  '{"prompt":"p","completion":"c"}',
  '{}',
  '',
];

const scene = `${lines[0]}\n`;

function itemsAt(context: FeatureContext, line: number, character: number): readonly CompletionItem[] {
  return completion(context, { position: { line, character } }).items;
}

/** The text that every item leaves behind, both plain and with its snippet expanded. */
function outcomes(text: string, character: number): readonly string[] {
  const whole = scene + text;
  const [plain, snippets] = [false, true].map((each) => itemsAt(featureContext(whole, { snippets: each }), 1, character));
  assert(plain && snippets);
  return plain.map((item, index) => {
    const snippet = snippets[index];
    assert(item.textEdit && 'range' in item.textEdit && snippet?.textEdit);
    const { range, newText } = item.textEdit;
    assert(range.start.line === 1 && range.end.line === 1 && range.start.character <= character && character <= range.end.character);
    assert.equal(snippet.insertTextFormat === 2 ? expanded(snippet.textEdit.newText) : snippet.textEdit.newText, newText);
    return applyEdits(whole, [item.textEdit, ...(item.additionalTextEdits ?? [])]).slice(scene.length);
  });
}

/** A snippet with its defaults taken. */
function expanded(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g,
    (_, escaped, choice, text) => {
      if (escaped !== undefined) return escaped;
      return (choice ?? text ?? '').replace(/\\([\\$},|])/g, '$1');
    },
  );
}

/** What an editor puts behind the cursor while a line is typed. */
function autoClosed(text: string): string {
  let closing = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (closing.startsWith('"')) {
      if (char === '\\') index += 1;
      else if (char === '"') closing = closing.slice(1);
    } else if (char === '"') closing = `"${closing}`;
    else if (char === '{' || char === '[') closing = (char === '{' ? '}' : ']') + closing;
    else if (char === '}' || char === ']') closing = closing.slice(1);
  }
  return closing;
}

function assertJson(result: string, from: string): void {
  assert(!/[\r\n]/.test(result), `more than one line from ${from}`);
  assert.doesNotThrow(() => JSON.parse(result), `${from}\n=> ${result}`);
}

test('an item accepted anywhere in a line leaves JSON', () => {
  for (const line of lines) {
    for (let cut = 0; cut <= line.length; cut++)
      for (const result of outcomes(line, cut)) assertJson(result, `${line.slice(0, cut)}█${line.slice(cut)}`);
  }
});

test('an item accepted at the end of a line that is being typed leaves JSON, whether the editor closes brackets or not', () => {
  for (const line of lines) {
    for (let cut = 0; cut <= line.length; cut++) {
      const begun = line.slice(0, cut);
      for (const closing of new Set(['', autoClosed(begun)])) {
        for (const result of outcomes(begun + closing, cut)) assertJson(result, `${begun}█${closing}`);
      }
    }
  }
});

test('an item accepted in place of a half-typed word leaves JSON', () => {
  for (const line of lines) {
    for (const { 0: token, index } of line.matchAll(/"(?:\\.|[^"\\])*"|\b(?:true|false|null|\d+)\b/g)) {
      const before = line.slice(0, index);
      const after = line.slice(index + token.length);
      const word = /^"?(\w*)/.exec(token.slice(0, 3))?.[1] ?? '';
      for (const half of [word, `"${word}"`]) {
        const cursor = index + half.length - (half.endsWith('"') && half.length > 1 ? 1 : 0);
        for (const result of outcomes(before + half + after, cursor)) assertJson(result, `${before}${half}█${after}`);
      }
    }
  }
});

test('an item accepted in a half-open string leaves JSON', () => {
  for (const line of lines) {
    for (const { 0: token, index } of line.matchAll(/"(?:\\.|[^"\\])*"/g)) {
      const half = line.slice(0, index) + token.slice(0, 2);
      const after = line.slice(index + token.length);
      for (const result of outcomes(half + after, half.length)) assertJson(result, `${half}█${after}`);
    }
  }
});

test('no line makes completion throw', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    'role',
    '"role"',
    '"messages":[',
    '"user"',
    'tool_calls',
    '1',
    'nul',
    '$',
    '\u{1F600}',
    '//',
  );
  const broken = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.constantFrom(...lines), fc.nat(400), fc.nat(12), piece)
      .map(([line, at, length, put]) => line.slice(0, at) + put + line.slice(at + length)),
  );
  fc.assert(
    fc.property(broken, fc.nat(), (text, at) => {
      const context = featureContext(scene + text, { snippets: true });
      for (const { textEdit } of itemsAt(context, 1, at % (text.length + 1))) assert(textEdit && !textEdit.newText.includes('\n'));
    }),
    { numRuns: 2000 },
  );
});

// Only a hang takes that long; how quick it is the bench tells.
const hang = { timeout: 120_000 };

test('a line of ten megabytes is answered', hang, () => {
  const long = 'lorem ipsum dolor '.repeat(20);
  const messages = Array.from({ length: 25_000 }, () => JSON.stringify({ role: 'user', content: long }));
  const line = `{"messages":[${messages.join(',')}]}`;
  assert(line.length > 9_000_000);
  const context = featureContext(scene + line);
  const cursor = line.length - 3;
  assert(itemsAt(context, 1, cursor).length > 0);
});

test('a line at the end of a long file is answered', hang, () => {
  const row = lines[0] ?? '';
  const text = `${Array.from({ length: 200_000 }, (_, index) => row.replace('brief', `brief ${index % 7}`)).join('\n')}\n{"messages":[{"role":"█`;
  const context = featureContext(text.replace('█', ''));
  const at = (): readonly CompletionItem[] => itemsAt(context, 200_000, '{"messages":[{"role":"'.length);
  assert(at().length > 0);
});
