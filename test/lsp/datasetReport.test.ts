import assert from 'node:assert/strict';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { type DatasetReportAnswer, datasetReport } from '../../server/src/shared/protocol';
import { modernClient, startInProcess, type TestClient } from '../support/client';
import { nothingWritten, runOn } from '../support/commandLine';

const uri = 'file:///dataset.jsonl';
const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } };
const line = (index: number): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: index === 3 ? [{ type: 'text', text: 'What is this?' }, image] : `What is ${index % 9} and one?` },
      { role: 'assistant', content: `It is ${index + 1}.`, ...(index === 5 && { weight: 0 }) },
    ],
  });
const spread = JSON.stringify(JSON.parse(line(1)), undefined, 2).split('\n');
const lines = [...Array.from({ length: 20 }, (_, index) => line(index)), line(0), '{"messages":[{"content":"hi"}]}', '', ...spread, '{"a'];
const text = `${lines.join('\n')}\n`;

/** The report once every token of every model is counted. */
async function reportOf(
  client: TestClient,
): Promise<Extract<DatasetReportAnswer, { view: unknown }>['view'] & { readonly markdown: string }> {
  for (;;) {
    const answer: DatasetReportAnswer = await client.connection.sendRequest(datasetReport, {
      textDocument: { uri },
      name: 'dataset.jsonl',
    });
    assert.ok('view' in answer);
    const { examples, tokens, costs, pending } = answer.view.report;
    if (pending === 0 && tokens?.counted === examples && costs.length === 4) return { ...answer.view, markdown: answer.markdown };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function fromCommandLine(
  content: string,
  format: 'json' | 'markdown',
  project?: string,
  ...flags: readonly string[]
): Promise<string> {
  const files = { 'dataset.jsonl': content, ...(project !== undefined && { [`${process.cwd()}/exemplar.json`]: project }) };
  const argv = ['stats', 'dataset.jsonl', '--format', format, ...flags];
  const { out } = await runOn(files, (io) => main(argv, io), { ...nothingWritten, today: () => new Date().toISOString().slice(0, 10) });
  return out;
}

test('the editor’s report is that of the command line, before and after an edit', async () => {
  const client = await startInProcess({ capabilities: modernClient });
  await client.open(uri, text);
  const first = await reportOf(client);
  assert.deepEqual({ path: 'dataset.jsonl', ...first.report }, JSON.parse(await fromCommandLine(text, 'json')).files[0]);
  assert.equal(first.report.spreadRecords, 1);
  assert.equal(first.report.problems.find(({ rule }) => rule === 'missing-role')?.summary, 'A message has no `role`.');
  assert.equal(first.markdown, await fromCommandLine(text, 'markdown'));
  const start = { line: 0, character: 0 };
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start, end: start }, text: `${line(7)}\n` }],
  });
  const second = await reportOf(client);
  assert.equal(second.report.examples, first.report.examples + 1);
  assert.deepEqual({ path: 'dataset.jsonl', ...second.report }, JSON.parse(await fromCommandLine(`${line(7)}\n${text}`, 'json')).files[0]);
  await client.close();
});

test('epochs and price come to the same by settings, by the project file and by options', async () => {
  const job = { epochs: 2, pricePerMillion: 1000 };
  const client = await startInProcess({ capabilities: modernClient, settings: { training: job } });
  await client.open(uri, text);
  const { report, costs } = await reportOf(client);
  const [first, second] = report.costs;
  assert.deepEqual([first?.epochs, second?.epochs, first?.dollars], [2, 2, (2 * 1000 * (first?.billed ?? 0)) / 1e6]);
  assert.match(costs[0]?.note ?? '', /^\$1,000\.00 a million tokens; your own$/);
  // Of the other models the known price holds, with its day.
  assert.match(costs[1]?.note ?? '', /as of \d{4}-\d{2}-\d{2}/);
  const hover = await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
  assert.match(JSON.stringify(hover), /2 epochs at \$1,?000(?:\.00)? per million tokens \(your own price\)/);
  await client.close();
  const project = await startInProcess({
    capabilities: modernClient,
    settings: { training: { epochs: 7, pricePerMillion: 7 } },
    files: { 'file:///exemplar.json': JSON.stringify(job) },
  });
  await project.open(uri, text);
  assert.deepEqual((await reportOf(project)).report, report);
  await project.close();
  const expected = { path: 'dataset.jsonl', ...report };
  for (const [file, flags] of [
    [undefined, ['--epochs', '2', '--price', '1000']],
    [JSON.stringify(job), []],
    ['{"epochs":7,"pricePerMillion":7}', ['--epochs', '2', '--price', '1000']],
  ] as const) {
    assert.deepEqual(JSON.parse(await fromCommandLine(text, 'json', file, ...flags)).files[0], expected);
  }
});

test('without counting there is a report without tokens, and of other files none', async () => {
  const client = await startInProcess({ capabilities: modernClient, settings: { tokens: { enabled: false } } });
  await client.open(uri, text);
  const ask = (of: string): Promise<DatasetReportAnswer> =>
    client.connection.sendRequest(datasetReport, { textDocument: { uri: of }, name: 'dataset.jsonl' });
  const answer = await ask(uri);
  assert.ok('view' in answer);
  assert.deepEqual([answer.view.report.tokens, answer.view.report.costs], [undefined, []]);
  await client.open('file:///log.jsonl', '{"level":"info","time":1}\n'.repeat(30));
  assert.match(JSON.stringify(await ask('file:///log.jsonl')), /does not look like training data/);
  assert.match(JSON.stringify(await ask('file:///gone.jsonl')), /is not open any more/);
  await client.close();
});

test('the report of an empty file says how to begin', async (context) => {
  const client = await startInProcess({ capabilities: modernClient });
  context.after(client.close);
  await client.open(uri, '\n');
  const answer = await client.connection.sendRequest(datasetReport, { textDocument: { uri }, name: 'dataset.jsonl' });
  assert.match('why' in answer ? answer.why : '', /^dataset\.jsonl is empty\. Completion offers whole examples/);
});
