import assert from 'node:assert/strict';
import test from 'node:test';
import { vocabulary } from '../../scripts/vocabularies.mjs';
import { targetById } from '../../server/src/core/targets/index';
import type { Model, Target } from '../../server/src/core/targets/target';
import { createCountingService } from '../../server/src/core/tokens/counting';
import { atOnce } from '../../server/src/core/work';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { preview } from '../../server/src/features/preview';
import type { PreviewMessage, PreviewTraining, PreviewView } from '../../server/src/shared/previewView';
import { featureContext } from '../support/features';

const answer = createCountingService(vocabulary);
const encoded = { id: 'gpt-4o', encoding: 'o200k_base' } as const;

async function reply(lines: readonly string[], texts: Parameters<typeof answer>[0]['texts'] = []) {
  const found = await answer({ id: 1, model: encoded, lines, texts });
  assert('counts' in found);
  return found;
}

/** A line as the preview shows it for a target whose model takes so many tokens of one example. */
async function viewFor(targetId: string, line: string, limit?: number, over: Partial<Target> = {}): Promise<PreviewView> {
  const target = targetById(targetId);
  assert(target);
  const [first] = target.models;
  const { contextLimit: _, ...model } = first as Model;
  const context = featureContext(`${line}\n`, {
    target: { ...target, ...over },
    model: limit === undefined ? model : { ...model, contextLimit: { value: limit, source: 'here', asOf: '2026-11-25' } },
    tokensOf: async ({ text }) => (await reply([text])).counts[0],
  });
  const view = await preview(context, { line: 0, whole: false, training: true }, async (texts) => ({
    windows: (await reply([], texts)).windows ?? [],
  }));
  assert(view);
  return view;
}

async function trainingFor(...given: Parameters<typeof viewFor>): Promise<PreviewTraining> {
  const { training } = await viewFor(...given);
  assert(training);
  return training;
}

function lots({ sections }: PreviewView): string {
  const one = ({ role, lot, why, calls }: PreviewMessage): string[] => [
    `${role} ${lot?.kind}${lot?.isPart ? ' in part' : ''}${why ? ` (${why})` : ''}`,
    ...calls.flatMap(({ result }) => (result ? one(result) : [])),
  ];
  return sections.flatMap(({ messages }) => messages.flatMap(one)).join(', ');
}

const question = { role: 'user', content: 'Is there a pool?' };
const reject = { role: 'assistant', content: 'No idea.', weight: 0 };
const good = { role: 'assistant', content: 'Yes, on the roof, from seven to ten.' };
const chat = (...messages: readonly object[]): string => JSON.stringify({ messages });
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c1', type: 'function', function: { name: 'pool', arguments: '{}' } }],
};
const result = { role: 'tool', tool_call_id: 'c1', content: '{"open":true}' };
const tools = [{ type: 'function', function: { name: 'pool', parameters: { type: 'object', properties: {} } } }];

test('answers are learnt but for those of weight 0, in the trainer’s terms and with the source', async () => {
  const view = await viewFor('openai', chat(question, reject, question, good), 65_536);
  assert.equal(lots(view), 'user read, assistant read (its `weight` is 0), user read, assistant learnt');
  const { training } = view;
  assert(training?.counts);
  assert.match(training.headline, /^1 of 2 answers is learnt\.$/);
  assert.match(training.notes[0]?.text ?? '', /`weight: 0`/);
  assert.match(training.notes[0]?.source ?? '', /^OpenAI .*, 20\d\d-/);
  assert.match(training.notes[1]?.text ?? '', /65,536 tokens.*truncated at their end/);
  assert.equal(training.counts.learnt + training.counts.read + training.counts.cut, training.counts.total);
  assert.equal(training.counts.billedBy, 'OpenAI');
});

test('what a trainer does otherwise: everything, only the last with tools, its own switches', async () => {
  const both = chat(question, reject, question, good);
  const everything = await viewFor('trl', both);
  assert.equal(lots(everything), 'user learnt, assistant learnt, user learnt, assistant learnt');
  assert.match(everything.training?.headline ?? '', /^Everything is learnt, questions included/);
  assert.match(everything.training?.notes[0]?.text ?? '', /assistant_only_loss/);
  const agent = JSON.stringify({ messages: [question, call, result, good], tools });
  assert.match(
    lots(await viewFor('mistral', agent)),
    /assistant read \(in a line with tools only the last answer is learnt\), tool read, assistant learnt$/,
  );
  assert.match(lots(await viewFor('openai', agent)), /assistant learnt, tool read, assistant learnt$/);
  const sharegpt = JSON.stringify({
    conversations: [
      { from: 'human', value: 'Hi' },
      { from: 'gpt', value: 'Hello.', train: false },
      { from: 'human', value: 'Hi' },
      { from: 'gpt', value: 'Hello!' },
    ],
  });
  assert.equal(lots(await viewFor('axolotl', sharegpt)), 'user read, assistant read (its `train` is false), user read, assistant learnt');
});

test('the preview, hover and hints tell the same as the mode that shows what trains', async () => {
  const agent = JSON.stringify({ messages: [question, { ...call, content: 'I look.' }, result, good], tools });
  const plain = async (targetId: string, line: string): Promise<PreviewView> => {
    const view = await preview(featureContext(`${line}\n`, { targetId }), { line: 0, whole: false });
    assert(view);
    return view;
  };
  const trainings = ({ sections }: PreviewView): string =>
    sections.flatMap(({ messages }) => messages.map(({ training }) => training)).join();
  for (const target of ['openai', 'mistral', 'trl', 'llama-factory', 'gemini'])
    for (const line of [agent, chat(question, reject, question, good)])
      assert.equal(trainings(await plain(target, line)), trainings(await viewFor(target, line)), target);
  assert.equal(trainings(await plain('mistral', agent)), 'context,untrained,trained');
  assert.equal(trainings(await plain('trl', chat(question, reject))), 'trained,trained');
  assert.equal(trainings(await plain('trl', chat(question, reject).slice(0, -1))), 'context,context');
  assert.equal((await plain('openai', agent)).usual, undefined);
  // What a target does not take is said by its problem, and nothing is said of learning.
  assert.equal(trainings(await plain('gemini', chat(question, reject, question, good))), 'context,context,context,context');
  assert.equal((await plain('gemini', agent)).usual, undefined);
  const hints = (targetId: string): string =>
    atOnce(
      inlayHints(featureContext(`${agent}\n`, { targetId }), {
        range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      }),
    )
      .map(({ label }) => label)
      .join(', ');
  assert.equal(hints('openai'), 'user, assistant, tool, assistant');
  assert.equal(hints('mistral'), 'user, assistant · not learnt, tool, assistant');
  assert.equal(hints('gemini'), hints('openai'));
  const told = async (targetId: string, character: number): Promise<string> => {
    const found = await hover(featureContext(`${agent}\n`, { targetId }), { position: { line: 0, character } });
    return typeof found?.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
  };
  const at = agent.indexOf('{"role":"assistant"');
  assert.match(await told('openai', at), / · learnt$/);
  assert.match(await told('mistral', at), /not learnt \(in a line with tools only the last answer is learnt\)$/);
  assert.match(await told('trl', agent.indexOf('{"role":"user"')), / · learnt$/);
  assert.doesNotMatch(await told('gemini', at), /learnt/);
  assert.match(await told('gemini', 0), /^\*\*Example\*\*/);
  assert.doesNotMatch(await told('gemini', 0), /[Ll]earnt|usual/);
});

test('every shape says what trains, with tokens that add up', async () => {
  const cases: readonly (readonly [target: string, line: object, expected: string])[] = [
    [
      'axolotl',
      {
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello.' },
        ],
      },
      'user read, assistant learnt',
    ],
    ['llama-factory', { instruction: 'Say hi.', input: 'To me.', output: 'Hi!' }, 'user read, assistant learnt'],
    ['together', { prompt: 'Is it?', completion: ' It is.' }, 'user read, assistant learnt'],
    ['trl', { prompt: [question], completion: [good] }, 'user read, assistant learnt'],
    ['trl', { text: 'Once upon a time.' }, 'assistant learnt'],
    [
      'openai',
      { input: { messages: [question] }, preferred_output: [good], non_preferred_output: [{ ...reject, weight: undefined }] },
      'user read, assistant compared, assistant compared',
    ],
    ['trl', { prompt: 'Is it?', completion: 'It is.', label: false }, 'user read, assistant compared (labelled bad)'],
    [
      'gemini',
      {
        contents: [
          { role: 'user', parts: [{ text: 'Hi' }] },
          { role: 'model', parts: [{ text: 'Hello.' }] },
        ],
      },
      'user read, assistant learnt',
    ],
    [
      'bedrock',
      {
        schemaVersion: 'bedrock-conversation-2024',
        messages: [
          { role: 'user', content: [{ text: 'Hi' }] },
          { role: 'assistant', content: [{ text: 'Hello.' }] },
        ],
      },
      'user read, assistant learnt',
    ],
  ];
  for (const [target, line, expected] of cases) {
    const view = await viewFor(target, JSON.stringify(line));
    assert.equal(lots(view), expected, target);
    const { training } = view;
    assert(training?.counts, target);
    assert.equal(training.isNothing, false);
    assert(training.counts.learnt > 0);
    assert.equal(training.counts.learnt + training.counts.read + training.counts.cut, training.counts.total, target);
  }
});

test('the text in which the limit falls is divided where its token ends, and what follows is gone', async () => {
  const words = 'one two three four five six seven eight nine ten';
  const line = chat(question, { role: 'assistant', content: words }, question, good);
  const whole = await viewFor('openai', line, 1000);
  const at = whole.sections[0]?.messages[0]?.tokens ?? 0;
  // Three tokens frame the answer, and its role is one.
  const view = await viewFor('openai', line, at + 4 + 3);
  assert.equal(lots(view), 'user read, assistant learnt in part, user cut, assistant cut');
  const [part] = view.sections[0]?.messages[1]?.parts ?? [];
  assert.deepEqual(part, { kind: 'cut', before: 'one two three', after: words.slice(13), skippedBefore: 0, skippedAfter: 0 });
  const { training } = view;
  assert(training?.counts);
  assert.deepEqual([training.counts.learnt, training.counts.learnt + training.counts.read], [3, at + 4 + 3]);
  assert.match(training.headline, /^1 of 2 answers is learnt; the example is cut at the \d+ tokens that OpenAI takes/);
});

test('of a long text what is near the cut is shown', async () => {
  const line = chat(question, { role: 'assistant', content: 'word '.repeat(30_000) });
  const view = await viewFor('openai', line, 20_000);
  const [part] = view.sections[0]?.messages[1]?.parts ?? [];
  assert(part?.kind === 'cut');
  assert.equal(part.skippedBefore + part.before.length + part.after.length + part.skippedAfter, 150_000);
  assert(part.before.length <= 4_000 && part.after.length <= 4_000);
});

test('where nothing is left to learn, the reason', async () => {
  const why = async (...given: Parameters<typeof viewFor>): Promise<string> => {
    const { headline, isNothing } = await trainingFor(...given);
    assert.equal(isNothing, true, headline);
    return headline.replace('Nothing is learnt: ', '').replace('Nothing is learnt ', '');
  };
  assert.equal(await why('openai', chat(question, reject)), 'the only answer is left out, as its `weight` is 0.');
  assert.equal(await why('openai', chat(question, reject, question, reject)), 'all 2 answers are left out, as each one’s `weight` is 0.');
  assert.equal(await why('openai', chat(question, question)), 'there is no answer.');
  assert.equal(
    await why('openai', JSON.stringify({ instruction: 'Hi', output: 'Ho' })),
    'OpenAI does not take instructions and answers (Alpaca).',
  );
  assert.match(await why('openai', chat(question, good), 8), /^the example is cut at the 8 tokens .* before its first answer\.$/);
  assert.match(await why('openai', `${chat(question, good).slice(0, -1)}`), /^this line is broken/);
  assert.match(
    await why('openai', JSON.stringify({ messages: [question], reference: 'yes' })),
    /^word for word: the model writes an answer of its own/,
  );
  const dropping = targetById('openai')?.shapes.chat;
  assert(dropping);
  const shapes = { chat: { ...dropping, overlong: { fate: 'dropped', source: 'here', asOf: '2026-11-25' } } } as const;
  assert.match(await why('openai', chat(question, good), 20, { shapes }), /is left out\.$/);
});

test('what is not known of a trainer is said to be so', async () => {
  const { notes } = await trainingFor(
    'gemini',
    JSON.stringify({
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Hello.' }] },
      ],
    }),
    131_072,
  );
  assert.match(notes[0]?.text ?? '', /^How Gemini masks this structure is not known here/);
  assert.equal(notes[0]?.source, undefined);
  assert.match(notes[1]?.text ?? '', /is not known here\.$/);
  const [, second] = (await trainingFor('together', chat(question, good))).notes;
  assert.match(second?.text ?? '', /^No limit .* is known here for any of its models\.$/);
});
