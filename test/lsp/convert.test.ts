import assert from 'node:assert/strict';
import test from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import { createReadingService, type ReadRequest } from '../../server/src/core/convert/readingService';
import type { Host, ReadingThread } from '../../server/src/lsp/host';
import { type ConvertOffer, type ConvertParams, convertText } from '../../server/src/shared/convertProtocol';
import { startInProcess } from '../support/client';

const transcript = 'Ann: Is it open?\nDesk: Until five.\nAnn: Thanks.\nDesk: Welcome.\n';

async function offersFor(params: ConvertParams, destination?: string, target = 'openai'): Promise<readonly ConvertOffer[]> {
  const client = await startInProcess({ settings: { target } });
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

test('one reading with its choices, and where each message stands', async () => {
  const text = 'id,subject,reply\n1,Late,"Soon, ""very"" soon."\n2,Lost,Found.\n';
  const offers = await offersFor({ text, reading: 'table', columns: { user: ['subject'] } });
  assert.deepEqual(
    offers.map(({ id }) => id),
    ['table'],
  );
  const [table] = offers;
  assert.deepEqual(table?.choices.columns, { names: ['id', 'subject', 'reply'], chosen: { user: ['subject'], assistant: ['reply'] } });
  assert.equal(table?.choices.separators[0], '\n\n###\n\n');
  assert.deepEqual({ examples: table?.counts.examples, messages: table?.counts.messages }, { examples: 2, messages: 4 });
  const places = table?.sources[0]?.map(({ role, span }) => `${role}: ${span && text.slice(span.start, span.end)}`);
  assert.deepEqual(places, ['user: Late', 'assistant: Soon, ""very"" soon.']);
});

test('wrapped lines are joined or kept, with the place of each message in the text', async () => {
  const answer =
    'In the oven behind the house, and the children who could carry\nthe wood were sent to the yard early in the morning, long before\nthe first of them had to go to school.';
  const text = `User: Where did she bake the bread?\nAssistant: ${answer}\n`;
  const [joined] = await offersFor({ text, reading: 'transcript' });
  const said = (offer: ConvertOffer | undefined): string => JSON.parse(offer?.lines[0] ?? '').messages[1].content;
  assert.equal(said(joined), answer.replaceAll('\n', ' '));
  assert.equal(joined?.choices.lineBreaks, 'join');
  const span = joined?.sources[0]?.[1]?.span;
  assert.equal(span && text.slice(span.start, span.end), answer);
  const [kept] = await offersFor({ text, reading: 'transcript', keepLineBreaks: true });
  assert.equal(said(kept), answer);
  assert.equal(kept?.choices.lineBreaks, 'keep');
});

test('long texts are cut to the tokens that are asked for', async () => {
  const text = `# Long\n\n${'A sentence of some words. '.repeat(60)}\n\n# Short\n\nYes.\n`;
  const [sections] = await offersFor({ text, reading: 'sections', maxTokens: 120, overlap: 10, heading: 'Explain {heading}' });
  assert.ok((sections?.lines.length ?? 0) > 3, sections?.summary);
  assert.match(sections?.lines[0] ?? '', /"Explain Long \(1\/\d\)"/);
});

const shared = '{"conversations":[{"from":"human","value":"Open?"},{"from":"gpt","value":"Yes."}]}';

test('lines are written in any shape that the target takes', async () => {
  const params: ConvertParams = { text: 'Q: Open?\nA: Yes.', shape: 'sharegpt' };
  const [offer] = await offersFor(params, undefined, 'axolotl');
  assert.deepEqual(offer?.lines, [shared]);
  const [refused] = await offersFor(params);
  assert.deepEqual(refused?.lines, []);
  assert.match(refused?.notes[0] ?? '', /^OpenAI does not train on ShareGPT conversations\. It takes chat messages/);
});

test('a file gets more of what it has, even where its target takes something else', async () => {
  const destination = 'file:///train.jsonl';
  const [offer] = await offersFor({ text: 'Q: Open?\nA: Yes.', destination }, `${shared}\n`.repeat(3));
  assert.deepEqual(offer?.lines, [shared]);
});

test('a new file gets what its target trains on', async () => {
  const shapes = async (target: string) => {
    const offers = await offersFor({ text: 'Is it open? Yes, until five. On Sundays it is closed.' }, undefined, target);
    return offers.map(({ id, shape, otherShape, lines }) => `${id}: ${lines.length} ${shape}${otherShape ? ` or ${otherShape}` : ''}`);
  };
  const others = (shape: string) => [`passage-reply: 1 ${shape}`, `passage-continue: 1 ${shape}`];
  assert.deepEqual(await shapes('openai'), [...others('chat or completion'), 'passage-complete: 1 completion or chat']);
  assert.deepEqual(await shapes('mistral'), [...others('chat'), 'passage-complete: 1 text']);
  assert.deepEqual(await shapes('gemini'), [...others('gemini'), 'passage-complete: 0 completion or gemini']);
});

const longText = 'User: Is it open until five?\nAssistant: Until six, and on Fridays until seven.\n\n---\n\n'.repeat(7000);

test('a long text is read in a thread of its own and gives the same', async () => {
  const serve = (request: ReadRequest): ReadingThread => {
    const answer = createReadingService();
    answer(request);
    return { next: async () => structuredClone(answer('next') ?? 'end'), end: () => undefined };
  };
  const ask = async (host: Partial<Host>): Promise<readonly ConvertOffer[]> => {
    const client = await startInProcess({ host });
    const offers = await client.connection.sendRequest(convertText, { text: longText });
    assert.deepEqual(client.errors, []);
    await client.close();
    return offers;
  };
  let started = 0;
  const apart = await ask({
    startReading: (request) => {
      started += 1;
      return serve(request);
    },
  });
  assert.equal(started, 1);
  assert.deepEqual(apart, await ask({}));
});

test('while a long text is read the server answers, and a cancelled conversion ends at once', async () => {
  let begun: () => void = () => undefined;
  const isReading = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let ended = 0;
  // As a thread that never comes to an end.
  const startReading = (): ReadingThread => {
    let fail: (error: Error) => void = () => undefined;
    return {
      next: () =>
        new Promise((_, reject) => {
          fail = reject;
          begun();
        }),
      end: () => {
        ended += 1;
        fail(new Error('The thread was ended.'));
      },
    };
  };
  const client = await startInProcess({ host: { startReading } });
  const uri = 'file:///train.jsonl';
  await client.open(uri, '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n');
  const cancelling = new CancellationTokenSource();
  const converting = client.connection.sendRequest(convertText, { text: longText }, cancelling.token);
  await isReading;
  const hover = (): Promise<unknown> =>
    client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 16 } });
  assert.ok(await hover());
  cancelling.cancel();
  await assert.rejects(converting, { code: LSPErrorCodes.RequestCancelled });
  assert.ok(ended > 0);
  assert.ok(await hover());
  assert.deepEqual(client.errors, []);
  await client.close();
});
