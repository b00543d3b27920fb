import assert from 'node:assert/strict';
import test from 'node:test';
import { encodingOf, vocabularyOf } from '../../../server/src/core/tokens/encodings';

const models: Readonly<Record<string, readonly string[]>> = {
  o200k_base: [
    'gpt-4.1-2025-04-14',
    'gpt-4.1-mini-2025-04-14',
    'gpt-4.1',
    'gpt-4o-mini-2024-07-18',
    'gpt-4o',
    'chatgpt-4o-latest',
    'gpt-4.5-preview',
    'gpt-5',
    'gpt-5-mini',
    'gpt-5.1',
    'o1-mini',
    'o3',
    'o4-mini-2025-04-16',
    'ft:gpt-4.1-mini-2025-04-14:org::x',
    'ft:gpt-4o-2024-08-06:org:name:id',
    'ft:o4-mini-2025-04-16:org::x',
  ],
  cl100k_base: [
    'gpt-4',
    'gpt-4-0613',
    'gpt-3.5-turbo',
    'gpt-35-turbo-0125',
    'davinci-002',
    'babbage-002',
    'ft:gpt-4-0613:org::x',
    'ft:gpt-3.5-turbo-0125:org::x',
    'ft:babbage-002:org::x',
    'text-embedding-3-small',
  ],
  o200k_harmony: ['gpt-oss-20b', 'gpt-oss-120b'],
  approximate: ['mistral-large', 'gemini-2.5-flash', 'o100', 'gpt-4b', 'gpt-2', '', 'ft:'],
};

for (const [encoding, ids] of Object.entries(models)) {
  test(encoding, () => {
    for (const id of ids) assert.equal(encodingOf(id), encoding, id);
  });
}

test('harmony and estimates use the vocabulary of o200k_base', () => {
  assert.equal(vocabularyOf('o200k_harmony'), 'o200k_base');
  assert.equal(vocabularyOf('approximate'), 'o200k_base');
  assert.equal(vocabularyOf('cl100k_base'), 'cl100k_base');
});
