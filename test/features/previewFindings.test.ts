import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { preview } from '../../server/src/features/preview';
import type { PreviewFinding, PreviewMessage } from '../../server/src/shared/previewView';
import { featureContext } from '../support/features';

const call = fc.constantFrom('a', 'b').map((id) => ({ id, type: 'tool', function: { name: 'f', arguments: '{' } }));
const message = fc.record(
  {
    role: fc.constantFrom('user', 'assistant', 'gpt', 'tool'),
    content: fc.constantFrom('', ' x ', 3),
    tool_calls: fc.array(call, { maxLength: 2 }),
    tool_call_id: fc.constantFrom('a', 'b'),
    unknown: fc.constant(1),
  },
  { requiredKeys: ['role'] },
);

function withResults(messages: readonly PreviewMessage[]): readonly PreviewMessage[] {
  return messages.flatMap((each) => [each, ...withResults(each.calls.flatMap(({ result }) => result ?? []))]);
}

test('each finding stands at the smallest message around it', async () => {
  let given = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
      const view = await preview(featureContext(JSON.stringify({ messages, what: 1 })), { line: 0, whole: false });
      const all = view?.sections.flatMap((section) => withResults(section.messages)) ?? [];
      const size = ({ span }: PreviewMessage): number => span.end - span.start;
      const around = ({ span: { start, end } }: PreviewFinding): readonly PreviewMessage[] =>
        all.filter(({ span }) => end > start && span.start <= start && end <= span.end).sort((a, b) => size(a) - size(b));
      for (const each of all) for (const finding of each.findings) assert.equal(around(finding)[0], each);
      for (const finding of view?.findings ?? []) assert.deepEqual(around(finding), []);
      given += all.reduce((sum, { findings }) => sum + findings.length, 0);
    }),
    { numRuns: 100 },
  );
  assert.ok(given > 100);
});
