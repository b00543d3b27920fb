import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConvertOptions } from '../../../server/src/core/convert/reading';
import { passage } from '../../../server/src/core/convert/readings/passage';
import { writeLines } from './support';

function write(text: string, options: ConvertOptions): readonly string[] {
  return writeLines(passage.read(text, options), options);
}

test('a reply answers the prompt that is given', () => {
  assert.deepEqual(write('# Rain\n\nIt falls.\n', { prompt: 'Write “{title}”.', system: 'Be a poet.' }), [
    '{"messages":[{"role":"system","content":"Be a poet."},{"role":"user","content":"Write “Rain”."},{"role":"assistant","content":"# Rain\\n\\nIt falls."}]}',
  ]);
  assert.deepEqual(passage.read('It falls.', { prompt: 'Go on' }).notes, []);
});

test('without a prompt the title or the first words stand in, and a note says so', () => {
  const titles: readonly (readonly [string, string])[] = [
    ['# *Rain*\n\nIt falls.', '*Rain*'],
    ['It\nfalls', 'It'],
    ['One two three four five six seven eight nine ten.', 'One two three four five six seven eight'],
    ['```\n# no heading\n```\nAfter the code', 'After the code'],
    ['……', 'Text'],
  ];
  for (const [text, title] of titles) {
    const { examples, notes } = passage.read(text, {});
    assert.equal(examples[0]?.messages[0]?.content, title);
    assert.match(notes[0]?.message ?? '', /^No prompt is given/);
  }
});

test('signs of replacement in a title mean nothing', () => {
  assert.match(write("# Costs $& and $'\n\nYes.", { prompt: 'About {title}' })[0] ?? '', /About Costs \$& and \$'/);
});

test('a text is continued at a paragraph near its first third', () => {
  const text = `First one.\n\nSecond one.\n\n${'Third. '.repeat(3)}\n\nFourth, the end.\n`;
  const { examples } = passage.read(text, { passage: 'continue' });
  assert.deepEqual(
    examples[0]?.messages.map(({ content }) => content),
    ['First one.\n\nSecond one.', 'Third. Third. Third. \n\nFourth, the end.'],
  );
});

test('one paragraph is cut where a sentence ends, in any language', () => {
  const cuts: readonly (readonly [string, string])[] = [
    ['It rained. We stayed inside and read. Nobody minded at all.', 'It rained.'],
    ['下雨了。我们待在家里看书。没有人介意。', '下雨了。'],
  ];
  for (const [text, start] of cuts) {
    assert.equal(passage.read(text, { passage: 'continue' }).examples[0]?.messages[0]?.content, start);
  }
});

test('a code fence is never cut', () => {
  const text = 'Look.\n\n```\none\n\ntwo. Three.\n\nfour\n```\n';
  assert.deepEqual(
    passage.read(text, { passage: 'continue' }).examples[0]?.messages.map(({ content }) => content),
    ['Look.', '```\none\n\ntwo. Three.\n\nfour\n```'],
  );
  const alone = passage.read('```\none\n\ntwo\n```', { passage: 'continue' });
  assert.equal(alone.examples.length, 0);
  assert.match(alone.notes[0]?.message ?? '', /no place to cut/);
});

test('prompt and completion of a continued text join to the text', () => {
  const text = 'One. Two.\n\nThree. Four. Five. Six.';
  const [line = ''] = write(text, { passage: 'continue', shape: 'completion' });
  const { prompt, completion }: { prompt: string; completion: string } = JSON.parse(line);
  assert.equal(prompt + completion, text);
  assert.equal(prompt, 'One. Two.');
});

test('a whole text is a completion with an empty prompt, and no chat', () => {
  assert.deepEqual(write(' All of it.\n', { passage: 'complete', shape: 'completion' }), ['{"prompt":"","completion":"All of it."}']);
  assert.deepEqual(write(' All of it.\n', { passage: 'complete', shape: 'chat' }), []);
});

test('blank texts give nothing but a note', () => {
  for (const text of ['', ' \n\t', '\u200b\u200e', '\0\0', '\uFEFF']) {
    for (const mode of ['reply', 'continue', 'complete'] as const) {
      const result = passage.read(text, { passage: mode });
      assert.deepEqual(writeLines(result, {}), []);
      assert.equal(result.notes.length, 1);
    }
  }
});
