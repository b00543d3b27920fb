import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { linesOf } from '../../../server/src/core/transcript/rewrite';
import { writeTranscript } from '../../../server/src/core/transcript/write';

/** Each line of the file with the transcript that it is shown as. */
const pairs: readonly (readonly [name: string, line: string, transcript: string])[] = [
  [
    'a chat',
    '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi\\n\\nthere"},{"role":"assistant","content":"Hello"}]}',
    '===== example\n\n=== system\n\nBe kind.\n\n=== user\n\nHi\n\nthere\n\n=== assistant\n\nHello\n',
  ],
  [
    'other keys, and keys whose value stands below',
    '{"messages":[{"role":"user","name":"Ann","content":"Hi"},{"role":"assistant","content":"Hello","weight":0.50}],"parallel_tool_calls":false}',
    '===== example\nmessages:\nparallel_tool_calls: false\n\n=== user\nname: "Ann"\n\nHi\n\n=== assistant\ncontent:\nweight: 0.50\n\nHello\n',
  ],
  [
    'calls and their results',
    '{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look_up","arguments":"{\\"title\\": \\"Emma\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"[]"}]}',
    '===== example\n\n=== assistant\ncontent: null\n\n~~~ call look_up call_1\n{"title": "Emma"}\n~~~\n\n=== tool\ntool_call_id: "call_1"\n\n[]\n',
  ],
  [
    'parts',
    '{"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}},{"type":"input_audio","input_audio":{"data":"","format":"wav"}},{"type":"thinking","thinking":"Hm."}]}]}',
    '===== example\n\n=== user\n\n~~~ text\nWhat is it?\n~~~\n\n~~~ image low\nhttps://example.com/a.png\n~~~\n\n~~~ json\n{"type": "input_audio", "input_audio": {"data": "", "format": "wav"}}\n~~~\n\n~~~ thinking.thinking\nHm.\n~~~\n',
  ],
  [
    'texts that look like the form itself',
    '{"prompt":"=== user\\nTitle\\n=====\\n~~~\\n\\\\~~~\\n<<<<<<< HEAD","completion":"\\n a\\r\\nb \\u2028\\\\u{d}"}',
    '===== example\n\n==== prompt\n\n\\=== user\nTitle\n=====\n\\~~~\n\\\\~~~\n\\<<<<<<< HEAD\n\n==== completion\n\n\\\n a\\u{d}\nb \\u{2028}\\\\u{d}\n',
  ],
  [
    'empty, missing and odd contents and roles',
    '{"messages":[{"role":"user","content":""},{"role":"assistant"},{"content":"Hi"},{"role":7,"content":"\\n"},{"role":"a: b","content":"x"}]}',
    '===== example\n\n=== user\ncontent: ""\n\n=== assistant\n\n=== (no role)\n\nHi\n\n=== (no role)\nrole: 7\n\n\\\n\\\n\n=== "a: b"\n\nx\n',
  ],
  [
    'a preference',
    '{"input":{"messages":[{"role":"user","content":"Hi"}],"tools":[]},"preferred_output":[{"role":"assistant","content":"Yes"}],"non_preferred_output":[{"role":"assistant","content":"No"}]}',
    '===== example\ninput.messages:\ninput.tools: []\n\n==== input.messages\n\n=== user\n\nHi\n\n==== preferred_output\n\n=== assistant\n\nYes\n\n==== non_preferred_output\n\n=== assistant\n\nNo\n',
  ],
  [
    'messages with other keys',
    '{"conversations":[{"from":"human","value":"Hi"}],"contents":[{"role":"user","parts":[{"text":"Look"},{"fileData":{"fileUri":"gs://a"}}]}]}',
    '===== example\n\n==== conversations: from, value\n\n=== human\n\nHi\n\n==== contents: role, parts[0].text\n\n=== user\n\nLook\n\n~~~ json\n{"fileData": {"fileUri": "gs://a"}}\n~~~\n',
  ],
  [
    'keys that stand twice, and odd ones',
    '{"a":1,"a":1.0,"b c":1e5,"":null,"x.y":"é"}',
    '===== example\na: 1\na: 1.0\n["b c"]: 1e5\n[""]: null\n["x.y"]: "é"\n',
  ],
  ['an empty object', '{}', '===== example\n'],
  ['a line that is no JSON', '{"messages":[ ', '===== verbatim\n\n{"messages":[\\u{20}\n'],
  ['an empty line', '', '===== verbatim\n\n\n'],
  ['a list', '[1, 2]', '===== verbatim\n\n[1, 2]\n'],
];

for (const [name, line, transcript] of pairs) {
  test(`${name}: written and read`, () => {
    assert.equal(writeTranscript([line]), transcript);
    const back = linesOf(transcript);
    assert.deepEqual(back.ok && back.lines, [line]);
  });
}

test('a long list stands in a block, a short one in a line', () => {
  const tools = '[{"type":"function","function":{"name":"look_up","description":"Looks a book up.","parameters":{"type":"object"}}}]';
  const transcript = writeTranscript([`{"messages":[{"role":"user","content":"Hi"}],"tools":${tools},"tags":["a","b"]}`]);
  assert.match(transcript, /^===== example\nmessages:\ntools:\ntags: \["a", "b"\]\n\n~~~ json tools\n\[\n {2}\{\n {4}"type": "function",/);
});

test('what is written by hand may be shorter', () => {
  const back = linesOf('===user\nHi\nhttp://example.com: nice\n=== assistant\nHello   \n\n\n');
  assert.deepEqual(back.ok && back.lines, [
    '{"messages":[{"role":"user","content":"Hi\\nhttp://example.com: nice"},{"role":"assistant","content":"Hello   "}]}',
  ]);
  const windows = linesOf('===== example\r\n\r\n=== user\r\nHi\r\nyou\r\n');
  assert.deepEqual(windows.ok && windows.lines, ['{"messages":[{"role":"user","content":"Hi\\nyou"}]}']);
  assert.deepEqual(linesOf('\n\n'), { ok: true, changes: [], lines: [] });
});

test('the examples of the documentation can be read', () => {
  const page = readFileSync('docs/transcript.md', 'utf8');
  const blocks = [...page.matchAll(/^ {4}={3}(?:==)? .*(?:\n(?: {4}.*|$))*/gm)].map(([block]) => block.replaceAll(/^ {4}/gm, ''));
  assert.equal(blocks.length, 4);
  for (const block of blocks) assert.equal(linesOf(block).ok, true, block);
  const [whole = ''] = blocks;
  const back = linesOf(whole);
  assert.equal(back.ok && writeTranscript(back.lines), `${whole.trimEnd()}\n`);
});
