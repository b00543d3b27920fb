import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionAnswer } from '../../../server/src/core/convert/readings/question-answer';

function read(text: string): string[] {
  return questionAnswer.read(text, {}).examples.map(({ messages }) => messages.map(({ content }) => content).join(' → '));
}

const pairs: readonly (readonly [string, string])[] = [
  ['Q: ', 'A: '],
  ['Q. ', 'A. '],
  ['Q1: ', 'A1: '],
  ['Q 1) ', 'A 1) '],
  ['**Q:** ', '**A:** '],
  ['### Q: ', ''],
  ['- Q: ', '- A: '],
  ['Question: ', 'Answer: '],
  ['QUESTION 3: ', 'ANSWER 3: '],
  ['Frage: ', 'Antwort: '],
  ['F: ', 'A: '],
  ['Q : ', 'R : '],
  ['Pregunta: ', 'Respuesta: '],
  ['Domanda: ', 'Risposta: '],
  ['Вопрос: ', 'Ответ: '],
  ['П: ', 'О: '],
  ['В: ', 'О: '],
  ['问：', '答：'],
  ['質問：', '回答：'],
  ['문: ', '답: '],
  ['س: ', 'ج: '],
];
for (const [question, answer] of pairs) {
  test(`“${question}” asks and “${answer}” answers`, () => {
    assert.deepEqual(read(`${question}Is it?\n${answer}It is.\n\n${question}Why?\n${answer}So.\nAnd so.\n`), [
      'Is it? → It is.',
      'Why? → So.\nAnd so.',
    ]);
  });
}

for (const title of ['# %', '### 2. %', '# **%**', '**%**', '__%__', '**1) %**', '%\n===', '1. %', '2) %', '(3) %', 'Q4: %']) {
  test(`a question may be titled “${title}”`, () => {
    const text = ['Is it?', 'Is it not?'].map((question) => `${title.replace('%', question)}\n\nIt is.\n\nSurely.\n`).join('\n');
    assert.deepEqual(read(text), ['Is it? → It is.\n\nSurely.', 'Is it not? → It is.\n\nSurely.']);
  });
}

test('question marks of other scripts count', () => {
  assert.deepEqual(read('## 可以吗？\n可以。\n## هل؟\nنعم.'), ['可以吗？ → 可以。', 'هل؟ → نعم.']);
});

test('a question keeps its inline marks', () => {
  assert.deepEqual(read('## What is `npm i`?\nIt installs.\n## And *that*?\nNothing.'), [
    'What is `npm i`? → It installs.',
    'And *that*? → Nothing.',
  ]);
});

test('a question in bold may have its answer on the line', () => {
  assert.deepEqual(read('**Open?** Daily.\n\n**Free?** No.'), ['Open? → Daily.', 'Free? → No.']);
});

test('code in an answer is neither question nor title', () => {
  assert.deepEqual(read('## How?\n```\n## Why?\nQ: x\n```\n## When?\nNow.'), ['How? → ```\n## Why?\nQ: x\n```', 'When? → Now.']);
});

test('a question may go on for lines', () => {
  assert.deepEqual(read('Q: I have a dog.\nMay it come?\nA: Yes.\nQ: Free?\nA: Yes.'), [
    'I have a dog.\nMay it come? → Yes.',
    'Free? → Yes.',
  ]);
});

test('a second answer joins the first and is said', () => {
  const text = 'Q: Why?\nA: So.\nA: Or so.\nQ: Who?\nA: We.';
  const { examples, notes } = questionAnswer.read(text, { system: 'Be kind.' });
  assert.deepEqual(
    examples[0]?.messages.map(({ role, content }) => `${role}: ${content}`),
    ['system: Be kind.', 'user: Why?', 'assistant: So.\n\nOr so.'],
  );
  assert.equal(notes.length, 1);
});

test('a chapter that is no question ends the answer before it', () => {
  const { examples, notes } = questionAnswer.read('## Who?\nWe.\n### More\nYou.\n## Imprint\nCall us.\n## Why?\nSo.', {});
  assert.deepEqual(
    examples.map(({ messages }) => messages.at(-1)?.content),
    ['We.\n### More\nYou.', 'So.'],
  );
  assert.match(notes[0]?.message ?? '', /belongs to no question/);
});

test('texts with a question in them are not lists of questions', () => {
  for (const text of [
    'Is it? Yes.',
    'One.\n\nIs it?\n\nTwo.',
    '# A\nLong text about it all, long, long.\n## So what?\nNo.',
    '1. Who?\n2. Why?\n3. When?',
    'V8: one\nV8: two',
  ]) {
    assert.ok(questionAnswer.detect(text).confidence < 0.2, text);
  }
});
