import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { splitRows } from '../../../server/src/core/fileOps/splitRows';
import { splitRows as rowsOf } from '../../../server/src/core/rows/row';
import { shapeById } from '../../../server/src/core/shapes/index';
import { atOnce } from '../../../server/src/core/work';
import { checkText } from '../../support/checkText';

/** What an example is made of: few enough of each that a file is full of repeats, and of lines that nearly repeat others. */
interface Made {
  readonly system: string;
  readonly question: number;
  readonly answer: string;
  readonly extra: number;
  readonly swapped: boolean;
  readonly spaced: boolean;
}

const made = fc.record<Made>({
  system: fc.constantFrom('', 'Be kind.', 'Be brief.'),
  question: fc.integer({ min: 0, max: 25 }),
  answer: fc.constantFrom('yes', 'no', ' yes'),
  extra: fc.integer({ min: 0, max: 3 }),
  swapped: fc.boolean(),
  spaced: fc.boolean(),
});

/** A line of each shape, from the same parts; keys in either order, with or without a key that says nothing about the example. */
const shapes: Readonly<Record<string, (example: Made) => object>> = {
  chat: ({ system, question, answer, swapped }) => ({
    messages: [
      ...(system ? [said('system', system, swapped)] : []),
      said('user', `Is it ${question}?`, swapped),
      said('assistant', answer, !swapped),
    ],
  }),
  preference: ({ question, answer }) => ({
    input: { messages: [{ role: 'user', content: `Is it ${question}?` }] },
    preferred_output: [{ role: 'assistant', content: answer }],
    non_preferred_output: [{ role: 'assistant', content: 'perhaps' }],
  }),
  completion: ({ question, answer }) => ({ prompt: `Is it ${question}?`, completion: answer }),
  alpaca: ({ system, question, answer }) => ({
    ...(system && { system }),
    instruction: 'Answer.',
    input: `Is it ${question}?`,
    output: answer,
  }),
  sharegpt: ({ question, answer }) => ({
    conversations: [
      { from: 'human', value: `Is it ${question}?` },
      { from: 'gpt', value: answer },
    ],
  }),
  gemini: ({ question, answer }) => ({
    contents: [
      { role: 'user', parts: [{ text: `Is it ${question}?` }] },
      { role: 'model', parts: [{ text: answer }] },
    ],
  }),
  text: ({ question, answer }) => ({ text: `Is it ${question}? ${answer}` }),
};

function said(role: string, content: string, swapped: boolean): object {
  return swapped ? { content, role } : { role, content };
}

for (const [id, lineOf] of Object.entries(shapes)) {
  test(`no line of ${id} leaks by the product's own rule, however nearly it repeats another`, () => {
    const shape = shapeById(id);
    assert.ok(shape);
    fc.assert(
      fc.property(fc.array(made, { minLength: 12, maxLength: 60 }), fc.constantFrom(0.1, 0.25, 0.5), fc.nat(), (examples, share, seed) => {
        const lines = examples.map((example) => {
          // A key beside input and answer is no difference to the rule.
          const value = { ...lineOf(example), ...(id !== 'text' && example.extra > 0 && { id: example.extra }) };
          return JSON.stringify(value, undefined, example.spaced ? 1 : 0).replaceAll(/\n\s*/g, ' ');
        });
        const result = atOnce(splitRows(rowsOf(lines.join('\n')), shape, { share }, seed));
        if ('refused' in result) return;
        const { training, validation } = result.texts;
        assert.deepEqual([...training.split('\n'), ...validation.split('\n')].filter(Boolean).sort(), [...lines].sort());
        assert.deepEqual(leaks(training, validation), []);
        const again = atOnce(splitRows(rowsOf(lines.join('\n')), shape, { share }, seed));
        assert.deepEqual('texts' in again && again.texts, result.texts);
      }),
      { numRuns: 40 },
    );
  });
}

test('the rule does find such leaks where a file is cut in two by hand', () => {
  for (const lineOf of Object.values(shapes)) {
    const text = JSON.stringify(lineOf({ system: '', question: 1, answer: 'yes', extra: 0, swapped: false, spaced: false }));
    assert.deepEqual(leaks(`${text}\n`, `${text}\n`), [0]);
  }
});

/** The lines of a training file that the rule says stand in the validation file too. */
function leaks(training: string, validation: string): readonly number[] {
  const other = { role: 'validation', name: 'x-validation.jsonl', lines: validation.split('\n').filter(Boolean) } as const;
  return checkText(training, 'openai', {}, { other })
    .findings()
    .filter(({ finding }) => finding.rule === 'validation-leak')
    .map(({ line }) => line);
}
