import assert from 'node:assert/strict';
import test from 'node:test';
import { isObject, parseLine } from '../../server/src/core/json/parse';
import { countExample, type ExampleTokens } from '../../server/src/core/tokens/countExample';
import { hover } from '../../server/src/features/hover';
import { featureContext } from '../support/features';
import { marked } from '../support/marked';

const model = {
  id: 'gpt-4.1-mini',
  encoding: 'o200k_base',
  contextLimit: { value: 1000, source: 'test', asOf: '2025-01-01' },
  price: { trainingPerMillion: 5, source: 'test', asOf: '2025-02-03' },
} as const;

/** A token is a word here, so that a reader can check the counts. */
function countWords(text: string): ExampleTokens | undefined {
  const parsed = parseLine(text);
  const words = { vocabulary: 'o200k_base', count: (each: string) => each.split(/\s+/).filter(Boolean).length } as const;
  return parsed.ok && isObject(parsed.value) ? countExample(parsed.value, words, model) : undefined;
}

/** What is shown with the pointer on the character behind the mark, and the text that it is said to be about. */
async function hovered(text: string, counted = true): Promise<{ readonly markdown: string; readonly about: string } | undefined> {
  const { text: clean, position } = marked(text);
  const tokensSoon = async ({ text: line }: { readonly text: string }): Promise<ExampleTokens | undefined> =>
    counted ? countWords(line) : undefined;
  const answer = await hover(featureContext(clean, { model, tokensSoon }), { position });
  if (!answer) return undefined;
  const { contents, range } = answer;
  assert(typeof contents === 'object' && 'kind' in contents && contents.kind === 'markdown' && range);
  assert.equal(range.start.line, position.line);
  return { markdown: contents.value, about: clean.split('\n')[position.line]?.slice(range.start.character, range.end.character) ?? '' };
}

async function markdownAt(text: string): Promise<string> {
  return (await hovered(text))?.markdown ?? '';
}

async function aboutAt(text: string): Promise<string | undefined> {
  return (await hovered(text))?.about;
}

const user = '{"role":"user","content":"how are you"}';
const answer = '{"role":"assistant","content":"very well thank you"}';
const unlearnt = '{"role":"assistant","content":"one two three","weight":0}';

test('the outer brace tells of the whole example', async () => {
  const line = `{"messages":[${user},${unlearnt},${answer}]}`;
  assert.deepEqual(await hovered(`█${line}`), {
    about: line,
    markdown: `**Example** · 25 tokens

| | tokens | |
|:--|--:|:--|
| Whole line | 25 | 2.5% of the 1,000 that \`gpt-4.1-mini\` takes |
| Learnt | 4 | 1 of 2 assistant messages |

Training on it costs about $0.0031: 25 epochs at $5.00 per million tokens (price of 2025-02-03).`,
  });
});

test('an example over the limit says so, and estimates are called so', async () => {
  assert.match(
    await markdownAt(`█{"messages":[${user},{"role":"assistant","content":"${'so '.repeat(2000)}"}]}`),
    /over the limit\*\*: 200% of the 1,000/,
  );
  const called = await markdownAt(
    '█{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}]}',
  );
  assert.match(called, /^\*\*Example\*\* · about 14 tokens/);
  assert.match(called, /\*Token counts are estimates: tool calls count as/);
});

test('without counts an example tells of its messages', async () => {
  assert.equal((await hovered(`█{"messages":[${user},${answer}]}`, false))?.markdown, '**Example** · 2 messages');
});

test("a message's brace and role tell who speaks and how much", async () => {
  assert.deepEqual(await hovered(`{"messages":[${user},█${answer}]}`), {
    about: answer,
    markdown: '**Assistant message** 2 of 2 · 8 tokens · 44% of the example · learnt',
  });
  assert.match(
    await markdownAt(`{"messages":[${user},${unlearnt.replace('assistant', '█assistant')},${answer}]}`),
    /not learnt \(`weight` is 0\)\n\n\*\*Assistant\*\* · `"assistant"`\n\nThe model itself/,
  );
});

test('a message that no trainer can place is not said to be learnt', async () => {
  const at = async (role: string): Promise<string> => {
    const { text, position } = marked(`{"messages":[${user},█${answer.replace('assistant', role)}]}`);
    const shown = await hover(featureContext(text, { model, targetId: 'trl', tokensSoon: async () => countWords(text) }), { position });
    return JSON.stringify(shown?.contents);
  };
  assert.match(await at('assistant'), /Assistant message\*\* 2 of 2 .* learnt/);
  for (const role of ['narrator', 'asistant']) {
    assert.doesNotMatch(await at(role), /learnt/);
    assert.match(await at(role), new RegExp(`\\*\\*Message\\*\\* 2 of 2 · role \`${role}\` · 8 tokens`));
  }
  assert.match(await at(''), /\*\*Message\*\* 2 of 2 · 7 tokens/);
});

test('the answers of a pair are told apart', async () => {
  const pair = (mark: string, other: string): string =>
    `{"input":{"messages":[${user}]},"preferred_output":[${mark}${answer}],"non_preferred_output":[${other}${answer}]}`;
  assert.match(await markdownAt(pair('█', '')), /the better answer/);
  assert.match(await markdownAt(pair('', '█')), /the worse answer/);
});

test('a key tells what its field is for', async () => {
  assert.deepEqual(await hovered(`{"messages":[${user},{"role":"assistant","content":"x","█weight":1}]}`), {
    about: '"weight"',
    markdown: `**Weight** · optional

Whether the model learns from this answer. Without it every assistant message of the line is trained on.

- \`0\`: Read as context, not learnt: for answers that only lead up to the one that matters, or that you would not want repeated.
- \`1\`: Learnt, the same as leaving \`weight\` out.

Default: \`1\``,
  });
  assert.match(
    await markdownAt(`{"messages":[{"role":"tool","█tool_call_id":"a","content":""},${answer}]}`),
    /^\*\*Tool call id\*\* · required/,
  );
  assert.match(
    await markdownAt(`{"messages":[${user},{"role":"assistant","█function_call":null,"content":"x"}]}`),
    /^\*\*Function call\*\* · optional · deprecated/,
  );
});

test('the list of messages stands for the example, and so does an unknown key', async () => {
  assert.match(await markdownAt(`{"█messages":[${user},${answer}]}`), /^\*\*Example\*\*[\s\S]*\*\*Messages\*\* · required/);
  assert.match(await markdownAt(`{"messages":[${user},${answer}],"█extra":1}`), /^\*\*Example\*\*(?![\s\S]*extra)/);
});

test('a value that the shape names is explained', async () => {
  const image = (detail: string): string =>
    `{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"u","detail":${detail}}}]},${answer}]}`;
  assert.match(await markdownAt(image('█"low"')), /^\*\*Detail\*\* · `"low"`\n\nA small version/);
  assert.match(await markdownAt(image('"low"').replace('"image_url"', '"█image_url"')), /^\*\*Image\*\* · `"image_url"`/);
});

test('content is shown with its real line breaks', async () => {
  const line = (content: string): string => `{"messages":[{"role":"user","content":${content}},${answer}]}`;
  assert.deepEqual(await hovered(line('"first█ line\\n\\tsecond \\"line\\""')), {
    about: '"first line\\n\\tsecond \\"line\\""',
    markdown: '**User message** 1 of 2 · 8 tokens · 42% of the example\n\n```text\nfirst line\n\tsecond "line"\n```',
  });
  assert.match(await markdownAt(line('[{"type":"text","text":"a█\\nb"}]')), /```text\na\nb\n```$/);
});

test('text out of the file cannot leave its block, and a long one is cut', async () => {
  const line = (content: string): string =>
    `{"messages":[{"role":"user","content":${JSON.stringify(content).replace('"', '"█')}},${answer}]}`;
  assert.match(await markdownAt(line('```\n[x](command:y)\n````')), /\n`````text\n```\n\[x\]\(command:y\)\n````\n`````$/);
  const long = await markdownAt(line('line\n'.repeat(500)));
  assert.equal(long.match(/^line$/gm)?.length, 20);
  assert.match(long, /\*The beginning of 2,500 characters\.\*$/);
});

const tools =
  '"tools":[{"type":"function","function":{"name":"get_weather","description":"Tells *the* weather.","parameters":{"type":"object","required":["city"],' +
  '"properties":{"city":{"type":"string","description":"Where <b>"},"days":{"type":"array","items":{"type":"string","enum":["Mon","Tue"]}}}}}}]';
const withCall = (members: string): string =>
  `{"messages":[${user},{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{${members}}}]}],${tools}}`;

test("a call's name tells what the tool does", async () => {
  assert.deepEqual(await hovered(withCall('"name":"█get_weather","arguments":"{}"')), {
    about: '"get_weather"',
    markdown: `**get\\_weather** · tool of this line

Tells \\*the\\* weather\\.

| parameter | | |
|:--|:--|:--|
| city | string, required | Where \\<b\\> |
| days | array |  |`,
  });
  assert.equal(await markdownAt(withCall('"name":"█other","arguments":"{}"')), '**other** · not declared in this line');
});

test('an argument tells what its parameter is, through the escapes', async () => {
  const line = (args: string): string => withCall(`"name":"get_weather","arguments":"${args}"`);
  const city = { about: '\\"city\\"', markdown: '**city** · string · required · parameter of get\\_weather\n\nWhere \\<b\\>' };
  assert.deepEqual(await hovered(line('{\\"ci█ty\\":\\"Os\\u006co\\",\\"days\\":[\\"Mon\\"]}')), city);
  assert.equal(await aboutAt(line('{\\"city\\":\\"Os\\u00█6co\\",\\"days\\":[\\"Mon\\"]}')), '\\"Os\\u006co\\"');
  assert.equal(
    await markdownAt(line('{\\"city\\":\\"Os\\u006co\\",\\"days\\":[\\"M█on\\"]}')),
    '**days\\[0\\]** · string · parameter of get\\_weather\n\nOne of `"Mon"`, `"Tue"`.',
  );
  assert.equal(await markdownAt(line('{\\"ci█y\\":1}')), '**ciy** · not a parameter of get\\_weather');
  assert.equal(await markdownAt(line('█{\\"city\\":1}')), '**Arguments of get\\_weather**\n\n```json\n{\n  "city": 1\n}\n```');
});

test('nothing is said where there is nothing to explain', async () => {
  assert.equal(await hovered(`{"messages":[${user}█,${answer}]}`), undefined);
  assert.equal(await hovered('{"█level":"info"}\n{"level":"info"}'), undefined);
  assert.equal(await hovered(`{"messages":[${user},${answer}]}\n█`), undefined);
});

test('a broken line is explained as far as it can be read', async () => {
  assert.match(
    await markdownAt(`{"messages":[${user},${answer}]}\n{"messages":[{"role":"us█er","content":"x"`),
    /^\*\*User message\*\* 1 of 1\n/,
  );
});

test('arguments that nest absurdly are shown as they are', async () => {
  assert.match(
    await markdownAt(withCall(`"name":"f","arguments":"█${'['.repeat(20_000)}${']'.repeat(20_000)}"`)),
    /^\*\*Arguments of f\*\*/,
  );
});

test('no place in a line makes hover throw', async () => {
  const line = withCall('"name":"get_weather","arguments":"{\\"city\\":\\"Os\\u006co\\",\\"days\\":[1]}"');
  for (const text of [line, line.slice(0, 150), '{"messages":[[],null,{"role":5,"content":{}}],"tools":{"a":1}}']) {
    for (let at = 0; at < text.length; at++) await hovered(`{"messages":[${user},${answer}]}\n${text.slice(0, at)}█${text.slice(at)}`);
  }
});
