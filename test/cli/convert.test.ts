import assert from 'node:assert/strict';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import { type Files, nothingCounted, nothingWritten, type Run, runOn } from '../support/commandLine';

function run(files: Files, ...argv: string[]): Promise<Run> {
  return runOn(files, (io) => main(['convert', ...argv], io), { replaceFile: nothingWritten.replaceFile, ...nothingCounted });
}

const chat = '{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]}';
const sharegpt = '{"id":7,"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}';
const question = '{"conversations":[{"from":"human","value":"hi"}]}';

test('a training file is written in another shape, with what was lost and left out on standard error', async () => {
  const { code, out, err } = await run({ 'a.jsonl': [sharegpt, '', question, sharegpt, '{'].join('\n') }, 'a.jsonl', '--to', 'chat');
  assert.equal(out, '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}\n'.repeat(2));
  assert.equal(
    err,
    [
      'exemplar: a.jsonl: 4 lines read, 2 written as chat messages.',
      'exemplar: a.jsonl: `id` dropped on 2 lines (first: line 1).',
      'exemplar: a.jsonl: Left out line 3: it has no answer.',
      'exemplar: a.jsonl: Left out line 5: it is no JSON.',
      '',
    ].join('\n'),
  );
  assert.equal(code, 1);
});

test('lines that have the shape already are kept to the letter, and no file is replaced unasked', async () => {
  const files = { 'a.jsonl': `${chat}\n`, 'b.jsonl': 'mine' };
  const kept = await run(files, 'a.jsonl', '-o', 'c.jsonl');
  assert.deepEqual({ code: kept.code, written: kept.written }, { code: 0, written: { 'c.jsonl': `${chat}\n` } });
  const refused = await run(files, 'a.jsonl', '-o', 'b.jsonl');
  assert.deepEqual({ code: refused.code, written: refused.written }, { code: 2, written: {} });
  assert.match(refused.err, /b\.jsonl: this file is there already and was left as it is: name another, or add --force/);
  assert.deepEqual((await run(files, 'a.jsonl', '-o', 'b.jsonl', '--force')).written, { 'b.jsonl': `${chat}\n` });
});

test('standard input and several files go to one output', async () => {
  const { out, code } = await run({ '-': sharegpt, 'b.jsonl': chat }, '-', 'b.jsonl', '--to', 'alpaca');
  assert.equal(out, '{"instruction":"hi","input":"","output":"hello"}\n'.repeat(2));
  assert.equal(code, 0);
});

test('the marks of prompts and completions are no words of a chat', async () => {
  const lines = ['{"prompt":"Oslo ->","completion":" Norway END"}', '{"prompt":"Rome ->","completion":" Italy END"}'];
  const { out } = await run({ 'a.jsonl': lines.join('\n') }, 'a.jsonl');
  assert.equal(
    out,
    [
      '{"messages":[{"role":"user","content":"Oslo"},{"role":"assistant","content":"Norway"}]}',
      '{"messages":[{"role":"user","content":"Rome"},{"role":"assistant","content":"Italy"}]}',
      '',
    ].join('\n'),
  );
});

test('a pair of answers makes two lines with a label', async () => {
  const pair = { prompt: 'hi', chosen: 'hello', rejected: 'what' };
  const { out } = await run({ 'a.jsonl': JSON.stringify(pair) }, 'a.jsonl', '--to', 'kto');
  assert.equal(out, '{"prompt":"hi","completion":"hello","label":true}\n{"prompt":"hi","completion":"what","label":false}\n');
});

test('a text is read as examples, and said how', async () => {
  const { code, out, err } = await run({ 'a.txt': 'User: hi\nAssistant: hello\n' }, 'a.txt', '--to', 'sharegpt');
  assert.equal(out, '{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}\n');
  assert.match(err, /^exemplar: a\.txt: read as .*\(transcript\), 1 example\n/);
  assert.equal(code, 0);
});

test('the reading, the assistant and the system message may be named', async () => {
  const files = { 'a.txt': 'Ann: hi\nBob: hello\nAnn: and?\nBob: Fine.\nAnn: Good.\n' };
  const { out } = await run(files, 'a.txt', '--as', 'transcript', '--assistant', 'Ann', '--system', 'Be kind.');
  assert.equal(
    out,
    '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hello"},{"role":"assistant","content":"and?"},{"role":"user","content":"Fine."},{"role":"assistant","content":"Good."}]}\n',
  );
});

test('columns of a table may be named, and what is left out has its line', async () => {
  const files = { 'a.csv': 'id,kind,text,label\n1,x,Good day,yes\n2,y,,no\n' };
  const { out, err } = await run(files, 'a.csv', '--column', 'user=kind,text', '--column', 'assistant=label');
  assert.equal(
    out,
    '{"messages":[{"role":"user","content":"x\\n\\nGood day"},{"role":"assistant","content":"yes"}]}\n{"messages":[{"role":"user","content":"y"},{"role":"assistant","content":"no"}]}\n',
  );
  assert.match(err, /a\.csv:1: Column “id” is left out\.\n/);
});

test('columns that are named have to be there, whatever the text looks like', async () => {
  const files = {
    'a.csv': 'id,kind,text,label\n1,x,Good day,yes\n',
    'b.txt': 'q,a\n1+1,2\n2+2,4\n3+3,6\n',
    'c.txt': 'User: hi\nAssistant: hello\n',
    'd.jsonl': '{"prompt":"hi","completion":"hello"}\n',
  };
  const columns = (...named: readonly string[]) => named.flatMap((each) => ['--column', each]);
  for (const name of ['nothing', '5']) {
    const { code, out, err } = await run(files, 'a.csv', ...columns(`user=${name}`));
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.equal(err, `exemplar: a.csv: no column is called “${name}”; the columns are “id”, “kind”, “text”, “label”\n`);
  }
  const table = await run(files, 'b.txt', ...columns('user=q', 'assistant=a'));
  assert.match(table.err, /read as table \(table\), 3 examples/);
  assert.equal(table.code, 0);
  const records = await run(files, 'd.jsonl', ...columns('user=completion', 'assistant=prompt'));
  assert.equal(records.out, '{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"hi"}]}\n');
  const none = await run(files, 'c.txt', ...columns('user=q'));
  assert.deepEqual({ code: none.code, out: none.out }, { code: 2, out: '' });
  assert.match(none.err, /c\.txt: --column names columns of a table or keys of records, and this file holds neither/);
  const as = await run(files, 'c.txt', '--as', 'transcript', ...columns('user=q'));
  assert.match(as.err, /--column goes with --as table or --as records: transcript has no columns/);
});

test('an example that is left out of a text is an exit code of 1', async () => {
  for (const [name, text, told] of [
    ['a.csv', 'question,answer\nx one,y one\nx two,\n', /a\.csv:3: The answer of this row is empty; the row is left out/],
    ['a.txt', 'Q: Open?\nA: Yes.\nQ: Closed?\n', /a\.txt:3: This question has no answer and is left out/],
    ['a.json', '[{"question":"x","answer":"y"},{"question":}]', /This record is no valid JSON and is left out/],
  ] as const) {
    const { code, err } = await run({ [name]: text }, name);
    assert.match(err, told);
    assert.equal(code, 1, name);
  }
});

test('cells that the first row has no column for are told', async () => {
  for (const text of [
    'question,answer\nx one,y one,EXTRA\n',
    '| question | answer |\n|---|---|\n| x one | y one | EXTRA |\n| x \\| two | y | EXTRA |\n',
  ]) {
    const { code, err } = await run({ 'a.md': text }, 'a.md', '--as', 'table');
    assert.match(err, /a\.md:\d: This row has more cells than the first row; what is in them is left out\./);
    assert.doesNotMatch(err, /Column “3”/);
    assert.equal(code, 0);
  }
  const { out, err } = await run({ 'a.csv': 'question,answer\nx one,y one,EXTRA\n' }, 'a.csv', '--column', 'assistant=3');
  assert.match(out, /EXTRA/);
  assert.doesNotMatch(err, /more cells/);
});

test('prompts and completions get the marks that are asked for', async () => {
  const { out } = await run(
    { 'a.txt': 'Q: Open?\nA: Yes.\n' },
    'a.txt',
    '--to',
    'completion',
    '--separator',
    '\\n\\n###\\n\\n',
    '--stop',
    ' END',
  );
  assert.equal(out, '{"prompt":"Open?\\n\\n###\\n\\n","completion":"Yes. END"}\n');
});

test('lines made of a text are what the target takes, and what it would refuse is left out', async () => {
  const messages = '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function",';
  const tools = '"tools":[{"type":"function","function":{"name":"f"}}]';
  const called = `{"messages":${messages}"function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"1"},{"role":"assistant","content":"1"}],${tools}}`;
  const files = { 'a.json': `[${called}]`, 'faq.txt': 'Q: Open?\nA: Yes.\n', 'essay.txt': 'Rain fell. It was cold. We went home.\n' };
  const mistral = await run(files, 'a.json', '--target', 'mistral');
  assert.equal(mistral.out, '');
  assert.match(mistral.err, /1 example is left out: Mistral asks for a `description` of each function/);
  assert.equal(mistral.code, 1);
  assert.equal((await run(files, 'a.json')).code, 0);
  assert.equal(
    (await run(files, 'faq.txt', '--target', 'gemini')).out,
    '{"contents":[{"role":"user","parts":[{"text":"Open?"}]},{"role":"model","parts":[{"text":"Yes."}]}]}\n',
  );
  const whole = 'Rain fell. It was cold. We went home.';
  assert.equal((await run(files, 'essay.txt', '--as', 'passage-complete')).out, `{"prompt":"","completion":"${whole}"}\n`);
  assert.equal((await run(files, 'essay.txt', '--as', 'passage-complete', '--target', 'mistral')).out, `{"text":"${whole}"}\n`);
  const chat = await run(files, 'essay.txt', '--as', 'passage-complete', '--to', 'chat');
  assert.equal(chat.code, 1);
  assert.match(chat.err, /has no place among chat messages\. Give the prompt that it answers/);
  const alpaca = await run(files, 'faq.txt', '--to', 'alpaca', '--target', 'mistral');
  assert.equal(alpaca.code, 2);
  assert.match(alpaca.err, /Mistral does not train on instructions and answers \(Alpaca\)\. It takes chat messages and plain text/);
});

test('many notes of one kind are told as a number', async () => {
  const { err } = await run({ 'a.csv': `question,answer\nWhy?,So.\n${'Who?,\n'.repeat(9)}` }, 'a.csv');
  assert.equal(err.match(/a\.csv:\d+: The answer of this row is empty/g)?.length, 3);
  assert.match(err, /a\.csv: The same of 6 more lines: The answer of this row is empty/);
});

test('arguments that make no sense, and files that cannot be read', async () => {
  assert.match((await run({}, 'a.txt', '--to', 'sharegtp')).err, /nothing can be converted to sharegtp: did you mean sharegpt\?/);
  assert.match((await run({}, '--to', 'chat')).err, /name the files to convert/);
  assert.match((await run({}, 'a.txt', '--force')).err, /--force goes with -o FILE/);
  assert.match((await run({}, 'a.txt', '--max-tokens', '0')).err, /--max-tokens takes a whole number above 0/);
  const { code, err, written } = await run({}, 'none.jsonl', '-o', 'b.jsonl');
  assert.deepEqual({ code, err, written }, { code: 2, err: 'exemplar: none.jsonl: there is no such file\n', written: {} });
  assert.match(
    (await run({ 'a.txt': 'hi' }, 'a.txt', '--as', 'transcrip')).err,
    /there is no reading transcrip: did you mean transcript\?/,
  );
  assert.match((await run({ 'a.txt': 'hi' }, 'a.txt', '--column', 'who=me')).err, /--column takes user=NAME/);
  assert.match((await run({ 'a.txt': 'hi' }, 'a.txt', '--overlap', '10')).err, /--overlap goes with a larger --max-tokens/);
});

test('examples become a prompt that ends where the model is to write, or marked prompts and completions', async () => {
  const files = { 'a.jsonl': `${chat}\n${chat.replace('hi', 'bye')}` };
  const labelled = await run(files, 'a.jsonl', '--to', 'prompt');
  assert.equal(labelled.out, 'user: hi\n\nassistant: hello\n\n---\n\nuser: bye\n\nassistant:');
  assert.equal(labelled.err, 'exemplar: a.jsonl: a prompt with 1 example, ending where the answer of the last begins\n');
  const keyed = await run(files, 'a.jsonl', '--to', 'keyed-prompt', '--assistant', 'anita');
  assert.match(keyed.out, /\n\[\{"user": "bye"\}, \{"anita": "$/);
  const marked = await run(files, 'a.jsonl', '--to', 'base-completion');
  assert.equal(
    marked.out,
    '{"prompt":"hi\\n\\n###\\n\\n","completion":"hello END"}\n{"prompt":"bye\\n\\n###\\n\\n","completion":"hello END"}\n',
  );
  assert.match(marked.err, /each prompt ends in "\\n\\n###\\n\\n"; stop the model at " END"/);
  assert.equal((await run({ 'a.jsonl': question }, 'a.jsonl', '--to', 'prompt')).code, 1);
});

test('a training file becomes a transcript and comes back to the byte, faulty and empty lines too', async () => {
  const file = `${chat}\n\n{"messages": [\n${sharegpt}\n`;
  const { code, written } = await run({ 'a.jsonl': file }, 'a.jsonl', '--to', 'transcript', '-o', 'a.transcript');
  assert.equal(code, 0);
  const transcript = written['a.transcript'] ?? '';
  assert.match(
    transcript,
    /^===== example\n\n=== user\n\nhi\n\n=== assistant\n\nhello\n\n===== verbatim\n\n\n\n===== verbatim\n\n\{"messages": \[\n\n===== example\n/,
  );
  const back = await run({ 'a.transcript': transcript }, 'a.transcript', '--to', 'lines');
  assert.equal(back.code, 0);
  assert.equal(back.out.replaceAll(/([:,]) /g, '$1'), file.replaceAll(/([:,]) /g, '$1'));
  assert.equal((await run({ '-': transcript }, '-')).out.split('\n')[0], chat.replaceAll(/([:,]) /g, '$1'));
});

test('a broken transcript gives no lines, and says where it is broken', async () => {
  const { code, out, err } = await run({ 'a.transcript': '=== user\nweight: heavy\n\nHi\n' }, 'a.transcript', '--to', 'lines');
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /^exemplar: a\.transcript: line 2: This value is no JSON/);
});

test('wrapped lines of prose are joined and that is told, unless they are to be kept', async () => {
  const wrapped = `Q: Who baked?\nA: My grandmother did, in the oven behind the house, and the children\nwho could carry the wood were sent to the yard early in the morning,\nlong before the first of them had to go to school.\n`;
  const answer = (out: string): string => JSON.parse(out).messages[1].content;
  const joined = await run({ 'a.txt': wrapped }, 'a.txt');
  assert.match(answer(joined.out), /the children who could carry .* morning, long before/);
  assert.match(joined.err, /a\.txt:2: Lines that are broken at about \d+ characters were joined to paragraphs/);
  const kept = await run({ 'a.txt': wrapped }, 'a.txt', '--keep-line-breaks');
  assert.match(answer(kept.out), /the children\nwho could carry/);
  assert.doesNotMatch(kept.err, /joined/);
});

test('what a named target would refuse of converted lines is told, and nothing is left out for it', async () => {
  const odd = '{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":""}]}';
  const files = { 'a.jsonl': `${[sharegpt, odd, odd].join('\n')}\n` };
  const { code, out, err } = await run(files, 'a.jsonl', '--to', 'chat', '--target', 'openai');
  assert.equal(out.split('\n').length, 4);
  assert.match(err, /a\.jsonl: OpenAI would refuse 2 lines \(first: line 2\): /);
  assert.equal(code, 0);
  assert.doesNotMatch((await run(files, 'a.jsonl', '--to', 'chat')).err, /would refuse/);
});

test('training records that are not on a line each lose no more than those that are', async () => {
  const pair =
    '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"good"}],"non_preferred_output":[{"role":"assistant","content":"bad"}]}';
  const value = JSON.parse(pair);
  const files = {
    'lines.jsonl': `${pair}\n${pair}\n`,
    'pretty.jsonl': `${JSON.stringify(value, undefined, 2)}\n${JSON.stringify(value, undefined, 2)}\n`,
    'list.json': JSON.stringify([value, value]),
    'items.jsonl': `[\n${pair},\n${pair}\n]\n`,
  };
  for (const to of ['transcript', 'trl-preference', 'chat']) {
    const { out } = await run(files, 'lines.jsonl', '--to', to);
    for (const name of ['pretty.jsonl', 'list.json', 'items.jsonl']) {
      const other = await run(files, name, '--to', to);
      assert.equal(other.out, out, `${name} to ${to}`);
      assert.match(other.err, /its records go over several lines, or stand in a list; they are read as lines, one a record/);
    }
  }
});

test('a broken record takes none of its neighbours away, and records of no shape are read as before', async () => {
  const record = (answer: string): string => `{\n  "prompt": "a",\n  "completion": ${answer}\n}\n`;
  const text = `${record('"1"')}${record('"2')}${record('"3"')}`;
  const { code, out } = await run({ 'a.jsonl': text }, 'a.jsonl', '--to', 'completion');
  assert.equal(code, 1);
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each).completion),
    ['1', '3'],
  );
  const mixed = JSON.stringify([
    { prompt: 'a', completion: 'b' },
    { question: 'q', answer: 'r', id: 1 },
  ]);
  assert.match((await run({ 'a.json': mixed }, 'a.json')).err, /read as records \(records\), 2 examples/);
});
