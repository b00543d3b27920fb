import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { completionForm } from '../../../../server/src/core/convert/prompt/completionForm';
import { multiShotPrompt } from '../../../../server/src/core/convert/prompt/prompts';
import type { Example } from '../../../../server/src/core/shapes/example';
import { readExample } from '../../../../server/src/core/shapes/readExample';

function chat(...turns: readonly (readonly [role: string, content: string])[]): Example {
  const example = readExample({ messages: turns.map(([role, content]) => ({ role, content })) }, undefined);
  assert.ok(example);
  return example;
}

const oslo = chat(['system', 'Be brief.'], ['user', 'Oslo?'], ['assistant', 'Norway.']);
const rome = chat(['system', 'Be brief.'], ['user', 'Rome?'], ['assistant', 'Italy.']);
const bare = { form: 'labelled', question: '', user: '', assistant: '' } as const;

test('turns with labels: the last answer is left open, and common instructions stand once', () => {
  assert.deepEqual(multiShotPrompt([oslo, rome], bare), {
    text: 'Be brief.\n\n---\n\nuser: Oslo?\n\nassistant: Norway.\n\n---\n\nuser: Rome?\n\nassistant:',
    shots: 1,
    leftOut: 0,
  });
});

test('with a question every example is shown, and the model answers that', () => {
  const prompt = multiShotPrompt([oslo, rome], { ...bare, question: 'Bonn?', assistant: 'anita' });
  assert.equal(
    prompt?.text,
    'Be brief.\n\n---\n\nuser: Oslo?\n\nanita: Norway.\n\n---\n\nuser: Rome?\n\nanita: Italy.\n\n---\n\nuser: Bonn?\n\nanita:',
  );
  assert.equal(prompt?.shots, 2);
});

test('turns in JSON begin with what they are and end in an open string', () => {
  const prompt = multiShotPrompt([oslo, rome], { ...bare, form: 'keyed', assistant: 'anita' });
  assert.equal(
    prompt?.text,
    [
      'Be brief.',
      '',
      'Each line is one conversation, a JSON list of turns: [{"user": "…"}, {"anita": "…"}, …]',
      '',
      '[{"user": "Oslo?"}, {"anita": "Norway."}]',
      '[{"user": "Rome?"}, {"anita": "',
    ].join('\n'),
  );
});

test('what an answer of the model makes of the open line is JSON', () => {
  const texts = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 4 }), texts, (pairs, answer) => {
      const examples = pairs.map(([asked, answered]) => chat(['user', asked], ['assistant', answered]));
      const text = multiShotPrompt(examples, { ...bare, form: 'keyed' })?.text ?? '';
      const whole = `${text}${JSON.stringify(answer).slice(1)}}]`;
      const lines = whole.split('\n').slice(2);
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        pairs.map(([user, assistant], index) => [{ user }, { assistant: index === pairs.length - 1 ? answer : assistant }]),
      );
    }),
    { numRuns: 50 },
  );
});

test('examples without an answer show nothing, and without any there is no prompt', () => {
  assert.equal(multiShotPrompt([chat(['user', 'hi']), oslo], bare)?.leftOut, 1);
  assert.equal(multiShotPrompt([chat(['user', 'hi'])], bare), undefined);
});

test('prompts and completions get marks that occur in no text, and a label', () => {
  const form = completionForm([oslo, rome, chat(['user', 'hi'])], 'anita:');
  assert.deepEqual(form, {
    lines: [
      '{"prompt":"Be brief.\\n\\nOslo?\\n\\n###\\n\\nanita:","completion":" Norway. END"}',
      '{"prompt":"Be brief.\\n\\nRome?\\n\\n###\\n\\nanita:","completion":" Italy. END"}',
    ],
    separator: '\n\n###\n\n',
    stop: ' END',
    leftOut: 1,
  });
});

test('no mark stands in a text that it is to end', () => {
  const text = fc.array(fc.constantFrom('a', ' ->', '\n\n###\n\n', '\n\n===\n\n', '\n', ' END', ' ###', ' '), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }), (pairs) => {
      const examples = pairs.map(([asked, answered]) => chat(['user', `x${asked.join('')}`], ['assistant', `x${answered.join('')}`]));
      const { lines, separator, stop } = completionForm(examples, '');
      for (const line of lines) {
        const { prompt, completion } = JSON.parse(line) as { prompt: string; completion: string };
        assert.equal(prompt.indexOf(separator), prompt.length - separator.length);
        assert.equal(completion.indexOf(stop), completion.length - stop.length);
      }
    }),
    { numRuns: 100 },
  );
});
