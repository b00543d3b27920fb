import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConvertOptions } from '../../../server/src/core/convert/reading';
import { transcript } from '../../../server/src/core/convert/readings/transcript';
import { chooseAssistant, speakersOf } from '../../../server/src/core/convert/transcript/assistant';
import { parseTranscript } from '../../../server/src/core/convert/transcript/parse';

function read(text: string, options: ConvertOptions = {}): string[][] {
  return transcript.read(text, options).examples.map(({ messages }) => messages.map(({ role, content }) => `${role}: ${content}`));
}

test('the user says who is the assistant', () => {
  const text = 'Ann: Tea?\nBob: Yes.\nAnn: Milk?\nBob: No.\nAnn: Here.\n';
  assert.deepEqual(read(text), [['user: Tea?', 'assistant: Yes.', 'user: Milk?', 'assistant: No.']]);
  assert.deepEqual(read(text, { assistant: 'ann' }), [['user: Yes.', 'assistant: Milk?', 'user: No.', 'assistant: Here.']]);
});

test('a speaker whom the user names need not recur', () => {
  assert.deepEqual(read('User: Hi!\nMira: Hello.', { assistant: 'Mira' }), [['user: Hi!', 'assistant: Hello.']]);
});

test('an assistant who never speaks is said, and the likeliest taken', () => {
  const { examples, notes } = transcript.read('User: Hi\nAssistant: Hello', { assistant: 'Zoe' });
  assert.equal(examples.length, 1);
  assert.match(notes[0]?.message ?? '', /^Nobody is called “Zoe”/);
});

test('a system prompt is added where the text has none', () => {
  assert.deepEqual(read('User: Hi\nAssistant: Hello', { system: 'Be brief.' }), [['system: Be brief.', 'user: Hi', 'assistant: Hello']]);
  assert.deepEqual(read('System: Own.\nUser: Hi\nAssistant: Hello', { system: 'Be brief.' }), [
    ['system: Own.', 'user: Hi', 'assistant: Hello'],
  ]);
});

test('spans cover what is said and no label', () => {
  const text = 'intro\n**User:** one\ntwo  \n\n**Bot**:  three\n';
  const spans = transcript.read(text, {}).examples[0]?.messages.map(({ span }) => span && text.slice(span.start, span.end));
  assert.deepEqual(spans, ['one\ntwo', 'three']);
});

test('a message merged of two turns spans both', () => {
  const text = 'User: one\nUser: two\nBot: three\n';
  const [user] = transcript.read(text, {}).examples[0]?.messages ?? [];
  assert.equal(user?.content, 'one\n\ntwo');
  assert.equal(user?.span && text.slice(user.span.start, user.span.end), 'one\nUser: two');
});

test('a fence that opens behind a label is a fence', () => {
  assert.deepEqual(read('User: code?\nBot: ```\nUser: x\n```\nUser: ok\nBot: good'), [
    ['user: code?', 'assistant: ```\nUser: x\n```', 'user: ok', 'assistant: good'],
  ]);
});

function assistantOf(text: string): string | undefined {
  const parsed = parseTranscript(text);
  return parsed && chooseAssistant(text, parsed)?.name;
}

test('speakers come with their turns, the likeliest assistant and the reason', () => {
  const text = 'Customer: Hi\nSupport: Hello\nCustomer: Bye';
  const parsed = parseTranscript(text);
  assert.ok(parsed);
  assert.deepEqual(
    speakersOf(parsed).map(({ name, turns }) => ({ name, turns })),
    [
      { name: 'Customer', turns: 2 },
      { name: 'Support', turns: 1 },
    ],
  );
  assert.equal(chooseAssistant(text, parsed)?.reason, '“Support” is usually the one who answers');
  assert.deepEqual(transcript.read(text, {}).choices?.speakers, { names: ['Customer', 'Support'], chosen: 'Support' });
  assert.equal(assistantOf('Lee: Why?\nKim: So.\nLee: Really?\nKim: Yes.'), 'Kim');
  assert.equal(assistantOf('Kim: Ask me.\nLee: Why?\nKim: So.\nLee: Really?\nKim: Yes, and let me explain.'), 'Kim');
  assert.equal(assistantOf('User: a\nKim: b\nUser: c\nKim: d'), 'Kim');
  assert.equal(assistantOf('Nothing here.'), undefined);
});

const labels: readonly (readonly [string, string])[] = [
  ['User', 'Assistant'],
  ['Human', 'AI'],
  ['Customer', 'Agent'],
  ['Client', 'Support'],
  ['Me', 'Bot'],
  ['You', 'ChatGPT'],
  ['Benutzer', 'Assistent'],
  ['Nutzerin', 'KI'],
  ['Vous', 'Assistante'],
  ['Tú', 'Asistente'],
  ['Você', 'Assistente'],
  ['Umano', 'IA'],
  ['Клиент', 'Поддержка'],
  ['客户', '客服'],
  ['使用者', '機器人'],
  ['ユーザ', 'ボット'],
  ['사용자', '챗봇'],
  ['العميل', 'الدعم'],
];
for (const [user, assistant] of labels) {
  test(`${user} asks and ${assistant} answers, in every way of writing labels`, () => {
    const expected = [['user: one', 'assistant: two']];
    for (const label of [
      '%: ',
      '%：',
      '**%:** ',
      '**%**: ',
      '__%:__ ',
      '- %: ',
      '### %\n',
      '### %:\n',
      '**%**\n\n',
      '[10:32] %: ',
      '10:32 - %: ',
      '(9:05 PM) %: ',
    ]) {
      assert.deepEqual(read(`${label.replace('%', user)}one\n\n${label.replace('%', assistant)}two\n`), expected, label);
    }
  });
}

const stamps = [
  '[10:32] ',
  '[10:32:05 AM] ',
  '10:32 ',
  '10:32 - ',
  '12/01/24, 10:32 - ',
  '12/1/24, 9:32\u202fPM - ',
  '[12.01.24, 10:32:05] ',
  '12.01.24, 10:32 - ',
  '2024-01-12 10:32:05 ',
  '[2024-01-12T10:32:05Z] ',
  '[12-Jan-24 04:02 PM] ',
  '2024/1/12 上午10:32 - ',
];
for (const stamp of stamps) {
  test(`a time may be written “${stamp}”`, () => {
    assert.deepEqual(read(`${stamp}Ann: one\n${stamp}Bob: two\nmore: of it\n`, { assistant: 'Bob' }), [
      ['user: one', 'assistant: two\nmore: of it'],
    ]);
  });
}

const headers = [
  '%  10:32 AM',
  '% — Today at 4:02 PM',
  '% — 12/01/2024 10:32',
  '% [10:32 AM]',
  '[10:32 AM] %',
  '% APP  10:32 AM',
  '%  0:03',
  '%\n  10:32 AM',
];
for (const header of headers) {
  test(`name and time may be written “${header}”`, () => {
    const text = ['Ann', 'one', 'Bob', 'two', 'Ann', 'three', 'Bob', 'four'].map((word, index) =>
      index % 2 === 0 ? header.replace('%', word) : word,
    );
    assert.deepEqual(read(text.join('\n'), { assistant: 'Bob' }), [['user: one', 'assistant: two', 'user: three', 'assistant: four']]);
  });
}

for (const rule of ['---', '***', '===', '* * *', '________', '— — —']) {
  test(`conversations are split at ${rule}`, () => {
    assert.deepEqual(read(`User: a\nBot: b\n${rule}\nUser: c\nBot: d\n\n${rule}\n\n`), [
      ['user: a', 'assistant: b'],
      ['user: c', 'assistant: d'],
    ]);
  });
}

test('what is no transcript gives nothing and says so', () => {
  for (const text of ['', 'Just a text.', 'http://example.org: a page', 'Note: one\nNote: two', 'a: 1\nb: 2\na: 3\nb: 4']) {
    assert.ok(transcript.detect(text).confidence < 0.2, text);
    const { examples, notes } = transcript.read(text, {});
    assert.equal(examples.length, 0);
    assert.equal(notes.length, 1);
  }
});
