import assert from 'node:assert/strict';
import test from 'node:test';
import { splitRows } from '../../../server/src/core/rows/row';
import { detectFileShape, detection, detectionReach, shapeOf } from '../../../server/src/core/shapes/detect';
import { shapeById } from '../../../server/src/core/shapes/index';

function shapeOfText(text: string): string | undefined {
  return detectFileShape(splitRows(text))?.id;
}

const turn = '{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}';

const recognised: Readonly<Record<string, readonly string[]>> = {
  chat: [
    `{"messages":[${turn}]}`,
    `{"id":7,"source":"forum","messages":[${turn}]}`,
    `{"created_at":"2026-01-01","messages":[${turn}]}`,
    `{"model":"m","temperature":0,"messages":[${turn}]}`,
    `{"mesages":[${turn}]}`,
    `{"conversations":[${turn}]}`,
    '{"messages":[]}',
    '{"messages":[{"role":"human","content":"hi"},{"role":"Chatbot","content":"hello"}]}',
    '{"messages":[{"role":"user","content":"hi"}]}',
    `{"messages":[${turn}],}`,
    `{'messages': [{'role': 'user', 'content': 'hi'}]}`,
    `{"messages":[${turn}`,
  ],
  preference: [
    '{"input":{"messages":[]},"preferred_output":[],"non_preferred_output":[]}',
    '{"input":{"messages":[]},"preferred_completion":[],"non_preferred_completion":[]}',
  ],
  reinforcement: ['{"messages":[{"role":"user","content":"1+1?"}],"reference":"2"}'],
  completion: [
    '{"prompt":"a ->","completion":" b"}',
    '{"prompt":"a ->","completion":" b",}',
    '{"prompt":"a","answer":"b"}',
    '{"question":"a","completion":"b"}',
  ],
  gemini: ['{"systemInstruction":{"parts":[{"text":"a"}]},"contents":[{"role":"user","parts":[{"text":"hi"}]}]}'],
  'gemini-preference': ['{"contents":[{"role":"user","parts":[]}],"completions":[{"score":1,"completion":{"role":"model","parts":[]}}]}'],
  'bedrock-converse': ['{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"hi"}]}]}'],
  'bedrock-claude': [`{"system":"Be kind.","messages":[${turn}]}`],
  cohere: ['{"messages":[{"role":"User","content":"hi"},{"role":"Chatbot","content":"hello"}]}'],
  sharegpt: ['{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}'],
  alpaca: [
    '{"instruction":"a","input":"","output":"b"}',
    '{"instruction":"a","answer":"b"}',
    '{"question":"a","answer":"b"}',
    '{"question":"a","response":"b"}',
    '{"prompt":"a","response":"b"}',
  ],
  'trl-preference': [
    '{"prompt":"a","chosen":"b","rejected":"c"}',
    '{"chosen_messages":[],"rejected_messages":[]}',
    '{"prompt":"a","preferred":"b","other":"c"}',
  ],
  'trl-prompt-completion': ['{"prompt":[{"role":"user","content":"hi"}],"completion":[{"role":"assistant","content":"hello"}]}'],
  kto: ['{"prompt":"a","completion":"b","label":true}'],
  yandex: ['{"request":[{"role":"user","text":"hi"}],"response":"hello"}'],
  text: ['{"text":"Once upon a time"}'],
};

for (const [id, lines] of Object.entries(recognised)) {
  lines.forEach((line, index) => {
    test(`${id} is recognised (${index + 1})`, () => assert.equal(shapeOfText(line), id));
  });
}

const brokenUnderItsKey: Readonly<Record<string, readonly string[]>> = {
  chat: [
    '{"messages":null}',
    '{"messages":{}}',
    '{"messages":"hi"}',
    '{"messages":["hi","hello"]}',
    '{"messages":[null]}',
    '{"messages":[{}]}',
    '{"messages":[{"role":"user"}]}',
    '{"messages":{"role":"user","content":"hi"}}',
    '{"messages":null,"tools":[]}',
  ],
  sharegpt: ['{"conversations":null}', '{"conversations":[],"system":"a"}', '{"conversations":[{"from":"human"}]}'],
  completion: ['{"prompt":null,"completion":null}', '{"prompt":"a","completion":1}', '{"prompt":{},"completion":"b"}'],
  alpaca: ['{"instruction":null,"input":"","output":null}', '{"instruction":"a","output":1}'],
  'trl-preference': ['{"prompt":"a","chosen":null,"rejected":"b"}', '{"chosen":null,"rejected":null}'],
};

for (const [id, lines] of Object.entries(brokenUnderItsKey)) {
  lines.forEach((line, index) => {
    test(`${id} is recognised by its keys alone (${index + 1})`, () => {
      assert.equal(shapeOfText(line), id);
      // Beside others the line is one more of them, or none.
      assert.equal(shapeOf(JSON.parse(line), shapeById(id))?.id, id);
      assert.equal(shapeOf(JSON.parse(line), undefined), undefined);
    });
  });
}

const notTraining: Readonly<Record<string, string>> = {
  'a log': '{"level":"info","ts":1,"msg":"started"}',
  'a log with messages': '{"timestamp":"t","level":"info","messages":["a","b"]}',
  'a chat export': '{"id":1,"messages":[{"id":5,"text":"hi","date":"d"}]}',
  'a chat export of nothing else': '{"messages":[{"id":5,"text":"hi","date":"d"}]}',
  'a Discord export': '{"messages":[{"id":"1","content":"hi","timestamp":"t","author":{"name":"a"}}]}',
  'a catalogue of texts': '{"messages":{"hello":"Hallo","bye":"Tschüss"}}',
  'a count of messages': '{"messages":12}',
  'a log of nothing': '{"messages":null,"level":"info"}',
  'a price': '{"prompt":120,"completion":34}',
  'a prompt with a broken answer beside an id': '{"id":1,"prompt":"a","completion":null}',
  'a request log': `{"request_id":"r","messages":[${turn}],"latency_ms":12}`,
  'a request': '{"model":"m","messages":[{"role":"user","content":"hi"}],"max_tokens":5}',
  'a request with system': '{"model":"m","system":"s","messages":[{"role":"user","content":"hi"}],"max_tokens":5}',
  'an answer of a service': '{"id":"x","choices":[{"message":{"role":"assistant","content":"a"}}],"usage":{}}',
  'a Batch request': '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[]}}',
  'a Batch result': '{"id":"b","custom_id":"a","response":{"status_code":200,"body":{}},"error":null}',
  'an agent’s trace': `{"session_id":"s","type":"turn","messages":[${turn}]}`,
  'a coding session': '{"parentUuid":null,"type":"user","message":{"role":"user","content":"hi"},"timestamp":"t"}',
  'a Gemini request': '{"contents":[{"role":"user","parts":[{"text":"hi"}]}],"generationConfig":{}}',
  'an evaluation': '{"task_id":"HumanEval/0","prompt":"def","completion":"pass","passed":true}',
  'an evaluated instruction': '{"instruction":"a","output":"b","generator":"m"}',
  'a crawl': '{"url":"https://example.com","timestamp":"t","text":"words"}',
  'a search corpus': '{"_id":"1","title":"a","text":"words"}',
  'a question bank': '{"prompt":"a","answer":"b","subject":"c"}',
  'prompts without answers': '{"id":"1","prompt":"a","expected_substrings":["b"]}',
  telemetry: '{"event":"click","properties":{"text":"a"},"user_id":"u"}',
  'a list of numbers': '[1,2,3]',
  words: 'not json at all',
  nothing: '',
};

for (const [name, line] of Object.entries(notTraining)) {
  test(`${name} is no training data`, () => assert.equal(shapeOfText(`${line}\n${line}\n`), undefined));
}

test('most lines decide', () => {
  const chat = `{"messages":[${turn}]}`;
  const completion = '{"prompt":"a","completion":"b"}';
  const log = '{"level":"info","msg":"a"}';
  assert.equal(shapeOfText([completion, chat, chat].join('\n')), 'chat');
  assert.equal(shapeOfText([log, chat, chat].join('\n')), 'chat');
  assert.equal(shapeOfText([log, log, chat].join('\n')), undefined);
  assert.equal(shapeOfText(['{"broken', '', chat].join('\n')), 'chat');
});

test('records over several lines are recognised', () => {
  const record = JSON.stringify(JSON.parse(`{"messages":[${turn}],"id":{"a":[1]}}`), undefined, 2);
  assert.equal(shapeOfText(`${record}\n${record}`), 'chat');
  assert.equal(shapeOfText(`[\n${record},\n${record}\n]`), 'chat');
  assert.equal(shapeOfText('{\n"prompt": "a",\n"completion": "b",\n}\n'), 'completion');
  assert.equal(shapeOfText(JSON.stringify({ level: 'info', context: { a: 1 } }, undefined, 2)), undefined);
});

test('a list of all records is recognised', () => {
  assert.equal(shapeOfText(`[{"messages":[${turn}]},{"messages":[${turn}]}]`), 'chat');
  assert.equal(shapeOfText(`[\n{"messages":[${turn}]},\n{"messages":[${turn}]}\n]`), 'chat');
});

test('a record that is never closed does not swallow the next', () => {
  const line = '{"prompt":"a","completion":"b"}';
  assert.equal(detectionReach(splitRows(`{"prompt":{"a":\n${`${line}\n`.repeat(30)}`)), 20);
});

test('long lines of which none is ever closed are recognised', () => {
  const line = `{"messages":[{"role":"user","content":"${'a '.repeat(2000)}"},{"role":"assistant","content":"b"}]`;
  for (const lines of [1, 50, 100, 1000]) assert.equal(shapeOfText(`${line}\n`.repeat(lines)), 'chat', `${lines} lines`);
  assert.equal(shapeOfText(`{"level":"info","text":["${'a '.repeat(2000)}"\n`.repeat(100)), undefined);
});

test('rows behind the first records change nothing', () => {
  const rows = splitRows('{"text":"a"}\n\n'.repeat(30));
  assert.equal(detectionReach(rows), 39);
  assert.equal(detectionReach(rows.slice(0, 30)), Number.POSITIVE_INFINITY);
});

test('a line of megabytes is recognised like a short one', () => {
  const long = 'a \\"b\\" '.repeat(100_000);
  const chat = `{"messages":[{"role":"user","content":"${long}"},{"role":"assistant","content":"b"}]}`;
  assert.equal(shapeOfText(chat), 'chat');
  assert.equal(shapeOfText(chat.slice(0, -1)), 'chat');
  assert.equal(shapeOfText(`{"prompt":"${long}","completion":"${long}"}`), 'completion');
  assert.equal(shapeOfText(`{"level":"info","messages":"${long}"}`), undefined);
  assert.equal(shapeOfText(`{"messages":[${Array(20_000).fill('{"role":"user","content":"a"}').join(',')}]}`), 'chat');
  assert.equal(shapeOfText(`{"messages":[\n{"role":"user","content":"${long}"}\n]}`), 'chat');
});

test('how far detection looks is told with what it finds', () => {
  for (const text of ['{"text":"a"}\n\n'.repeat(30), '{"text":"a"}\n', `{"prompt":{"a":\n${'{"text":"a"}\n'.repeat(30)}`, '']) {
    const rows = splitRows(text);
    assert.deepEqual(detection(rows), { shape: detectFileShape(rows), reach: detectionReach(rows) });
  }
});

test('a faulty line belongs to the shape of its file', () => {
  const chat = shapeById('chat');
  const reinforcement = shapeById('reinforcement');
  const shapeIn = (file: typeof chat, text: string) => shapeOf(JSON.parse(text), file)?.id;
  assert.equal(shapeIn(chat, '{"messages":"hi"}'), 'chat');
  assert.equal(shapeIn(chat, '{"messages":[{"role":"user","content":"hi"}],"source":"a"}'), 'chat');
  assert.equal(shapeIn(chat, '{"prompt":"a","completion":"b"}'), 'completion');
  assert.equal(shapeIn(chat, '{"level":"info"}'), undefined);
  assert.equal(shapeIn(reinforcement, `{"messages":[${turn}],"reference":"a"}`), 'reinforcement');
  assert.equal(shapeIn(reinforcement, `{"messages":[${turn}]}`), 'chat');
  assert.equal(shapeIn(shapeById('completion'), '{"prompt":"a"}'), 'completion');
});
