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
    ['One two three four five six seven eight nine ten.', 'One two three four five six seven eight nine ten'],
    ['```\n# no heading\n```\nAfter the code', 'After the code'],
    ['……', 'Text'],
  ];
  for (const [text, title] of titles) {
    const { examples, notes } = passage.read(text, {});
    assert.equal(examples[0]?.messages[0]?.content, title);
    assert.match(notes[0]?.message ?? '', /^No prompt is given/);
  }
});

test('a text without a title is called by its first sentence, clause or words', () => {
  const titles: readonly (readonly [string, string])[] = [
    [
      'I look in the coat, then in the bag that hangs behind the door, then in the coat again.',
      'I look in the coat, then in the bag that hangs behind the door …',
    ],
    ['The keys are gone. I look in the coat.', 'The keys are gone'],
    ['Where are the keys? I look in the coat.', 'Where are the keys?'],
    ['- “Start there,” she said, and put the letter down on the table between us.', 'Start there, she said …'],
    [
      'Nobody who has ever tried to carry a piano up four flights of narrow stairs would say that.',
      'Nobody who has ever tried to carry a piano …',
    ],
    [
      'Als ich die Schlüssel suchte, die seit Montag verschwunden waren, fand ich einen Brief.',
      'Als ich die Schlüssel suchte, die seit Montag verschwunden waren …',
    ],
    ['Quand je cherchais les clés, que personne n’avait vues depuis lundi matin, j’ai trouvé une lettre.', 'Quand je cherchais les clés …'],
    ['下雨了，我们待在家里看书。没有人介意。', '下雨了，我们待在家里看书'],
    [`昨天下午我们在河边走了很久，${'看见了很多船和鸟'.repeat(8)}。`, '昨天下午我们在河边走了很久…'],
    ['هطل المطر اليوم، وبقينا في البيت نقرأ. لم يهتم أحد.', 'هطل المطر اليوم، وبقينا في البيت نقرأ'],
    ['Когда я искал ключи, которых никто не видел с самого понедельника, я нашёл письмо.', 'Когда я искал ключи …'],
  ];
  for (const [text, title] of titles) assert.equal(passage.read(text, {}).examples[0]?.messages[0]?.content, title);
});

test('first words are quoted within a prompt, a title is not', () => {
  const asked = (text: string, prompt: string) => passage.read(text, { prompt }).examples[0]?.messages[0]?.content;
  const text = 'I look in the coat. Nothing.';
  assert.equal(asked(text, 'Write about {title}.'), 'Write about “I look in the coat”.');
  assert.equal(asked(text, 'Write “{title}”.'), 'Write “I look in the coat”.');
  assert.equal(asked('# The keys\n\nI look.', 'Write about {title}.'), 'Write about The keys.');
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
