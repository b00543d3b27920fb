import assert from 'node:assert/strict';
import test from 'node:test';
import { fixAll } from '../../server/src/core/check/fixFile';
import { atOnce } from '../../server/src/core/work';
import { checkText, said } from '../support/checkText';

const tools = '"tools":[{"type":"function","function":{"name":"get_weather"}},{"type":"function","function":{"name":"book"}}]';

function line(calls: string): string {
  return `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"x","tool_calls":${calls}}],${tools}}`;
}

function call(name: string): string {
  return `{"id":"c","type":"function","function":{"name":"${name}","arguments":"{}"}}`;
}

function fixed(text: string, wanted: 'fix' | 'suggestion'): string {
  const check = checkText(text);
  atOnce(fixAll(check, ({ kind }) => kind === wanted));
  return check.rows()[0]?.text ?? '';
}

test('what is no list of calls is blamed once', () => {
  assert.deepEqual(said(checkText(line('null'))), ['1 tool-call-shape messages[1].tool_calls']);
  assert.deepEqual(said(checkText(line('7'))), ['1 tool-call-shape messages[1].tool_calls']);
  assert.deepEqual(said(checkText(line('[null]'))), ['1 tool-call-shape messages[1].tool_calls[0]']);
  assert.deepEqual(said(checkText(line('[{"id":"c"}]'))), ['1 tool-call-shape messages[1].tool_calls[0]']);
  assert.deepEqual(said(checkText(line('[{"id":"c","name":"book","arguments":"{}"}]'))), ['1 tool-call-shape messages[1].tool_calls[0]']);
  assert.equal(fixed(line('null'), 'fix'), `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"x"}],${tools}}`);
});

test('calls that were spelt as a text are read', () => {
  assert.equal(fixed(line(JSON.stringify(`[${call('book')}]`)), 'fix'), line(`[${call('book')}]`));
});

test('a name in another style is the declared one', () => {
  for (const name of ['getWeather', 'functions.get_weather', 'get_wether'])
    assert.equal(fixed(line(`[${call(name)}]`), 'suggestion'), line(`[${call('get_weather')}]`), name);
  assert.equal(fixed(line(`[${call('take_off')}]`), 'suggestion'), line(`[${call('take_off')}]`));
});

test('a bad name is told where it is declared and called, and renamed in both', () => {
  const bad = line(`[${call('get.weather')}]`).replace('"name":"get_weather"', '"name":"get.weather"');
  assert.deepEqual(said(checkText(bad)), ['1 name-format tools[0].function.name', '1 name-format messages[1].tool_calls[0].function.name']);
  assert.equal(fixed(bad, 'suggestion'), line(`[${call('get_weather')}]`));
});
