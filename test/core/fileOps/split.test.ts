import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readExample } from '../../../server/src/core/fileOps/exampleLine';
import { splitRows } from '../../../server/src/core/fileOps/splitRows';
import { splitRows as rowsOf } from '../../../server/src/core/rows/row';
import { shapeById } from '../../../server/src/core/shapes/index';
import { atOnce } from '../../../server/src/core/work';
import { checkText } from '../../support/checkText';

const chatShape = shapeById('chat');
assert(chatShape);
const chat = chatShape;

const line = (system: string, question: string, answer: string): string =>
  JSON.stringify({
    messages: [
      ...(system ? [{ role: 'system', content: system }] : []),
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });

function split(text: string, share: number, seed: number) {
  const result = atOnce(splitRows(rowsOf(text), chat, { share }, seed));
  assert(!('refused' in result), 'refused' in result ? result.refused : '');
  return result;
}

const files = fc.array(
  fc.record({
    system: fc.constantFrom('', 'Be kind.', 'Be brief.'),
    question: fc.integer({ min: 0, max: 40 }),
    answer: fc.constantFrom('yes', 'no'),
    swapped: fc.boolean(),
  }),
  { minLength: 4, maxLength: 60 },
);

/** Every line that the product itself calls a leak: in one file with the other side, it repeats an example or an input. */
function inputs(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((each) => JSON.stringify(JSON.parse(each).messages.slice(0, -1)));
}

test('no example and no input stands on both sides, nothing is lost, and the same seed splits the same', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(0.1, 0.25, 0.5), fc.integer(), (examples, share, seed) => {
      const lines = examples.map(({ system, question, answer, swapped }) => {
        const text = line(system, `Is it ${question}?`, answer);
        return swapped ? text.replace(/\{"role":"(\w+)","content":("[^"]*")\}/g, '{ "content":$2, "role":"$1" }') : text;
      });
      const { texts } = split(lines.join('\n'), share, seed);
      assert.deepEqual([...texts.training.split('\n'), ...texts.validation.split('\n')].filter(Boolean).sort(), [...lines].sort());
      const normal = (text: string) => text.replaceAll(/\{ "content":("[^"]*"), "role":"(\w+)" \}/g, '{"role":"$2","content":$1}');
      const training = new Set(inputs(normal(texts.training)));
      assert.deepEqual(
        inputs(normal(texts.validation)).filter((input) => training.has(input)),
        [],
      );
      assert.deepEqual(split(lines.join('\n'), share, seed).texts, texts);
    }),
    { numRuns: 60 },
  );
});

test('the rule about duplicates finds none across the sides', () => {
  const lines = Array.from({ length: 60 }, (_, index) => line('', `Is it ${index % 20}?`, index % 3 === 0 ? 'yes' : 'no'));
  const { texts } = split(lines.join('\n'), 0.3, 7);
  const repeated = (text: string) =>
    checkText(text)
      .findings()
      .filter(({ finding }) => finding.rule === 'duplicate-example').length;
  assert.equal(repeated(texts.training) + repeated(texts.validation), repeated(lines.join('\n')));
  assert.equal(repeated(texts.training + texts.validation), repeated(texts.training) + repeated(texts.validation));
});

test('each system prompt has its share, and another seed chooses others', () => {
  const lines = Array.from({ length: 200 }, (_, index) => line(index < 150 ? 'Be kind.' : 'Be brief.', `Is it ${index}?`, 'yes'));
  const { texts, validation } = split(lines.join('\n'), 0.1, 1);
  assert.equal(validation, 20);
  assert.equal(texts.validation.split('Be kind.').length - 1, 15);
  assert.equal(texts.validation.split('Be brief.').length - 1, 5);
  assert.notEqual(split(lines.join('\n'), 0.1, 2).texts.validation, texts.validation);
});

test('a file in which every example has its own system prompt is split at random too', () => {
  const lines = Array.from({ length: 100 }, (_, index) => line(`Prompt ${index}`, 'Is it?', 'yes'));
  const first = split(lines.join('\n'), 0.1, 1);
  assert.equal(first.validation, 10);
  assert.notEqual(split(lines.join('\n'), 0.1, 2).texts.validation, first.texts.validation);
});

test('line breaks, blank lines and lines that are no examples are minded', () => {
  const { texts, facts } = split(`${line('', 'a?', 'b')}\r\n\r\n{"level":"info"}\r\n${line('', 'c?', 'd')}`, 0.5, 3);
  assert.equal(texts.validation.length > 0, true);
  assert(texts.training.includes('{"level":"info"}\r\n'));
  for (const text of [texts.training, texts.validation]) assert(!/[^\r]\n|\n\r\n/.test(text));
  assert.match(facts.join(), /1 line that is no example left to training/);
});

test('what would be torn apart or leave a side empty is refused', () => {
  const broken = atOnce(splitRows(rowsOf(`${line('', 'a?', 'b')}\n{\n"messages": []}\n`), chat, { share: 0.5 }, 1));
  assert('refused' in broken && /^Line 2 is no JSON, and so is another line/.test(broken.refused), JSON.stringify(broken));
  const single = atOnce(splitRows(rowsOf(line('', 'a?', 'b')), chat, { share: 0.5 }, 1));
  assert('refused' in single);
});

test('equal prompts of other shapes stay on one side', () => {
  const alpaca = shapeById('alpaca');
  assert(alpaca);
  const lines = Array.from({ length: 40 }, (_, index) => JSON.stringify({ instruction: `Add ${index % 10}.`, output: `${index}` }));
  assert(readExample(lines[0] ?? '', alpaca));
  const result = atOnce(splitRows(rowsOf(lines.join('\n')), alpaca, { count: 8 }, 1));
  assert(!('refused' in result));
  const instructions = (text: string) =>
    new Set(
      text
        .split('\n')
        .filter(Boolean)
        .map((each) => JSON.parse(each).instruction),
    );
  assert.equal(result.validation, 8);
  const training = instructions(result.texts.training);
  for (const each of instructions(result.texts.validation)) assert(!training.has(each));
});

test('a seed chooses the same examples from one version to the next', () => {
  const lines = Array.from({ length: 24 }, (_, index) => line(index % 3 === 0 ? 'B' : 'A', `q${index % 20}`, `a${index}`));
  for (const [seed, chosen] of [
    [1, [6, 13, 14, 17, 21, 23]],
    [2, [0, 1, 5, 11, 14, 15]],
  ] as const) {
    const { texts } = split(lines.join('\n'), 0.25, seed);
    const validation = texts.validation.split('\n').filter(Boolean);
    assert.deepEqual(
      validation.map((each) => lines.indexOf(each)),
      chosen,
    );
  }
});
