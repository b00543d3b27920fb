import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

function fixesIn(rule: string, answer: string, question = 'hi'): readonly string[] | undefined {
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
  const found = checkText(line)
    .findings()
    .find(({ finding }) => finding.rule === rule);
  return found && (found.finding.fixes ?? []).map(({ title }) => title);
}

for (const text of ['First.\\nSecond.', 'A.\\n\\nB.\nC.', 'Say \\"yes\\", then.\\r\\nNo.'])
  test(`double-escaped: found in ${JSON.stringify(text)}`, () =>
    assert.deepEqual(fixesIn('double-escaped', text), ['Turn them into line breaks']));

for (const text of [
  'First.\nSecond.',
  'Use `\\n` here',
  'print("a\\nB")',
  '$\\nabla \\cdot E$',
  'in C:\\New',
  '{"a":"b\\nC"}',
  'The \\n sign is a line break.',
  '<p>a\\nB</p>',
])
  test(`double-escaped: quiet about ${JSON.stringify(text)}`, () => assert.equal(fixesIn('double-escaped', text), undefined));

test('the arguments of a call are JSON within a text', () => {
  const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"text":"One.\\nTwo."}' } };
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool_calls: [call] },
    ],
  });
  assert.equal(
    checkText(line)
      .findings()
      .some(({ finding }) => finding.rule === 'double-escaped'),
    false,
  );
});

for (const [text, title] of [
  ['Hello!\nUSER: bye', 'End the answer before the label'],
  ['Hello!\n\n### Human: bye\n### Assistant: See you.', 'Split into messages'],
  ['Hello!\nUser: bye\nAssistant: See you.', 'Split into messages'],
] as const)
  test(`speaker-label: found in ${JSON.stringify(text)}`, () => assert.deepEqual(fixesIn('speaker-label', text), [title]));

for (const text of [
  'USER: hi\nBOT: hello\nUSER: bye',
  'For example:\nUSER: hi',
  'The parts are these.\nUser: who asks\nHost: who answers',
  '```\nlog\nUSER: root\n```',
])
  test(`speaker-label: quiet about ${JSON.stringify(text)}`, () => assert.equal(fixesIn('speaker-label', text), undefined));

test('speaker-label: a dialogue that was asked for is meant', () => {
  assert.equal(fixesIn('speaker-label', 'Sure.\nUSER: hi\nBOT: hello', 'Write a conversation'), undefined);
});
