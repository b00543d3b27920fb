import assert from 'node:assert/strict';
import test from 'node:test';
import { get_encoding_name_for_model, type TiktokenModel } from 'tiktoken';
import { targets } from '../../../server/src/core/targets/index';
import { vocabularyOf } from '../../../server/src/core/tokens/encodings';

test('models are counted by the encoding that tiktoken names for them', () => {
  let named = 0;
  for (const { id, encoding } of targets.flatMap(({ models }) => models)) {
    const known = encodingByTiktoken(id);
    if (known === undefined) continue;
    assert.equal(encoding, known, id);
    named += 1;
  }
  assert.ok(named >= 5, `${named} models are known to tiktoken`);
});

function encodingByTiktoken(id: string): string | undefined {
  try {
    return get_encoding_name_for_model(id as TiktokenModel);
  } catch {
    return undefined;
  }
}

test('harmony and estimates use the vocabulary of o200k_base', () => {
  assert.equal(vocabularyOf('o200k_harmony'), 'o200k_base');
  assert.equal(vocabularyOf('approximate'), 'o200k_base');
  assert.equal(vocabularyOf('cl100k_base'), 'cl100k_base');
});
