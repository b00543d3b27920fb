import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { vocabulary } from '../../scripts/vocabularies.mjs';
import { createCountingService, type WindowedText } from '../../server/src/core/tokens/counting';
import { lineTokens, type Tokenized } from '../../server/src/features/lineTokens';
import type { LineTokens, TokenizedText } from '../../server/src/shared/tokensProtocol';
import { tiktokenTokens } from '../core/tokens/counters';
import { featureContext } from '../support/features';

const answer = createCountingService(vocabulary);

async function tokenize(texts: readonly WindowedText[]): Promise<Tokenized> {
  const reply = await answer({ id: 1, model: { id: 'gpt-4o', encoding: 'o200k_base' }, lines: [], texts });
  assert('windows' in reply && reply.windows);
  return { windows: reply.windows };
}

const ask = (line: string, character = 0) => lineTokens(featureContext(`${line}\n`), { line: 0, character }, tokenize);

async function tokensOf(line: string, character = 0): Promise<LineTokens> {
  const found = await ask(line, character);
  assert('texts' in found, JSON.stringify(found));
  return found;
}

/** What stands in the line under each piece of a text. */
function spelled(line: string, { start, pieces }: TokenizedText): readonly string[] {
  return pieces.map(({ end }, at) => line.slice(pieces[at - 1]?.end ?? start, end));
}

test('contents, reasoning and calls have their tokens where they stand; roles, ids and keys have none', async () => {
  const line =
    '{"messages":[{"role":"user","content":"How warm?"},{"role":"assistant","reasoning_content":"Ask it.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"warmth","arguments":"{\\"in\\":\\"°C\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":[{"type":"text","text":"18"}]},{"role":"assistant","content":"Quite."}]}';
  const { texts, total, isPart } = await tokensOf(line);
  assert.deepEqual(
    texts.map((text) => spelled(line, text).join('|')),
    ['How| warm|?', 'Ask| it|.', 'warm|th', '{\\"|in|\\":\\"|°|C|\\"}', '18', 'Quite|.'],
  );
  assert.equal(
    total,
    texts.reduce((sum, each) => sum + each.pieces.length, 0),
  );
  assert.equal(isPart, false);
});

test('escapes and characters of several tokens keep their places in the line', async () => {
  const line = String.raw`{"messages":[{"role":"assistant","content":"a\n\n\tb \u00e9\ud83d\ude80 \"🧑‍🚀\" \/ x"}]}`;
  const [text] = (await tokensOf(line)).texts;
  assert(text);
  assert.equal(spelled(line, text).join('|'), String.raw`a|\n\n|\tb| \u00e9|\ud83d\ude80| \"|🧑|‍|🚀|\"| \/| x`);
  assert(
    text.pieces.some(({ ids }) => ids.length > 1),
    'a character of several tokens',
  );
});

test('every spelling of every text: pieces are whole characters, and together the text with tiktoken’s tokens', async () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 20 }));
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (content, escaped) => {
      const json = JSON.stringify({ messages: [{ role: 'assistant', content }] });
      const line = escaped ? json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
      const found = await ask(line);
      const [first] = 'texts' in found ? found.texts : [];
      const pieces = first ? spelled(line, first).map((each) => JSON.parse(`"${each}"`) as string) : [];
      assert.equal(pieces.join(''), content);
      assert.deepEqual(first?.pieces.flatMap(({ ids }) => ids) ?? [], tiktokenTokens('o200k_base', content).ids);
      for (const piece of pieces) assert(piece === '' || !/^[\udc00-\udfff]/.test(piece) || content.includes(piece));
    }),
    { numRuns: 300 },
  );
});

test('of five megabytes those around the cursor are told, with their numbers in the whole', async () => {
  const words = 'one two \\n three '.repeat(320_000);
  const line = `{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"${words}"}]}`;
  const middle = Math.floor(line.length / 2);
  const { texts, total, isPart } = await tokensOf(line, middle);
  assert.equal(isPart, true);
  assert.equal(texts.length, 1);
  const [text] = texts;
  assert(text);
  assert(text.start <= middle && (text.pieces.at(-1)?.end ?? 0) >= middle);
  assert(text.pieces.length < 6_000);
  assert.equal(total, text.total + 1);
  assert(text.before > 500_000);
});

test('lines without tokens to show say why', async () => {
  const whys = await Promise.all(
    ['', '{"messages":[', '{"level":"info","msg":"started"}', '[1]'].map(async (line) => {
      const found = await ask(line);
      return 'why' in found ? found.why.split(/[ ,]/).slice(0, 4).join(' ') : '';
    }),
  );
  assert.deepEqual(whys, ['This line is blank.', 'This line is broken', 'This line holds no', 'This line holds no']);
  const off = await lineTokens(
    featureContext('{"messages":[{"role":"user","content":"Hi"}]}\n'),
    { line: 0, character: 0 },
    async () => undefined,
  );
  assert('why' in off && /not counted/.test(off.why));
});
