import assert from 'node:assert/strict';
import test from 'node:test';
import { type CompletionItem, CompletionItemTag } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion';
import { featureContext } from '../support/features';
import { applyEdits, marked } from '../support/marked';

type Given = Parameters<typeof featureContext>[1];

function complete(text: string, given: Given = {}, triggerCharacter?: string): readonly CompletionItem[] {
  const { text: clean, position } = marked(text);
  return completion(featureContext(clean, given), { position, ...(triggerCharacter && { context: { triggerCharacter } }) }).items;
}

function labels(text: string, given: Given = {}): readonly string[] {
  return complete(text, given).map(({ label }) => label);
}

/** The text after the item with this label was accepted. */
function accept(text: string, label: string, given: Given = {}): string {
  const item = complete(text, given).find((each) => each.label === label);
  assert(item, `no ${label} among ${labels(text, given).join(', ')}`);
  return applied(marked(text).text, item);
}

function applied(text: string, { textEdit, additionalTextEdits = [] }: CompletionItem): string {
  assert(textEdit && 'range' in textEdit);
  return applyEdits(text, [textEdit, ...additionalTextEdits]);
}

/** The last line, where lines before it only set the scene. */
function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

const snippets: Given = { snippets: true };
const weather =
  '"tools":[{"type":"function","function":{"name":"weather","description":"Tells the weather.","parameters":{"type":"object",' +
  '"properties":{"city":{"type":"string"},"unit":{"type":"string","enum":["C","F"]},"days":{"type":"integer"}},"required":["city","unit"]}}}]';
const call = '{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}';

test('a key gets its quotes, its colon and a value to fill in', () => {
  assert.equal(accept('{"messages":[{"role":"user",█}]}', 'content', snippets), '{"messages":[{"role":"user","content":"$1"}]}');
  assert.equal(accept('{"messages": [{"role": "user", █}]}', 'content'), '{"messages": [{"role": "user", "content": ""}]}');
});

test('a key gets the commas that it needs, before and behind', () => {
  assert.equal(accept('{"messages":[{"role":"user"█}]}', 'content'), '{"messages":[{"role":"user","content":""}]}');
  assert.equal(accept('{"messages":[{"role":"user" █}]}', 'content'), '{"messages":[{"role":"user", "content":""}]}');
  assert.equal(accept('{"messages":[{█"role":"user"}]}', 'content'), '{"messages":[{"content":"","role":"user"}]}');
  assert.equal(accept('{"messages":[{"role":"user",█,"name":"a"}]}', 'content'), '{"messages":[{"role":"user","content":"","name":"a"}]}');
});

test('a half-typed key is replaced whole, with or without its quotes', () => {
  for (const half of ['con█', '"con█', '"con█"', '"█tent"']) {
    assert.equal(accept(`{"messages":[{"role":"user",${half}}]}`, 'content'), '{"messages":[{"role":"user","content":""}]}', half);
  }
});

test('a key that has a value keeps it', () => {
  assert.equal(accept('{"messages":[{"role":"user","con█":"hi"}]}', 'content'), '{"messages":[{"role":"user","content":"hi"}]}');
});

test('a line that breaks off is closed', () => {
  assert.equal(accept('{"too█', 'tools'), accept('{"too█}', 'tools'));
  assert.equal(accept('{"messages":[{"role":"user","con█', 'content', snippets), '{"messages":[{"role":"user","content":"$1"\\}]\\}');
  assert.equal(accept('{"messages":[{"role":"us█', 'user'), '{"messages":[{"role":"user"}]}');
  assert.equal(accept('{"messages":[{"role":"us█]}', 'user'), '{"messages":[{"role":"user"}]}');
});

test('the keys of a message are those of its role that it lacks, the required first and the outdated last', () => {
  assert.deepEqual(labels('{"messages":[{"role":"tool",█}]}'), ['content', 'tool_call_id']);
  assert.deepEqual(labels('{"messages":[{"role":"assistant","content":"",█}]}'), [
    'weight',
    'tool_calls',
    'refusal',
    'audio',
    'name',
    'function_call',
  ]);
  const old = complete('{"messages":[{"role":"assistant","content":"",█}]}').find(({ label }) => label === 'function_call');
  assert.deepEqual(old?.tags, [CompletionItemTag.Deprecated]);
});

test('the keys of a part of the content are those of its type', () => {
  const part = (members: string): string => `{"messages":[{"role":"user","content":[{${members}}]}]}`;
  assert.deepEqual(labels(part('"type":"image_url",█')), ['image_url']);
  assert.equal(accept(part('"type":"image_url",█'), 'image_url'), part('"type":"image_url","image_url":{"url":""}'));
  assert.equal(
    accept(part('"type":"image_url","image_url":{"url":"u",█}'), 'detail', snippets),
    part(`"type":"image_url","image_url":{"url":"u","detail":"\${1|auto,low,high|}"}`),
  );
});

test('roles are those that the target takes, the likeliest next one first, each with its meaning', () => {
  const roles = complete('{"messages":[{"role":"user","content":"hi"},{"role":"█"}]}');
  assert.deepEqual(roles.map(({ label }) => label).slice(0, 4), ['assistant', 'user', 'tool', 'system']);
  assert.match(JSON.stringify(roles[0]?.documentation), /model itself/);
  assert(!roles.some(({ label }) => label === 'developer'));
});

test('values replace what stands there, in quotes or not', () => {
  for (const value of ['█', '"█"', '"us█"', '"us█er"', '"us█', 'us█', '█"assistant"']) {
    assert.equal(accept(`{"messages":[{"role":${value},"content":"x"}]}`, 'user'), '{"messages":[{"role":"user","content":"x"}]}', value);
  }
  const weight = '{"messages":[{"role":"assistant","content":"x","weight":█}]}';
  assert.deepEqual(labels(weight), ['0', '1']);
  assert.equal(accept('{"messages":[{"role":"assistant","content":"x","weight":"█"}]}', '0'), weight.replace('█', '0'));
  assert.deepEqual(labels('{"messages":[],"parallel_tool_calls":█}'), ['true', 'false']);
});

test('what is typed so far is what the list filters by', () => {
  const filters = (text: string): readonly (string | undefined)[] => complete(text).map(({ filterText }) => filterText);
  assert.deepEqual(filters('{"messages":[{"role":"user","█"}]}'), ['"content"', '"name"']);
  assert.deepEqual(filters('{"messages":[{"role":"assistant","weight":"█"}]}'), ['"0', '"1']);
});

test('the next message follows from those before', () => {
  const next = (messages: string, rest = ''): readonly string[] => labels(`{"messages":[${messages}]${rest}}`);
  assert.deepEqual(next('█'), ['user message', 'system message', 'assistant message']);
  assert.equal(next('{"role":"user","content":"hi"},█')[0], 'assistant message');
  assert.equal(next('{"role":"user","content":"hi"}█')[0], 'assistant message');
  assert.deepEqual(next('{"role":"user","content":"hi"},█', `,${weather}`).slice(0, 2), [
    'assistant message',
    'assistant message that calls weather',
  ]);
  assert.equal(next('{"role":"user","content":"hi"},{"role":"assistant","content":"ho"},█')[0], 'user message');
  assert.equal(next(`${call},█`)[0], 'tool message: result of weather');
});

test('a message is put in whole, also where its brace was typed already', () => {
  const expected = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":""}]}';
  for (const typed of [',█', '█', ',{█}', ',{█', ',ass█']) {
    assert.equal(accept(`{"messages":[{"role":"user","content":"hi"}${typed}]}`, 'assistant message'), expected, typed);
  }
});

test('a call is made with its arguments, and its result names it', () => {
  assert.equal(
    accept(`{"messages":[{"role":"user","content":"hi"},█],${weather}}`, 'assistant message that calls weather', snippets),
    `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":` +
      `{"name":"weather","arguments":"{\\\\"city\\\\": \\\\"$1\\\\", \\\\"unit\\\\": \\\\"\${2|C,F|}\\\\"\\}"\\}\\}]\\}],${weather}}`,
  );
  assert.equal(
    accept(`{"messages":[${call},█]}`, 'tool message: result of weather'),
    `{"messages":[${call},{"role":"tool","tool_call_id":"c1","content":""}]}`,
  );
});

test('names of tools are those that the line declares, then those of other lines', () => {
  const line = (name: string): string =>
    `{"messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":${name}}}]}],${weather}}`;
  const other = `{"messages":[${call.replace('weather', 'traffic')}]}\n`;
  assert.deepEqual(labels(other + line('"█"')), ['weather', 'traffic']);
  assert.equal(lastLine(accept(other + line('"wea█"'), 'weather')), line('"weather"'));
});

test('ids are those of calls that nothing answers yet', () => {
  const calls = '{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"f"}},{"id":"c2","function":{"name":"g"}}]}';
  assert.deepEqual(labels(`{"messages":[${calls},{"role":"tool","tool_call_id":"c1"},{"role":"tool","tool_call_id":"█"}]}`), ['c2']);
  assert.equal(
    accept(`{"messages":[${calls},{"role":"tool",█}]}`, 'tool_call_id', snippets),
    `{"messages":[${calls},{"role":"tool","tool_call_id":"\${1|c1,c2|}"}]}`,
  );
});

test('arguments are what the tool requires, spelled inside a string', () => {
  const line = (value: string): string =>
    `{"messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"weather"${value}}}]}],${weather}}`;
  const expected = line(',"arguments":"{\\"city\\": \\"\\", \\"unit\\": \\"C\\"}"');
  for (const typed of [',"arguments":█', ',"arguments":"█"', ',"arguments":"█'])
    assert.equal(accept(line(typed), 'arguments of weather'), expected, typed);
  assert.equal(accept(line(',█'), 'arguments'), expected);
});

const prompted =
  '{"messages":[{"role":"system","content":"Be \\"brief\\"."},{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}\n';

test("a system message may say what the file's others say", () => {
  const line = (content: string): string => `{"messages":[{"role":"system","content":${content}}]}`;
  for (const typed of ['█', '"█"', '"█', '"be█"'])
    assert.equal(lastLine(accept(prompted + line(typed), 'Be "brief".')), line('"Be \\"brief\\"."'), typed);
  assert.deepEqual(labels(prompted + line('"I say█"')), []);
  assert.equal(labels(`${prompted}{"messages":[█]}`)[0], 'system: Be "brief".');
});

test('an empty line gets a whole example in the habit of the file', () => {
  assert.deepEqual(labels('█'), ['chat example', 'chat example with a system message', 'chat example with a tool call']);
  assert.equal(labels(`${prompted}█`)[0], 'chat example: Be "brief".');
  assert.equal(
    lastLine(accept(`${prompted}█`, 'chat example: Be "brief".', snippets)),
    '{"messages":[{"role":"system","content":"Be \\\\"brief\\\\"."\\},{"role":"user","content":"$1"\\},{"role":"assistant","content":"$2"\\}]\\}',
  );
});

test('an example has the shape of the others', () => {
  const pair =
    '{"input":{"messages":[{"role":"user","content":"x"}]},"preferred_output":[{"role":"assistant","content":"a"}],"non_preferred_output":[{"role":"assistant","content":"b"}]}\n';
  assert.equal(
    lastLine(accept(`${pair}█`, 'preference example')),
    '{"input":{"messages":[{"role":"user","content":""}]},"preferred_output":[{"role":"assistant","content":""}],"non_preferred_output":[{"role":"assistant","content":""}]}',
  );
});

test('an example of a foreign form is built like its neighbour', () => {
  const line =
    '{"conversations":[{"from":"system","value":"Be brief."},{"from":"human","value":"x"},{"from":"gpt","value":"y"}],"score":1}\n';
  assert.equal(
    lastLine(accept(`${line}█`, 'example like the others')),
    '{"conversations":[{"from":"system","value":"Be brief."},{"from":"human","value":""},{"from":"gpt","value":""}],"score":1}',
  );
});

test('the first line of a new file is taken for training data until it says otherwise', () => {
  assert.equal(accept('{█}', 'chat example'), '{"messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": ""}]}');
  assert(labels('{"messages":[{█}]}').includes('role'));
  assert.deepEqual(labels('{"level":"info",█}'), []);
});

test('a file that is not training data is left alone', () => {
  assert.deepEqual(labels('{"level":"info"}\n{"level":"info"}\n█'), []);
});

test('text is left alone', () => {
  const line = (content: string): string => `{"messages":[{"role":"user","content":"${content}"}]}`;
  for (const text of ['█', 'hello█', 'a,█', '{█}', '\\"█\\"']) assert.deepEqual(labels(line(text)), [], text);
});

test('a character opens the list only where something begins', () => {
  assert.deepEqual(complete('{"messages":[{"role":"user"█}]}', {}, '"'), []);
  assert.deepEqual(complete('{"messages":[{"role":"a,█"}]}', {}, ','), []);
  assert.equal(complete('{"messages":[{"role":"user",█}]}', {}, ',').length, 2);
  assert.equal(complete('{"messages":[{"role":"user","█"}]}', {}, '"').length, 2);
});

test('a line that is broken elsewhere is still helped', () => {
  assert(labels('{"messages":[{"role":"user",█},{"role":oops}]').includes('content'));
});

test('a line that nests absurdly is left alone', () => {
  assert.deepEqual(labels(`{"messages":${'['.repeat(5000)}█${']'.repeat(5000)}}`), []);
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  assert.deepEqual(labels(`{"messages":[{█}],"tools":${deep}}`), []);
  assert(labels(`{"messages":[{"role":"system","content":"x"}],"tools":[${deep}]}\n█`).length > 0);
  assert.deepEqual(labels(`{"conversations":[{"from":"human","value":"x"}],"deep":${deep}}\n█`), ['sharegpt example']);
});
