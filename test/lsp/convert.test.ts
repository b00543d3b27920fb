import assert from 'node:assert/strict';
import test from 'node:test';
import { type ConvertOffer, type ConvertParams, convertText } from '../../server/src/shared/protocol';
import { startInProcess } from '../support/client';

const transcript = 'Ann: Is it open?\nDesk: Until five.\nAnn: Thanks.\nDesk: Welcome.\n';

async function offersFor(params: ConvertParams, destination?: string): Promise<readonly ConvertOffer[]> {
  const client = await startInProcess();
  if (params.destination && destination) {
    await client.open(params.destination, destination);
    await client.pull(params.destination);
  }
  const offers = await client.connection.sendRequest(convertText, params);
  assert.deepEqual(client.errors, []);
  await client.close();
  return offers;
}

test('each reading says what it gives, the best first', async () => {
  const offers = await offersFor({ text: transcript });
  assert.deepEqual(
    offers.map(({ id }) => id),
    ['transcript', 'passage-reply', 'passage-continue', 'passage-complete'],
  );
  assert.match(offers[0]?.summary ?? '', /^1 example, 4 messages, \d+ tokens$/);
  assert.deepEqual(offers[0]?.speakers, ['Ann', 'Desk']);
  assert.equal(offers[0]?.assistant, 'Desk');
  assert.deepEqual(
    offers.map(({ needsPrompt }) => needsPrompt),
    [false, true, false, false],
  );
});

test('the destination decides over system prompt and shape', async () => {
  const destination = 'file:///train.jsonl';
  const chat = '{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n';
  const [first] = await offersFor({ text: transcript, destination }, chat.repeat(3));
  assert.equal(first?.shape, 'chat');
  assert.equal(JSON.parse(first?.lines[0] ?? '').messages[0].content, 'Be brief.');
  const [other] = await offersFor({ text: 'Q: Open?\nA: Yes.', destination }, '{"prompt":"a ->","completion":" b"}\n'.repeat(3));
  assert.equal(other?.shape, 'completion');
  assert.deepEqual(Object.keys(JSON.parse(other?.lines[0] ?? '')), ['prompt', 'completion']);
});

test('what was left out is said once, with its lines', async () => {
  const [offer] = await offersFor({ text: 'Q: One?\nA: Yes.\n\nQ: Two?\n\nQ: Three?\nA: No.\n\nQ: Four?\n' });
  assert.equal(offer?.lines.length, 2);
  assert(
    offer?.notes.some((note) => /\(lines 4, 9\)$/.test(note)),
    offer?.notes.join('\n'),
  );
});
