import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { convertLine } from '../../../../server/src/core/convert/between/convertLine';
import { parseLine } from '../../../../server/src/core/json/parse';
import { shapeById, shapes } from '../../../../server/src/core/shapes/index';
import type { Shape } from '../../../../server/src/core/shapes/shape';
import { isRefused } from '../../../../server/src/core/shapes/write/written';
import { targets } from '../../../../server/src/core/targets/index';
import { checkText } from '../../../support/checkText';
import { chats, type Having, type Json, preferences } from './arbitraries';

const everything: Having = {
  system: true,
  turns: true,
  calls: true,
  parallel: true,
  images: true,
  weight: true,
  names: true,
  reasoning: true,
  refusal: true,
};

/** By shape, what of a chat it can carry there and back. */
const carried: Readonly<Record<string, Having>> = {
  sharegpt: { system: true, turns: true, calls: true },
  alpaca: { system: true, turns: true },
  gemini: { system: true, turns: true, calls: true, parallel: true, reasoning: true },
  'bedrock-converse': { system: true, turns: true, calls: true, parallel: true, reasoning: true },
  'bedrock-claude': { system: true, turns: true },
  cohere: { system: true, turns: true },
  'trl-prompt-completion': { system: true, calls: true, parallel: true, images: true, names: true, reasoning: true, refusal: true },
  kto: { system: true, calls: true, parallel: true, images: true, names: true, reasoning: true, refusal: true },
  yandex: { system: true, turns: true },
  completion: {},
  reinforcement: { system: true, images: true, names: true },
};

for (const [id, having] of Object.entries(carried)) {
  test(`chat → ${id} → chat gives the same line for all that it carries`, () => {
    fc.assert(
      fc.property(chats(having), (chat) => {
        const there = converted(chat, 'chat', id);
        assert.deepEqual(there.losses, []);
        const back = converted(there.value, id, 'chat');
        assert.deepEqual(back.value, chat);
        assert.deepEqual(back.losses, []);
      }),
      { numRuns: 60 },
    );
  });
}

const pairs: Readonly<Record<string, Having>> = {
  'trl-preference': { system: true, turns: true, calls: true, parallel: true, names: true, weight: true, reasoning: true },
  'gemini-preference': { system: true, turns: true },
};

for (const [id, having] of Object.entries(pairs)) {
  test(`preference → ${id} → preference gives the same line for all that it carries`, () => {
    fc.assert(
      fc.property(preferences(having), (pair) => {
        const there = converted(pair, 'preference', id);
        assert.deepEqual(converted(there.value, id, 'preference').value, pair);
      }),
      { numRuns: 60 },
    );
  });
}

/** The target that takes the shape and knows it best. */
const judges: Readonly<Record<string, string>> = {
  chat: 'openai',
  preference: 'openai',
  reinforcement: 'openai',
  completion: 'openai',
  sharegpt: 'llama-factory',
  alpaca: 'llama-factory',
  gemini: 'gemini',
  'gemini-preference': 'gemini',
  'bedrock-converse': 'bedrock',
  'bedrock-claude': 'bedrock',
  'trl-preference': 'trl',
  'trl-prompt-completion': 'trl',
  kto: 'trl',
  text: 'trl',
};

for (const to of shapes) {
  test(`what is written as ${to.id} fits its schema, and a target that takes it finds no error`, () => {
    fc.assert(
      fc.property(fc.oneof(chats(everything), preferences(everything)), (line) => {
        for (const from of shapesReached(line)) {
          const result = convertLine(JSON.stringify(from.value), from.shape, to);
          if (isRefused(result) || from.shape === to) continue;
          for (const text of result.lines) hasNoFault(text, to);
        }
      }),
      { numRuns: 40 },
    );
  });
}

function hasNoFault(text: string, shape: Shape): void {
  const parsed = parseLine(text);
  assert.ok(parsed.ok);
  assert.equal(shape.validate?.(parsed.value) ?? true, true, `${text}: ${JSON.stringify(shape.validate?.errors)}`);
  const target = judges[shape.id];
  if (target === undefined) return;
  const errors = checkText(text, target)
    .findings()
    .map(({ finding }) => finding)
    .filter(({ severity, rule }) => severity === 'error' && rule !== 'too-few-examples');
  assert.deepEqual(
    errors.map(({ rule, message }) => `${rule}: ${message}`),
    [],
    text,
  );
}

/** The line, and what every shape makes of it. */
function shapesReached(line: Json): { readonly shape: Shape; readonly value: Json }[] {
  const shape = named('messages' in line ? 'chat' : 'preference');
  const others = shapes.flatMap((to) => {
    const result = to === shape ? undefined : convertLine(JSON.stringify(line), shape, to);
    return result && !isRefused(result) ? result.lines.map((text) => ({ shape: to, value: JSON.parse(text) as Json })) : [];
  });
  return [{ shape, value: line }, ...others];
}

test('every target that is asked takes its shape', () => {
  for (const [shape, target] of Object.entries(judges)) assert.ok(targets.find(({ id }) => id === target)?.shapes[shape], shape);
});

function converted(value: Json, from: string, to: string): { readonly value: Json; readonly losses: readonly string[] } {
  const result = convertLine(JSON.stringify(value), named(from), named(to));
  assert.ok(!isRefused(result), JSON.stringify(result));
  const [line] = result.lines;
  return { value: JSON.parse(line ?? '') as Json, losses: result.losses };
}

function named(id: string): Shape {
  const shape = shapeById(id);
  assert.ok(shape);
  return shape;
}
