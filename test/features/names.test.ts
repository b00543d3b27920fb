import assert from 'node:assert/strict';
import test from 'node:test';
import { definition, documentHighlights, prepareRename, references, rename } from '../../server/src/features/names';
import { featureContext } from '../support/features';
import { applyEdits, marked } from '../support/marked';

const chat =
  '{"messages":[{"role":"user","content":"Weather in Rome?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"name\\":\\"weather\\"}"}},{"id":"c2","type":"function","function":{"name":"clock","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","name":"weather","content":"weather: sunny"},{"role":"tool","tool_call_id":"c2","content":"12"},{"role":"assistant","content":"Sunny."}],"tool_choice":{"type":"function","function":{"name":"weather"}},"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"name":{"type":"string"}}}}},{"type":"function","function":{"name":"clock"}}]}';

/** The line with what the ranges hold put between « and ». */
function shown(
  text: string,
  ranges: readonly { readonly range: { start: { character: number }; end: { character: number } } }[],
): string[] {
  return ranges.map(({ range: { start, end } }) => {
    const before = text.slice(Math.max(0, start.character - 10), start.character);
    return `${before}«${text.slice(start.character, end.character)}»`;
  });
}

function at(line: string): {
  readonly context: ReturnType<typeof featureContext>;
  readonly text: string;
  readonly position: ReturnType<typeof marked>['position'];
} {
  const { text, position } = marked(line);
  return { context: featureContext(text), text, position };
}

test('a called tool leads to its declaration', () => {
  const { context, text, position } = at(chat.replace('"function":{"name":"weather","arg', '"function":{"name":"wea█ther","arg'));
  assert.deepEqual(shown(text, definition(context, { position })), ['n":{"name":"«weather»'.slice(-19)]);
  assert.equal(definition(context, { position })[0]?.range.start.character, text.lastIndexOf('weather'));
});

test('names are found beside a text of any length, and a fault in it is no matter', () => {
  for (const words of ['Weather in Rome? ', 'Weather\tin Rome? ']) {
    const line = chat.replace('Weather in Rome?', words.repeat(20_000));
    const { context, text, position } = at(line.replace('"function":{"name":"weather","arg', '"function":{"name":"wea█ther","arg'));
    assert.equal(definition(context, { position })[0]?.range.start.character, text.lastIndexOf('weather'));
    assert.equal(documentHighlights(context, { position }).length, 4);
  }
});

test('every use of a tool is found, texts and arguments are left out', () => {
  const { context, text, position } = at(chat.replace('"tool_choice":{"type":"function","function":{"name":"', '$&█'));
  const all = references(context, { position, context: { includeDeclaration: true } });
  assert.equal(all.length, 4);
  assert.equal(references(context, { position, context: { includeDeclaration: false } }).length, 3);
  assert.deepEqual(
    all.map(({ range }) => text.slice(range.start.character, range.end.character)),
    ['weather', 'weather', 'weather', 'weather'],
  );
  assert.deepEqual(
    documentHighlights(context, { position }).map(({ kind }) => kind),
    [2, 2, 2, 3],
  );
});

test('the answer to a call leads to the call', () => {
  const { context, text, position } = at(chat.replace('"tool_call_id":"c2', '"tool_call_id":"c2█'));
  assert.deepEqual(shown(text, definition(context, { position })), ['}"}},{"id":"«c2»'.slice(-14)]);
});

test('renaming a tool renames all its uses in the line and nothing else', () => {
  const { context, text, position } = at(chat.replace('"function":{"name":"weather","par', '"function":{"name":"weather█","par'));
  assert.equal(prepareRename(context, { position })?.placeholder, 'weather');
  const edit = rename(context, { position, newName: 'forecast' });
  assert('changes' in edit);
  assert.equal(applyEdits(text, edit.changes?.['file:///test.jsonl'] ?? []), chat.replaceAll('"name":"weather"', '"name":"forecast"'));
});

test('a name that will not do is refused with the reason', () => {
  const { context, position } = at(chat.replace('"function":{"name":"weather","par', '"function":{"name":"weather█","par'));
  const refusal = (newName: string): string => {
    const result = rename(context, { position, newName });
    return 'refused' in result ? String(result.refused) : 'taken';
  };
  assert.match(refusal('clock'), /Another tool of this line/);
  assert.match(refusal('two words'), /cannot name a tool/);
  assert.match(refusal(' '), /type one/);
  assert.equal(refusal('weather'), 'taken');
});

test('there is nothing to go to in texts, keys and broken lines', () => {
  for (const line of [
    chat.replace('Weather in Rome', 'Wea█ther in Rome'),
    chat.replace('"role":"user"', '"ro█le":"user"'),
    chat.replace('\\"weather\\"', '\\"wea█ther\\"'),
    '{"messages":[{"role":"user","content":"hi█"},',
  ]) {
    const { context, position } = at(line);
    assert.deepEqual(definition(context, { position }), []);
    assert.equal(prepareRename(context, { position }), null);
    assert('refused' in rename(context, { position, newName: 'x' }));
  }
});

test('the forms of Gemini, Bedrock and Claude are known', () => {
  const gemini =
    '{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"functionCall":{"name":"fi█nd","args":{"name":"find"}}}]},{"role":"user","parts":[{"functionResponse":{"name":"find","response":{"name":"find"}}}]},{"role":"model","parts":[{"text":"Yes"}]}],"tools":[{"functionDeclarations":[{"name":"find"}]}]}';
  const bedrock =
    '{"schemaVersion":"bedrock-conversation-2024","toolConfig":{"tools":[{"toolSpec":{"name":"find","inputSchema":{"json":{}}}}]},"messages":[{"role":"user","content":[{"text":"Hi"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"t█1","name":"find","input":{"toolUseId":"t1"}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"t1","content":[{"text":"x"}]}}]},{"role":"assistant","content":[{"text":"Yes"}]}]}';
  const claude =
    '{"system":"Help.","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"t█1","name":"find","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]},{"role":"assistant","content":"Yes"}]}';
  for (const [line, uses] of [
    [gemini, 3],
    [bedrock, 2],
    [claude, 2],
  ] as const) {
    const { context, position } = at(line);
    assert.equal(references(context, { position, context: { includeDeclaration: true } }).length, uses, line);
  }
});
