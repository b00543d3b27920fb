import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkStream } from '../../../server/src/core/check/streamCheck';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { linesInShape, linesWithPauses } from '../../../server/src/core/convert/linesInShape';
import { splitRows } from '../../../server/src/core/rows/row';
import { shapeById } from '../../../server/src/core/shapes/index';
import { targetById, targets } from '../../../server/src/core/targets/index';

const folder = path.resolve('test/fixtures/text');
const texts = readdirSync(folder)
  .filter((file) => /\.(?:txt|md|csv|tsv|json|jsonl)$/.test(file) && !/\.expected\.json$/.test(file))
  .map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return { file, offers: readingsOf(text, {}), running: readingsOf(text, { shape: 'completion' }) };
  });
// One text need not give as many examples as a trainer asks for.
const aboutTheText = 'too-few-examples';

/** The errors that `exemplar check` has for a file of these lines. */
async function errorsIn(lines: readonly string[], id: string): Promise<readonly string[]> {
  const target = targetById(id);
  assert.ok(target);
  async function* rows() {
    yield* splitRows(lines.map((line) => `${line}\n`).join(''));
  }
  const onRuleError = (rule: string, error: unknown) => assert.fail(`${rule}: ${error}`);
  const { shape, findings } = await checkStream(rows(), { target, severities: {}, onRuleError }, { excerptOf: (text) => text });
  assert.ok(shape, `no training data: ${lines[0]}`);
  return findings
    .filter(({ severity, rule }) => severity === 'error' && rule !== aboutTheText)
    .map(({ rule, message, excerpt }) => `${rule}: ${message} ${excerpt}`);
}

for (const target of targets) {
  for (const id of Object.keys(target.shapes)) {
    const shape = shapeById(id);
    if (!shape?.schema) continue;
    test(`what is converted to ${id} passes the check for ${target.id}`, async () => {
      let written = 0;
      for (const { file, offers, running } of texts) {
        for (const { id: reading, options, result } of id === 'completion' ? running : offers) {
          const { lines, examples, losses } = linesInShape(result, options, shape, { target, severities: {} });
          written += lines.length;
          // What is not written is said.
          const leftOut = result.examples.filter((example) => !examples.includes(example)).length;
          const told = losses.flatMap((loss) => /^(\d+) examples? (?:is|are) left out: ./.exec(loss)?.[1] ?? []);
          assert.equal(
            told.reduce((sum, number) => sum + Number(number), 0),
            leftOut,
            `${file} as ${reading}`,
          );
          if (lines.length > 0) assert.deepEqual(await errorsIn(lines, target.id), [], `${file} as ${reading}`);
        }
      }
      // Pairs of answers, labels and graders are in no text but a record's.
      if (!/preference|kto|reinforcement/.test(id)) assert.ok(written > texts.length, `${written} lines`);
    });
  }
}

function inShape(text: string, id: string, targetId: string, reading?: string) {
  const shape = shapeById(id);
  const target = targetById(targetId);
  const offer = readingsOf(text, {}).find((each) => reading === undefined || each.id === reading);
  assert.ok(shape && target && offer);
  return linesInShape(offer.result, offer.options, shape, { target, severities: {} });
}

const weather = (description: object) =>
  JSON.stringify([
    {
      messages: [
        { role: 'user', content: 'Weather in Rome?' },
        { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }] },
        { role: 'tool', tool_call_id: 'call_1', content: '21' },
        { role: 'assistant', content: 'It is 21 degrees.' },
      ],
      tools: [{ type: 'function', function: { name: 'weather', ...description, parameters: { type: 'object', properties: {} } } }],
    },
  ]);

test('ids of calls become those that the target takes', () => {
  const { lines, losses } = inShape(weather({ description: 'The weather of a place.' }), 'chat', 'mistral');
  assert.deepEqual(losses, []);
  const { messages } = JSON.parse(lines[0] ?? '');
  assert.match(messages[1].tool_calls[0].id, /^[a-zA-Z0-9]{9}$/);
  assert.equal(messages[2].tool_call_id, messages[1].tool_calls[0].id);
});

test('what the target wants and nobody but the author knows is asked for', () => {
  const { lines, losses } = inShape(weather({}), 'chat', 'mistral');
  assert.deepEqual(lines, []);
  assert.deepEqual(losses, ['1 example is left out: Mistral asks for a `description` of each function: say what it does.']);
});

test('a text without a question is not written as a chat', () => {
  const { lines, losses } = inShape('It falls.', 'chat', 'openai', 'passage-complete');
  assert.deepEqual(lines, []);
  assert.match(losses[0] ?? '', /^1 example is left out: a text without a question has no place among chat messages\. Give the prompt/);
  assert.deepEqual(inShape('It falls.', 'text', 'mistral', 'passage-complete').lines, ['{"text":"It falls."}']);
  assert.deepEqual(inShape('It falls.', 'completion', 'openai', 'passage-complete').lines, ['{"prompt":"","completion":"It falls."}']);
});

test('a shape that the target does not take is not written, and those that it takes are named', () => {
  const { lines, losses } = inShape('Q: a?\nA: b', 'alpaca', 'mistral');
  assert.deepEqual(lines, []);
  assert.deepEqual(losses, [
    'Mistral does not train on instructions and answers (Alpaca). It takes chat messages and plain text. Convert the text to one of those, or choose another target.',
  ]);
});

test('writing and checking many lines can be given up on the way', async () => {
  const shape = shapeById('chat');
  const target = targetById('openai');
  const [offer] = readingsOf('Q: Is it open?\nA: Yes.\n\n'.repeat(5000), {});
  assert.ok(shape && target && offer);
  const write = (checkpoint: () => Promise<void>) =>
    linesWithPauses(checkpoint, offer.result, offer.options, shape, { target, severities: {} });
  let pauses = 0;
  const count = async (): Promise<void> => {
    pauses += 1;
  };
  assert.equal((await write(count)).lines.length, 5000);
  assert.ok(pauses >= 9, `${pauses} pauses`);
  await assert.rejects(
    write(() => Promise.reject(new Error('given up'))),
    /given up/,
  );
});
