import assert from 'node:assert/strict';
import test from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, WorkDoneProgress } from 'vscode-languageserver-protocol/node';
import { fileBytes, findExamples, mayTransform, splitFile, transformFile } from '../../server/src/shared/protocol';
import { startInProcess } from '../support/client';

const uri = 'file:///data/train.jsonl';
const textDocument = { uri };
const line = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';

test('what waits for tokens ends as soon as it is cancelled', async (context) => {
  const nothing = (): void => undefined;
  const client = await startInProcess({}, () => ({ post: nothing, onReply: nothing, onError: nothing, dispose: nothing }));
  context.after(client.close);
  await client.open(uri, `${line}\n`);
  const operation = { kind: 'sort', by: 'tokens', longestFirst: false } as const;
  for (const start of [
    (token: CancellationTokenSource['token']) => client.connection.sendRequest(transformFile, { textDocument, operation }, token),
    (token: CancellationTokenSource['token']) => client.connection.sendRequest(findExamples, { textDocument, query: 'tokens>1' }, token),
  ]) {
    const source = new CancellationTokenSource();
    const waiting = start(source.token);
    await client.problems(uri);
    source.cancel();
    await assert.rejects(waiting, { code: LSPErrorCodes.RequestCancelled });
  }
  assert.deepEqual(client.errors, []);
});

test('how many lines are counted is told while a file is sorted by its tokens', async (context) => {
  let time = 0;
  const client = await startInProcess({ host: { now: () => (time += 1000) } });
  context.after(client.close);
  await client.open(uri, `${line}\n`.repeat(2999));
  const told: (number | undefined)[] = [];
  client.connection.onProgress(WorkDoneProgress.type, 'mine', (value) => void (value.kind === 'report' && told.push(value.percentage)));
  const operation = { kind: 'sort', by: 'tokens', longestFirst: false } as const;
  await client.connection.sendRequest(transformFile, { textDocument, operation, workDoneToken: 'mine' });
  assert.deepEqual(told.slice(0, 3), [33, 66, 100]);
});

test('both parts of a file keep its byte order mark', async (context) => {
  const client = await startInProcess({});
  context.after(client.close);
  await client.open(uri, `${line}\n${line.replace('hi', 'ho')}\n`);
  const split = () => client.connection.sendRequest(splitFile, { textDocument, size: { count: 1 }, seed: 1 });
  const marked = async (): Promise<readonly boolean[]> => {
    const result = await split();
    assert(result && !('refused' in result));
    return [result.training, result.validation].map(({ text }) => text.startsWith('\ufeff'));
  };
  assert.deepEqual(await marked(), [false, false]);
  await client.connection.sendNotification(fileBytes, { uri, bytes: { size: 200, encoding: 'utf-8', mark: true } });
  assert.deepEqual(await marked(), [true, true]);
});

test('what would be refused is known before anything is asked', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  const mayBe = async (text: string, moves: boolean): Promise<unknown> => {
    await client.open(uri, text);
    const answer = await client.connection.sendRequest(mayTransform, { textDocument, moves });
    await client.connection.sendNotification('textDocument/didClose', { textDocument });
    return answer;
  };
  const broken = `${line}\n{"messages":[\n${line}\n`;
  assert.deepEqual(await mayBe(`${line}\n`, true), {});
  assert.deepEqual(await mayBe(broken, false), {});
  assert.deepEqual(await mayBe(broken, true), {
    refused:
      'Line 2 is no JSON. It may be part of a record that is spread over lines, which moving them would tear apart: fix the file first.',
    fixFirst: true,
  });
  const log = await mayBe('{"level":"info"}\n', false);
  assert.match(JSON.stringify(log), /does not look like training data/);
  assert(!JSON.stringify(log).includes('fixFirst'));
});
