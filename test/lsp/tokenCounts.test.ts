import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { type Row, splitRows } from '../../server/src/core/rows/row';
import type { ExampleTokens } from '../../server/src/core/tokens/countExample';
import { textsOf } from '../../server/src/core/tokens/countedLines';
import type { CountReply, CountRequest } from '../../server/src/core/tokens/counting';
import { type CountingPort, TokenCounts } from '../../server/src/lsp/tokenCounts';

const model = { id: 'gpt-4o', encoding: 'o200k_base' } as const;

/** A worker that answers when the test says so; a line's count is its length, and `bad` lines have none. */
class FakePort implements CountingPort {
  readonly requests: CountRequest[] = [];
  disposed = false;
  #reply: (reply: CountReply) => void = () => undefined;
  #error: (error: unknown) => void = () => undefined;

  post = (request: CountRequest): void => {
    this.requests.push(request);
  };
  onReply = (listener: (reply: CountReply) => void): void => {
    this.#reply = listener;
  };
  onError = (listener: (error: unknown) => void): void => {
    this.#error = listener;
  };
  dispose = (): void => {
    this.disposed = true;
  };

  /** Answers the last request. */
  answer(): void {
    const last = this.last();
    this.#reply({ id: last.id, counts: Array.from(textsOf(last), (line) => (line.startsWith('bad') ? undefined : tokens(line.length))) });
  }

  fail(): void {
    this.#reply({ id: this.last().id, error: 'no vocabulary' });
  }

  die(): void {
    this.#error(new Error('out of memory'));
  }

  last(): CountRequest {
    const request = this.requests.at(-1);
    assert(request);
    return request;
  }
}

function tokens(total: number): ExampleTokens {
  return { total, messages: [], assistant: 0, tools: 0, approximate: false };
}

const started: TokenCounts[] = [];

// Workers that have nothing to do are ended after a minute, for which nobody wants to wait.
after(() => {
  for (const counts of started) counts.dispose();
});

function start(workers?: number): { counts: TokenCounts; ports: FakePort[]; errors: unknown[]; port: (index?: number) => FakePort } {
  const ports: FakePort[] = [];
  const errors: unknown[] = [];
  const counts = new TokenCounts(
    () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    (error) => errors.push(error),
    workers,
  );
  started.push(counts);
  const port = (index = ports.length - 1): FakePort => {
    const found = ports[index];
    assert(found);
    return found;
  };
  return { counts, ports, errors, port };
}

function rowsOf(...lines: readonly string[]): Row[] {
  return splitRows(lines.join('\n'));
}

/** A line that fills more than half a request. */
const long = (name: string): string => name.padEnd(200_000, '.');
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test('nothing is started before something is wanted', () => {
  const { counts, ports } = start();
  assert.equal(counts.get({ text: 'a', lineBreak: '' }, model), undefined);
  assert.equal(ports.length, 0);
});

test('wanted rows are counted together, told, and kept', () => {
  const { counts, port } = start();
  const rows = rowsOf('one', 'bad', 'three');
  const told: (readonly Row[])[] = [];
  counts.onCounted((counted) => told.push(counted));
  counts.want(rows, model, 'background');
  assert.deepEqual(port().last().lines, ['one', 'bad', 'three']);
  port().answer();
  assert.deepEqual(told, [rows]);
  assert.deepEqual(
    rows.map((row) => counts.get(row, model)?.total),
    [3, undefined, 5],
  );
  counts.want(rows, model, 'visible');
  assert.equal(port().requests.length, 1);
});

test('models that count alike share counts, others do not', () => {
  const { counts, port } = start();
  const rows = rowsOf('one');
  counts.want(rows, model, 'background');
  port().answer();
  counts.want(rows, { id: 'gpt-4.1-2025-04-14', encoding: 'o200k_base' }, 'background');
  assert.equal(port().requests.length, 1);
  counts.want(rows, { id: 'gpt-4o-mini', encoding: 'o200k_base' }, 'background');
  assert.equal(port().requests.length, 2);
  assert.equal(port().last().model.id, 'gpt-4o-mini');
});

test('the urgent overtakes, and of equals the newer', () => {
  const { counts, port } = start();
  const firstWords = (): string[] => port().requests.map((request) => [...textsOf(request)][0]?.replaceAll('.', '') ?? '');
  counts.want(rowsOf(long('a1'), long('a2'), long('a3')), model, 'background');
  counts.want(rowsOf(long('b')), model, 'background');
  counts.want(rowsOf(long('c')), model, 'visible');
  void counts.count({ text: 'd', lineBreak: '' }, model);
  for (let i = 0; i < 6; i++) port().answer();
  assert.deepEqual(firstWords(), ['a1', 'd', 'c', 'b', 'a2', 'a3']);
});

test('one request is under way at a time for each worker', () => {
  const { counts, ports, port } = start(2);
  counts.want(rowsOf(long('a'), long('b'), long('c')), model, 'background');
  assert.equal(ports.length, 2);
  assert.deepEqual(
    ports.map(({ requests }) => requests.length),
    [1, 1],
  );
  port(1).answer();
  assert.deepEqual(
    ports.map(({ requests }) => requests.length),
    [1, 2],
  );
});

test('a line longer than a request is sent alone', () => {
  const { counts, port } = start();
  counts.want(rowsOf('a', 'b'.repeat(3_000_000), 'c'), model, 'background');
  port().answer();
  port().answer();
  port().answer();
  assert.deepEqual(
    port().requests.map(({ lines }) => lines.length),
    [1, 1, 1],
  );
});

test('what is cancelled is not sent', () => {
  const { counts, port } = start();
  const wish = counts.want(rowsOf(long('a'), long('b'), long('c')), model, 'background');
  wish.cancel();
  port().answer();
  assert.equal(port().requests.length, 1);
});

test('a row can be waited for', async () => {
  const { counts, port } = start();
  const [row, bad] = rowsOf('hello', 'bad');
  assert(row && bad);
  const answers = Promise.all([counts.count(row, model), counts.count(row, model), counts.count(bad, model)]);
  port().answer();
  port().answer();
  const [first, second, third] = await answers;
  assert.deepEqual([first?.total, second?.total, third], [5, 5, undefined]);
  assert.equal((await counts.count(row, model))?.total, 5);
  assert.equal(await counts.count(bad, model), undefined);
  assert.equal(port().requests.length, 2);
});

test('a million known rows are passed over in turns', async () => {
  const { counts, port } = start();
  const known: Row = { text: 'known', lineBreak: '\n' };
  counts.want([known], model, 'background');
  port().answer();
  const rows = new Array<Row>(100_000).fill(known);
  rows.push({ text: 'new', lineBreak: '' });
  counts.want(rows, model, 'background');
  assert.equal(port().requests.length, 1);
  while (port().requests.length < 2) await soon();
  assert.deepEqual(port().last().lines, ['new']);
});

for (const [what, fail] of [
  ['dies', (port: FakePort) => port.die()],
  ['cannot count', (port: FakePort) => port.fail()],
] as const) {
  test(`a worker that ${what} is told and replaced, and its rows are counted`, async () => {
    const { counts, ports, errors, port } = start();
    const [row] = rowsOf('hello');
    assert(row);
    const answer = counts.count(row, model);
    fail(port());
    assert.equal(errors.length, 1);
    await soon();
    assert.deepEqual(
      ports.map(({ disposed }) => disposed),
      [true, false],
    );
    port().answer();
    assert.equal((await answer)?.total, 5);
  });

  test(`a worker that ${what} twice in a row is not replaced again`, async () => {
    const { counts, ports, errors, port } = start();
    const [row] = rowsOf('hello');
    assert(row);
    const answer = counts.count(row, model);
    fail(port());
    await soon();
    fail(port());
    assert.equal(await answer, undefined);
    assert.equal(await counts.count({ text: 'later', lineBreak: '' }, model), undefined);
    counts.want(rowsOf('more'), model, 'visible');
    await soon();
    assert.deepEqual([ports.length, errors.length], [2, 2]);
  });
}

test('a worker that cannot be started is told', async () => {
  const errors: unknown[] = [];
  const counts = new TokenCounts(
    () => {
      throw new Error('no workers here');
    },
    (error) => errors.push(error),
  );
  assert.equal(await counts.count({ text: 'a', lineBreak: '' }, model), undefined);
  assert.equal(errors.length, 2);
});

test('after disposing nobody waits and nothing runs', async () => {
  const { counts, ports, port } = start();
  const [row] = rowsOf('hello');
  assert(row);
  const answer = counts.count(row, model);
  counts.dispose();
  assert.equal(await answer, undefined);
  assert(port().disposed);
  port().answer();
  assert.equal(counts.get(row, model), undefined);
  counts.want(rowsOf('more'), model, 'now');
  assert.equal(ports.length, 1);
});

test('tokens of texts are asked for at once, and end with the worker', async () => {
  const { counts, port, errors } = start();
  const texts = [{ text: 'Hi', start: 0, end: 2 }];
  counts.want(rowsOf('one'), model, 'background');
  const first = counts.tokenize(texts, model);
  assert.deepEqual(port().last(), { id: 2, model, lines: [], texts });
  port().answer();
  assert.deepEqual((await first)?.windows, []);
  const second = counts.tokenize(texts, model);
  port().die();
  assert.equal(await second, undefined);
  assert.equal(errors.length, 1);
  counts.dispose();
  assert.equal(await counts.tokenize(texts, model), undefined);
});

test('a worker that has had nothing to do for a minute is ended, and another one started when something is wanted', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { counts, ports, errors, port } = start();
  const tokenizer = { key: 'k', name: 'n' };
  counts.want(rowsOf('one'), { ...model, tokenizer }, 'background');
  context.mock.timers.tick(200_000);
  assert.ok(!port().disposed, 'it is at work');
  port().answer();
  context.mock.timers.tick(59_000);
  counts.want(rowsOf('two'), model, 'background');
  port().answer();
  context.mock.timers.tick(59_000);
  assert.ok(!port().disposed, 'it was at work less than a minute ago');
  context.mock.timers.tick(1000);
  assert.ok(port().disposed);
  assert.equal(ports.length, 1);
  const [row] = rowsOf('three');
  assert(row);
  counts.want([row], model, 'visible');
  port().answer();
  assert.equal(counts.get(row, model)?.total, 5);
  assert.deepEqual([ports.length, errors.length], [2, 0]);
});

test('a worker that was ended gets the tokenizer again with the next that is counted by it', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const ports: FakePort[] = [];
  const counts = new TokenCounts(
    () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    () => undefined,
    1,
    { text: () => 'a tokenizer', unusable: () => undefined },
  );
  started.push(counts);
  const named = { ...model, tokenizer: { key: 'k', name: 'n' } };
  for (const line of ['one', 'two']) {
    counts.want(rowsOf(line), named, 'visible');
    assert.equal(ports.at(-1)?.last().tokenizer, 'a tokenizer');
    ports.at(-1)?.answer();
    context.mock.timers.tick(60_000);
  }
  assert.equal(ports.length, 2);
});
