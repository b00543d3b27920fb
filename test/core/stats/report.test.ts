import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import type { RuleSummary } from '../../../server/src/core/check/problemSummary';
import { splitRows } from '../../../server/src/core/rows/row';
import { detectFileShape } from '../../../server/src/core/shapes/detect';
import { collectStats, type StatsSettings } from '../../../server/src/core/stats/collect';
import { htmlEnd, htmlReport, htmlStart } from '../../../server/src/core/stats/html';
import { lineStats } from '../../../server/src/core/stats/lineStats';
import { reportMarkdown, reportText } from '../../../server/src/core/stats/render';
import type { DatasetReport } from '../../../server/src/core/stats/report';
import { modelOf, targetById } from '../../../server/src/core/targets/index';
import type { Model } from '../../../server/src/core/targets/target';
import { countExample } from '../../../server/src/core/tokens/countExample';
import { type Counter, createCounter } from '../../../server/src/core/tokens/counter';
import { quantile } from '../../support/cookbook';

let counter: Counter;
before(async () => {
  counter = createCounter('o200k_base', await vocabulary('o200k_base'));
});
const openai = targetById('openai');
assert.ok(openai);

interface Message {
  readonly role: string;
  readonly content: string;
  readonly name?: string;
  readonly weight?: number;
}

function report(lines: readonly string[], settings: Partial<StatsSettings> = {}, problems: readonly RuleSummary[] = []): DatasetReport {
  const text = lines.join('\n');
  const fileShape = settings.fileShape ?? detectFileShape(splitRows(text));
  assert.ok(fileShape && openai);
  const model = modelOf(openai);
  const collecting = collectStats({ target: openai, model, today: '2026-11-22', fileShape, ...settings });
  for (const line of lines) {
    const stats = lineStats(line, fileShape, settings.target ?? openai);
    const tokensOf = (counted: Model) => (stats ? countExample(JSON.parse(line), counter, counted) : undefined);
    collecting.add(stats, line.trim() === '', tokensOf);
  }
  return collecting.report(problems, { spreadRecords: 0 });
}

const chat = (...messages: readonly Message[]): string => JSON.stringify({ messages });
const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

// As the cookbook's notebook counts: 3 a message, every value, 1 for a name, and 3 for the reply.
function cookbookTokens(messages: readonly Message[]): number {
  let tokens = 3;
  for (const message of messages) {
    tokens += 3;
    for (const [key, value] of Object.entries(message)) {
      tokens += countTokens(String(value));
      if (key === 'name') tokens += 1;
    }
  }
  return tokens;
}

const conversations = Array.from({ length: 37 }, (_, index): Message[] => [
  ...(index % 3 === 0 ? [{ role: 'system', content: index % 2 === 0 ? 'Be brief.\nAlways.' : 'Be kind.' }] : []),
  { role: 'user', content: words((index * 7) % 50), ...(index % 5 === 0 && { name: 'guest' }) },
  { role: 'assistant', content: words((index * 13) % 90) },
]);
const lines = conversations.map((messages) => chat(...messages));

test('the numbers are those of the cookbook’s formulas', () => {
  const { tokens, costs, examples, messages, perExample } = report(lines);
  const totals = conversations.map(cookbookTokens);
  const answers = conversations.map((each) => countTokens(each.at(-1)?.content ?? ''));
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  assert.ok(tokens?.perExample && tokens.perAnswer);
  for (const [spread, values] of [
    [tokens.perExample, totals],
    [tokens.perAnswer, answers],
    [perExample?.messages, conversations.map(({ length }) => length)],
  ] as const) {
    assert.ok(spread);
    assert.deepEqual(
      spread.quantiles.map(({ value }) => value.toFixed(6)),
      [0, 0.1, 0.5, 0.9, 1].map((part) => quantile(values, part).toFixed(6)),
    );
    assert.equal(spread.mean, sum(values) / values.length);
    assert.equal(
      spread.bars.reduce((all, { count }) => all + count, 0),
      values.length,
    );
    for (const bar of spread.bars.filter(({ count }) => count > 0)) {
      const value = values[bar.line - 1] ?? -1;
      assert.ok(value >= bar.from && value < (bar.to ?? Number.POSITIVE_INFINITY), `line ${bar.line} lies in its bar`);
    }
  }
  assert.deepEqual([examples, messages], [37, sum(conversations.map(({ length }) => length))]);
  assert.deepEqual([tokens.billed, tokens.trained], [sum(totals), sum(answers)]);
  // 37 × 3 is more than 100.
  assert.deepEqual(
    costs.map(({ model, epochs, dollars }) => [model, epochs, dollars?.toFixed(8)]),
    [
      ['gpt-4.1-mini-2025-04-14', 5],
      ['gpt-4.1-2025-04-14', 25],
      ['gpt-4o-2024-08-06', 25],
      ['gpt-4o-mini-2024-07-18', 3],
    ].map(([model, price]) => [model, 3, ((Number(price) / 1e6) * sum(totals) * 3).toFixed(8)]),
  );
});

test('epochs depend on the number of examples, and may be told like the price', () => {
  const epochs = (count: number): number | undefined => report(lines.slice(0, count)).costs[0]?.epochs;
  assert.deepEqual([4, 5, 10, 33].map(epochs), [25, 20, 10, 3]);
  const [told] = report(lines, { job: { epochs: 2, pricePerMillion: 8 } }).costs;
  assert.deepEqual([told?.epochs, told?.dollars], [2, (8 * (told?.billed ?? 0) * 2) / 1e6]);
});

test('a hundred thousand tokens in three epochs cost what the guide says', () => {
  assert.ok(openai);
  const cost = (id: string): string | undefined => {
    const model = modelOf(openai, id);
    assert.ok(model);
    const fileShape = detectFileShape(splitRows(lines[1] ?? ''));
    assert.ok(fileShape);
    const collecting = collectStats({ target: openai, model, fileShape, today: '2024-12-01', job: { epochs: 3 } });
    for (let index = 0; index < 10; index++) {
      const counted = { total: 10_000, messages: [], assistant: 0, tools: 0, approximate: false };
      collecting.add(lineStats(lines[1] ?? '', fileShape, openai), false, () => counted);
    }
    return collecting.report([], { spreadRecords: 0 }).costs[0]?.dollars?.toFixed(2);
  };
  assert.equal(cost('gpt-4o-mini-2024-07-18'), '0.90');
  assert.equal(cost('gpt-3.5-turbo-0125'), '2.40');
});

test('what is not learnt, and what the limit takes, is told apart', () => {
  assert.ok(openai);
  const model = { id: 'small', encoding: 'o200k_base', contextLimit: { value: 30, source: 'test', asOf: '2026-11-22' } } as const;
  const target = { ...openai, models: [model] };
  const short = chat(
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Oh', weight: 0 },
    { role: 'assistant', content: 'Hello!' },
  );
  const messages: Message[] = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: words(40) },
  ];
  const { tokens } = report([short, chat(...messages)], { target, model });
  const said = countTokens(words(40));
  // The user's message, and what frames the answer: 3 tokens and its role.
  const framing = 3 + countTokens('user') + countTokens('Hi') + 3 + countTokens('assistant');
  assert.deepEqual(tokens?.untrained, { tokens: countTokens('Oh'), count: 1, line: 1, why: ['its `weight` is 0'] });
  assert.deepEqual(tokens?.cut, { tokens: said - (30 - framing), count: 1, line: 2 });
  assert.equal(tokens?.trained, countTokens('Hello!') + 30 - framing);
  assert.deepEqual(tokens?.over, { count: 1, line: 2 });
  assert.equal(tokens?.billed, (tokens?.perExample?.sum ?? 0) - (cookbookTokens(messages) - 30));
});

test('what is learnt is what the target learns, and what is not known is said', () => {
  const question: Message = { role: 'user', content: 'Is it open?' };
  const call = { id: 'A1b2C3d4E', type: 'function', function: { name: 'look', arguments: '{}' } };
  const agent = JSON.stringify({
    messages: [question, { role: 'assistant', content: 'I look.', tool_calls: [call] }, { role: 'assistant', content: 'It is.' }],
    tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }],
  });
  const off = chat(question, { role: 'assistant', content: 'No.', weight: 0 });
  const tokensAt = (id: string): DatasetReport['tokens'] => {
    const target = targetById(id);
    assert.ok(target);
    const known = report([agent, off], { target, model: { id: 'any', encoding: 'o200k_base' } });
    return known.tokens;
  };
  const said = (text: string): number => countTokens(text);
  const called = said('I look.') + said('look') + said('{}');
  const atOpenai = tokensAt('openai');
  assert.deepEqual([atOpenai?.trained, atOpenai?.untrained?.count, atOpenai?.usual], [called + said('It is.'), 1, undefined]);
  const atMistral = tokensAt('mistral');
  assert.deepEqual([atMistral?.trained, atMistral?.untrained?.count], [said('It is.'), 2]);
  assert.match(
    reportText('a.jsonl', report([agent, off], { target: targetById('mistral') ?? openai, model: { id: 'any', encoding: 'o200k_base' } })),
    /2 answers not learnt \(in a line with tools only the last/,
  );
  const atTrl = tokensAt('trl');
  assert.deepEqual(
    [atTrl?.trained, atTrl?.learns, atTrl?.perAnswer?.count],
    [2 * said('Is it open?') + called + said('It is.') + said('No.'), 'everything', 3],
  );
  assert.ok(openai?.shapes.chat);
  const { learning: _, ...unknown } = openai.shapes.chat;
  const unsaid = { target: { ...openai, shapes: { chat: unknown } } };
  assert.equal(report([agent, off], unsaid).tokens?.trained, atOpenai?.trained);
  assert.match(reportText('a.jsonl', report([off], unsaid)), /How OpenAI masks this structure is not known here\. Shown is what is usual/);
});

test('an example that is left out teaches nothing', () => {
  assert.ok(openai);
  const accepted = openai.shapes.chat;
  assert.ok(accepted);
  const model = { id: 'small', encoding: 'o200k_base', contextLimit: { value: 30, source: 'test', asOf: '2026-11-22' } } as const;
  const overlong = { fate: 'dropped', source: 'test', asOf: '2026-11-22' } as const;
  const target = { ...openai, models: [model], shapes: { chat: { ...accepted, overlong } } };
  const { tokens } = report([chat({ role: 'user', content: 'Hi' }, { role: 'assistant', content: words(40) })], { target, model });
  assert.deepEqual([tokens?.trained, tokens?.cut?.tokens], [0, countTokens(words(40))]);
});

test('both answers of a comparison are learnt, and each follows the input', () => {
  const pair = JSON.stringify({
    input: { messages: [{ role: 'user', content: 'Hi' }] },
    preferred_output: [{ role: 'assistant', content: 'Hello there' }],
    non_preferred_output: [{ role: 'assistant', content: 'What?' }],
  });
  const { tokens, roles } = report([pair, pair, pair]);
  assert.equal(tokens?.trained, 3 * (countTokens('Hello there') + countTokens('What?')));
  assert.deepEqual(
    roles.map(({ name, count }) => [name, count]),
    [
      ['assistant', 6],
      ['user', 3],
    ],
  );
});

test('answers are counted one by one in every shape', () => {
  const said = 'Paris, since 987.';
  const worse = 'Rome, I think.';
  for (const [line, answers] of [
    [{ instruction: 'What is the capital?', input: '', output: said, history: [['Hi', worse]] }, [worse, said]],
    [
      {
        contents: [
          { role: 'user', parts: [{ text: 'Hi' }] },
          { role: 'model', parts: [{ text: said }] },
        ],
      },
      [said],
    ],
    [
      {
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: said },
        ],
      },
      [said],
    ],
    [{ prompt: 'Hi', chosen: said, rejected: worse }, [said, worse]],
    [{ instruction: 'Hi', input: '', chosen: said, rejected: worse }, [said, worse]],
    [{ question: 'Hi', completion: said }, [said]],
    [{ text: said }, [said]],
    [{ request: [{ role: 'user', text: 'Hi' }], response: said }, [said]],
    [
      {
        messages: [
          { role: 'User', content: 'Hi' },
          { role: 'Chatbot', content: said },
        ],
      },
      [said],
    ],
  ] as const) {
    const { tokens } = report([JSON.stringify(line), JSON.stringify(line)]);
    const counts = answers.map((text) => countTokens(text));
    assert.equal(tokens?.noAnswers, undefined, JSON.stringify(line));
    assert.equal(tokens?.perAnswer?.count, 2 * answers.length);
    assert.equal(tokens?.trained, 2 * counts.reduce((all, each) => all + each, 0));
  }
});

test('a task for a grader holds no answers', () => {
  const task = JSON.stringify({ messages: [{ role: 'user', content: 'What is 2 + 2?' }], answer: '4', unit: 'none' });
  const { tokens, costs } = report([task, task]);
  assert.equal(tokens?.noAnswers, 'graded');
  assert.equal(tokens?.trained, undefined);
  // What tunes in this way had ended on that day, and the usual model does not.
  assert.deepEqual(costs, []);
});

test('lines of any kind are counted, with the first of each', () => {
  const hi: Message = { role: 'user', content: 'Hi' };
  const answer = (content: string): Message => ({ role: 'assistant', content });
  const {
    lines: all,
    examples,
    blank,
    unreadable,
    duplicates,
    contradictions,
    systemPrompts,
  } = report([
    chat(hi, answer('Hello')),
    '',
    '{"messages":',
    chat(hi, answer('Hello')),
    chat({ role: 'system', content: 'Be brief.\nAlways.' }, hi, answer('Yes')),
    chat(hi, answer('Go away')),
  ]);
  assert.deepEqual([all, examples], [6, 4]);
  assert.deepEqual(
    [blank, unreadable, duplicates],
    [
      { count: 1, line: 2 },
      { count: 1, line: 3 },
      { count: 1, line: 4 },
    ],
  );
  assert.deepEqual(contradictions, { count: 1, line: 1, lines: 3 });
  assert.deepEqual(systemPrompts, {
    without: { count: 3, line: 1 },
    different: 1,
    most: [{ text: 'Be brief.…', count: 1, line: 5 }],
  });
});

test('far longer examples do not press the others into one bar', () => {
  const long = chat({ role: 'user', content: 'Hi' }, { role: 'assistant', content: words(5000) });
  const bars = report([...lines, long]).tokens?.perExample?.bars ?? [];
  assert.ok(bars.filter(({ count }) => count > 0).length > 5);
  const last = bars.at(-1);
  assert.deepEqual([last?.to, last?.count, last?.line], [undefined, 1, 38]);
});

test('nothing of a file becomes Markdown, and both forms say the same', () => {
  const hostile = chat(
    { role: 'system', content: '[x](https://example.com) | <img src=x> `code`' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  );
  const made = report([hostile, ...lines]);
  const markdown = reportMarkdown('a_b.jsonl', made);
  assert.match(markdown, /^# a\\_b\.jsonl\n/);
  assert.ok(markdown.includes('| \\[x\\](https://example.com) \\| \\<img src=x\\> \\`code\\` | 1 | 1 |'));
  assert.match(markdown, /\| Billed in one epoch \| [\d,]+ \|/);
  assert.match(reportText('a.jsonl', made), /Billed in one epoch +[\d,]+/);
});

test('problems say what their rules report, in all forms', () => {
  const found = [
    { rule: 'missing-role', severity: 'error', count: 1200, firstLine: 3 },
    { rule: 'tool-arguments-schema', severity: 'error', count: 1, firstLine: 7 },
  ] as const;
  const made = report(lines, {}, found);
  const row = '| error | missing-role | 1,200 | 4 | A message has no `role`. |';
  assert.ok(
    reportMarkdown('a.jsonl', made).includes(
      `| Severity | Rule | Count | First line | What it reports |\n| --- | --- | --: | --: | --- |\n${row}\n`,
    ),
  );
  assert.ok(htmlReport('a.jsonl', made).includes('<td>A message has no <code>role</code>.</td>'));
  // A sentence at the end of a line is whole, however long.
  assert.match(reportText('a.jsonl', made), / 8 {2}The `arguments` of a tool call do not fit the `parameters` that the line declares\.\n/);
  assert.deepEqual(made.problems[0], { ...found[0], firstLine: 4, summary: 'A message has no `role`.' });
});

test('tables have no column for first lines where they name none', () => {
  const tokenTable = (...given: Parameters<typeof report>): string | undefined =>
    /\n## Tokens\n\n(\|.*\n)/.exec(reportMarkdown('a.jsonl', report(...given)))?.[1];
  assert.equal(tokenTable(lines.slice(0, 3)), '|  | Count |\n');
  const off = chat({ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'No.', weight: 0 });
  assert.equal(tokenTable([...lines, off]), '|  | Count | First line |\n');
});

test('nothing of a file becomes HTML, and the page runs and loads nothing', () => {
  const hostile = chat(
    { role: 'system', content: '<script>alert(1)</script><img src="https://example.com/x.png">&amp;' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  );
  const made = report([hostile, ...lines]);
  const page = htmlStart('<b>.jsonl') + htmlReport('<b>.jsonl', made) + htmlEnd;
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=&quot;https://example.com/x.png&quot;&gt;&amp;amp;'));
  assert.ok(page.includes('<title>&lt;b&gt;.jsonl</title>'));
  assert.doesNotMatch(page, /<(?:script|img|link|iframe|b)\b|<[^>]*\s(?:src|href)=|url\(|@import/);
  assert.ok(page.includes("default-src 'none'"));
  // The same numbers as in the other forms.
  const plain = reportText('a.jsonl', made);
  for (const [, cell = ''] of page.matchAll(/<td class="number">([^<]+)<\/td>/g)) assert.ok(plain.includes(cell), cell);
  const names = [...page.matchAll(/<t(?:h|d)\b/g)].length;
  assert.equal(names, [...page.matchAll(/<\/t(?:h|d)>/g)].length);
});
