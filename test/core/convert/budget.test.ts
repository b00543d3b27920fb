import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunksOf } from '../../../server/src/core/convert/budget/chunk';
import type { TokenLimit } from '../../../server/src/core/convert/budget/limit';
import { convertText } from '../../../server/src/core/convert/convert';
import type { Offer } from '../../../server/src/core/convert/offers';
import type { ConvertOptions } from '../../../server/src/core/convert/reading';
import { writeLines } from './support';

// A word is a token here, and so is each sign that stands alone.
const words = (text: string): number => text.match(/\p{L}+|[^\p{L}\s]/gu)?.length ?? 0;
const limit = (maxTokens: number, overlap = 0): TokenLimit => ({ maxTokens, overlap, count: (texts) => texts.map(words) });

async function within(text: string, wanted: string, maxTokens: number, options: ConvertOptions = {}): Promise<Offer> {
  const [offer] = await convertText(text, options, { wanted, limit: limit(maxTokens) });
  assert.ok(offer);
  return offer;
}

async function chunks(text: string, maxTokens: number, overlap = 0): Promise<string[]> {
  return (await chunksOf(text, limit(maxTokens, overlap))).map(({ start, end }) => text.slice(start, end));
}

test('a text is cut where paragraphs end, then where sentences do, then between words', async () => {
  assert.deepEqual(await chunks('One two.\n\nThree four.\n\nFive six.', 6), ['One two.\n\nThree four.', 'Five six.']);
  assert.deepEqual(await chunks('One two three. Four five six. Seven.', 5), ['One two three. ', 'Four five six. ', 'Seven.']);
  assert.deepEqual(await chunks('下雨了。我们在家。没人介意。', 2), ['下雨了。', '我们在家。', '没人介意。']);
  assert.deepEqual(await chunks('one two three four five six', 3), ['one two three ', 'four five six']);
});

test('code is never cut, even where it alone is too long', async () => {
  const code = '```js\none two\n\nthree four\n```';
  assert.deepEqual(await chunks(`Before it.\n\n${code}\n\nBehind it.`, 4), ['Before it.', code, 'Behind it.']);
});

test('with an overlap the next part begins with the end of the one before', async () => {
  assert.deepEqual(await chunks('A b.\n\nC d.\n\nE f.\n\nG h.', 6, 3), ['A b.\n\nC d.', 'C d.\n\nE f.', 'E f.\n\nG h.']);
});

test('parts keep to the limit, hold everything in order and are never blank', async () => {
  const piece = fc.constantFrom(
    'One two three. ',
    'word ',
    '\n\n',
    '\n',
    '```\ncode here\n```\n',
    '下雨了。',
    '😀',
    '\r\n\r\n',
    'long'.repeat(30),
    ' ',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), async (pieces, most) => {
      const text = pieces.join('');
      const parts = await chunksOf(text, limit(most));
      let at = 0;
      for (const { start, end, tokens } of parts) {
        assert.equal(text.slice(at, start).trim(), '');
        const part = text.slice(start, end);
        assert.notEqual(part.trim(), '');
        assert.ok(tokens <= most || /```/.test(part) || !/\s/.test(part.trim()), JSON.stringify(part));
        at = end;
      }
      assert.equal(text.slice(at).trim(), '');
    }),
    { numRuns: 200 },
  );
});

test('a passage is read in parts, each with a prompt of its own', async () => {
  const text = `# Rain\n\n${'It falls on all of us. '.repeat(8)}\n\n# Snow\n\n${'It lies still for days. '.repeat(8)}`;
  const { result } = await within(text, 'passage-reply', 100);
  assert.deepEqual(
    result.examples.map(({ messages }) => messages[0]?.content),
    ['Rain', 'Snow'],
  );
  assert.match(result.notes[0]?.message ?? '', /cut into 2 parts of at most 100 tokens/);
  const { result: completions } = await within(text, 'passage-complete', 100);
  assert.equal(completions.examples.length, 2);
});

test('a long section is cut in its body, and its prompt says which part is asked for', async () => {
  const text = `# Long\n\n${['a', 'b', 'c'].map((word) => `${word} `.repeat(20)).join('\n\n')}\n\n# Short\n\nYes.`;
  const { result } = await within(text, 'sections', 50);
  assert.deepEqual(
    result.examples.map(({ messages }) => messages.map(({ content }) => content.slice(0, 12)).join(' → ')),
    ['Long (1/3) → a a a a a a ', 'Long (2/3) → b b b b b b ', 'Long (3/3) → c c c c c c ', 'Short → Yes.'],
  );
  const [second] = result.examples[1]?.messages.slice(-1) ?? [];
  assert.equal(second?.span && text.slice(second.span.start, second.span.end).trim(), second?.content);
  assert.ok(result.notes.some(({ message }) => /more than 50 tokens; it is cut into several/.test(message)));
});

test('a long conversation is cut between its exchanges, the system message with each', async () => {
  const text = `System: Be brief.\n${'User: What is it now?\nAssistant: It is the same as before.\n'.repeat(6)}`;
  const { result } = await within(text, 'transcript', 60);
  assert.deepEqual(
    result.examples.map(({ messages }) => messages.map(({ role }) => role.charAt(0)).join('')),
    ['suaua', 'suaua', 'suaua'],
  );
});

test('what cannot be cut stays whole and is said', async () => {
  const { result } = await within(`Q: ${'why '.repeat(80)}?\nA: Because.`, 'question-answer', 40);
  assert.equal(result.examples.length, 1);
  assert.ok(result.notes.some(({ message }) => /more than 40 tokens and cannot be cut/.test(message)));
});

test('a conversion can be given up', async () => {
  let steps = 0;
  const checkpoint = async () => {
    if (++steps > 3) throw new Error('given up');
  };
  await assert.rejects(convertText('One. Two.\n\n'.repeat(100), {}, { limit: limit(10), checkpoint }), /given up/);
});

test('completions get the separator and the stop sequence that are asked for', async () => {
  const { result } = await within('Q: Open?\nA: Yes.', 'question-answer', 1000);
  assert.deepEqual(writeLines(result, { shape: 'completion', separator: ' ->', stop: ' END' }), [
    '{"prompt":"Open? ->","completion":" Yes. END"}',
  ]);
  const { result: kept } = await within('a ->b\nc ->d', 'separated', 1000);
  assert.deepEqual(writeLines(kept, { shape: 'completion' }), [
    '{"prompt":"a ->","completion":" b\\n"}',
    '{"prompt":"c ->","completion":" d\\n"}',
  ]);
});
