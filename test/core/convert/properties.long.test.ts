import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { readings } from '../../../server/src/core/convert/readings/index';
import { broken } from './support';

const pieces = [
  ...[
    'User: ',
    'Assistant:',
    'System: ',
    'Ann: ',
    'Bob (10:32): ',
    '**Ann:** ',
    '**User**',
    '### Assistant',
    '用户：',
    'المساعد: ',
    'Customer: ',
  ],
  ...['\n', '\n\n', '\r\n', '\r', ' ', '    ', '\t', '\u2028', '\u00a0'],
  ...['---', '***', '```', '```js', '~~~', '# Title', '## How?', 'Why?', '**Who?**', '1) When?', 'Q: ', 'A: ', 'Q2. ', 'Frage: ', '======'],
  ...['10:32 - Ann: ', '[10:33] Bob: ', 'Ann  10:32 AM', '12/01/24, 10:32 - Ann: ', '<ann> ', '> ', '< ', '<Media omitted>', '  10:32'],
  ...['<|im_start|>user\n', '<|im_start|>assistant\n', '<|im_end|>', '<|user|>', '</s>', '<s>', '[INST]', '[/INST]', '<<SYS>>', '<</SYS>>'],
  ...['<|start_header_id|>user<|end_header_id|>', '<|eot_id|>', '<start_of_turn>model\n', '<end_of_turn>', '<|endoftext|>'],
  ...['\0', '\uD800', '\uDC00', '\uFEFF', '\u200e', '👩‍🔬', 'word', 'Two words.', '"', '\\', 'ß?'],
];
const noise = fc.array(fc.constantFrom(...pieces), { maxLength: 3 }).map((parts) => parts.join(''));
const soup = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
  {
    maxLength: 40,
  },
);

// Pure soup is seldom a talk, so most texts are talks and lists of questions with something in the soup.
const styles: readonly (readonly [string, string])[] = [
  ...['%: ', '**%:** ', '### %\n', '%：', '[10:32] %: ', '12/01/24, 10:32 - %: ', '<%> ', '%  10:32 AM\n', '% — Today at 4:02 PM\n'].map(
    (label): readonly [string, string] => [label, ''],
  ),
  ['<|im_start|>%\n', '<|im_end|>'],
  ['<|start_header_id|>%<|end_header_id|>\n\n', '<|eot_id|>'],
  ['<|%|>\n', '</s>'],
];
const names = fc.constantFrom(
  ['user', 'assistant'],
  ['User', 'Assistant', 'System'],
  ['Ann', 'Bob'],
  ['Ann', 'Bob', 'Carla'],
  ['顾客', '客服'],
  ['Ann', 'ChatGPT'],
);
const talk = fc
  .tuple(
    fc.constantFrom(...styles),
    names,
    fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom('Yes.', 'Why?', 'one two\nthree'), noise)), { minLength: 3, maxLength: 10 }),
  )
  .map(([[before, after], speakers, turns]) =>
    turns.map(([who, said]) => `${before.replace('%', speakers[who % speakers.length] ?? '')}${said}${after}`).join('\n'),
  );
const asked = fc.constantFrom(
  'Q: Is it?\nA: ',
  '## Is it?\n',
  '**Is it?** ',
  '1) Is it?\n',
  '问：是吗？\n答：',
  '**Q: Is it?**\n\n**A:** ',
  'Is it?\n\n',
);
const questions = fc
  .tuple(
    asked,
    fc.array(fc.oneof(fc.constantFrom('Yes.', 'No.\n\nNot yet.\n\n---', 'So.\n\n# Title'), noise), { minLength: 1, maxLength: 6 }),
  )
  .map(([before, answers]) => answers.map((answer) => `${before}${answer}\n\n`).join(''));
const template = fc
  .array(fc.tuple(fc.constantFrom('[INST] ', '<s>[INST] <<SYS>>a<</SYS>>', '\n<s>[INST]'), noise, noise), { minLength: 2, maxLength: 5 })
  .map((turns) => turns.map(([open, user, answer]) => `${open}${user} [/INST] ${answer}</s>`).join(''));
const cells = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('one', 'Is it?', 'Yes, it is.', '"quoted"', '"two, ""of"" them"', '"over\nlines"', '"', 'a"b', ''),
  },
  noise,
);
const sheet = fc
  .tuple(
    fc.constantFrom(',', ';', '\t', '|'),
    fc.constantFrom('question%answer', 'id%prompt%completion', 'subject%body%reply%x', 'a%b', ''),
    fc.array(fc.array(cells, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([sign, header, rows, lineBreak]) => [header.replaceAll('%', sign), ...rows.map((row) => row.join(sign))].join(lineBreak));
const markdownTable = fc
  .tuple(fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 5 }), noise)
  .map(([rows, after]) => `| Question | Answer |\n| --- | --- |\n${rows.map(([a, b]) => `| ${a} | ${b} \\| |`).join('\n')}\n${after}`);
const document = fc
  .array(
    fc.tuple(
      fc.constantFrom('# One', '## Two', '## Two ##', '# *Three*', 'Four\n===', '---\na: b\n---', '<!-- # x -->', '```\n# x\n```'),
      noise,
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.map(([title, below]) => `${title}\n${below}\n`).join(''));
const keyed = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('user', 'anita', 'System', 'x'), cells), { minLength: 2, maxLength: 6 }),
    fc.constantFrom('[%]', '%', '[%', 'a [%] b [%]'),
    noise,
  )
  .map(([turns, frame, after]) => frame.replaceAll('%', turns.map(([key, said]) => JSON.stringify({ [key]: said })).join(',\n')) + after);
const prompted = fc
  .tuple(
    fc.constantFrom('\n\n###\n\n', ' ->', '\r\n###\r\n', ' ==>'),
    fc.constantFrom(' END', '<|endoftext|>', '', '\n\n###\n\n'),
    fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 5 }),
  )
  .map(([separator, stop, rows]) => rows.map(([prompt, completion]) => `${prompt}${separator} ${completion}${stop}`).join('\n'));
const record = fc.oneof(
  fc.tuple(cells, cells).map(([prompt, completion]) => ({ prompt, completion })),
  fc.tuple(cells, cells, cells).map(([instruction, input, output]) => ({ instruction, input, output })),
  fc.tuple(cells, cells).map(([human, gpt]) => ({
    conversations: [
      { from: 'human', value: human },
      { from: 'gpt', value: gpt },
    ],
    id: 1,
  })),
  fc
    .array(fc.tuple(fc.constantFrom('system', 'user', 'assistant', 'tool', 'x'), cells), { minLength: 1, maxLength: 4 })
    .map((turns) => ({ messages: turns.map(([role, content]) => ({ role, content })) })),
  fc.tuple(cells, cells).map(([question, answer]) => ({ question, answer, n: 1 })),
  fc.tuple(cells, cells, cells).map(([prompt, chosen, rejected]) => ({ prompt, chosen, rejected })),
);
const recordsText = fc
  .tuple(
    fc.array(record, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('[%]', '%', '[%'),
    fc.constantFrom('\n', ',\n'),
    fc.boolean(),
    noise,
  )
  .map(
    ([list, frame, sign, pretty, after]) =>
      frame.replaceAll('%', () => list.map((each) => JSON.stringify(each, undefined, pretty ? 2 : undefined)).join(sign)) + after,
  );
const text = fc.oneof(
  { weight: 2, arbitrary: recordsText },
  keyed,
  prompted,
  { weight: 2, arbitrary: sheet },
  markdownTable,
  { weight: 2, arbitrary: document },
  { weight: 4, arbitrary: talk },
  { weight: 3, arbitrary: questions },
  template,
  soup.map((parts) => parts.join('')),
);
const options = fc.record(
  {
    system: fc.constantFrom('', 'Be kind.'),
    assistant: fc.constantFrom('Ann', 'nobody', 'user'),
    passage: fc.constantFrom('reply' as const, 'continue' as const, 'complete' as const),
    prompt: fc.constantFrom('', 'Write about {title}.', '$&{title}'),
    shape: fc.constantFrom('chat' as const, 'completion' as const),
    separator: fc.constantFrom(' ->', '\n\n###\n\n', ''),
    stop: fc.constantFrom(' END', '\n'),
    heading: fc.constantFrom('{path}', 'Explain “{heading}” of {title}.', ' '),
    columns: fc.constantFrom({ user: ['2'] }, { assistant: ['a', 'nobody'] }, { user: ['1', '2'], assistant: ['3'] }),
  },
  { requiredKeys: [] },
);

test('whatever the text, nothing visible is lost and every line written trains', () => {
  fc.assert(
    fc.property(text, options, (source, chosen) => {
      for (const reading of readings) {
        const { confidence } = reading.detect(source);
        assert.ok(confidence >= 0 && confidence <= 1, `${reading.id} is sure by ${confidence}`);
        assert.equal(broken(source, reading.read(source, chosen), chosen), undefined, reading.id);
      }
    }),
    { numRuns: 3000 },
  );
});

test('there is always an offer, the best first', () => {
  fc.assert(
    fc.property(text, (source) => {
      const offers = readingsOf(source, {});
      assert.ok(offers.length > 0);
      const gives = offers.map(({ result }) => result.examples.length > 0);
      assert.deepEqual(
        gives,
        gives.toSorted((a, b) => Number(b) - Number(a)),
      );
    }),
    { numRuns: 500 },
  );
});

const prose = fc
  .array(
    fc.constantFrom(
      'the',
      'children',
      'who',
      'could',
      'carry',
      'well-',
      'known—',
      '用',
      '雨从早上',
      'wood.',
      '- four',
      '|',
      '   ',
      '```',
      'Größe,',
      'a) b',
      '  ',
    ),
    {
      minLength: 20,
      maxLength: 200,
    },
  )
  .map((list) => list.join(' '));

test('lines that are joined lose nothing but white space and keep their places', () => {
  let joined = 0;
  fc.assert(
    fc.property(
      fc.array(prose, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 50, max: 90 }),
      fc.constantFrom('', 'User: ', '## Why?\n'),
      (paragraphs, edge, before) => {
        const wrap = new RegExp(`(.{1,${edge}})(?: |$)`, 'g');
        const source = paragraphs.map((paragraph) => before + paragraph.replace(wrap, '$1\n')).join('\n\n');
        for (const { result, options: chosen } of readingsOf(source, {})) {
          if (result.choices?.lineBreaks === 'join') joined += 1;
          assert.equal(broken(source, result, chosen), undefined);
        }
        const kept = readingsOf(source, { keepLineBreaks: true });
        assert.deepEqual(
          kept.map(({ result }) => result.examples.flatMap(({ messages }) => messages.map(({ span }) => span))),
          readingsOf(source, {}).map(({ result }) => result.examples.flatMap(({ messages }) => messages.map(({ span }) => span))),
        );
      },
    ),
    { numRuns: 500 },
  );
  assert.ok(joined > 100, `${joined} were joined`);
});

const words = fc
  .array(fc.constantFrom('one', 'two.', 'is it?', 'three', '用', '- four'), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(' '));

test('turns written with labels are read back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 6 }), (pairs) => {
      const source = pairs.map(([user, assistant]) => `User: ${user}\n\nAssistant: ${assistant}\n`).join('\n');
      const messages = readingsOf(source, {})[0]?.result.examples[0]?.messages;
      assert.deepEqual(
        messages?.map(({ content }) => content),
        pairs.flat(),
      );
      for (const { content, span } of messages ?? []) assert.equal(span && source.slice(span.start, span.end), content);
    }),
  );
});
