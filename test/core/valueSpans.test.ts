import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Path } from '../../server/src/core/json/path';
import { valueSpans } from '../../server/src/core/json/positions';

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]))];
}

test('values are where the tree with positions says', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom('', '  '), (compact, indent) => {
      const text = indent === '' ? compact : JSON.stringify(JSON.parse(compact), undefined, indent);
      const root = parseTree(text);
      const paths = pathsOf(JSON.parse(text));
      const expected = paths.map((path) => {
        const node = root && findNodeAtLocation(root, [...path]);
        return node && { start: node.offset, end: node.offset + node.length };
      });
      assert.deepEqual(valueSpans(text, paths), expected);
    }),
    { numRuns: 200 },
  );
});

test('a key that stands twice means the last, and what is not there has no place', () => {
  const text = '{"a":1,"a":{"b":[true,"x\\"]"]}}';
  const spans = valueSpans(text, [['a', 'b', 1], ['a', 'c'], ['z'], ['a', 'b', 7]]);
  assert.deepEqual(
    spans.map((span) => span && text.slice(span.start, span.end)),
    ['"x\\"]"', undefined, undefined, undefined],
  );
});

test('broken text is read to its end and not beyond', () => {
  fc.assert(
    fc.property(fc.string(), fc.json(), (junk, json) => {
      for (const span of valueSpans(json.slice(0, json.length / 2) + junk, [['a'], [0], [0, 1], ['', '']])) {
        assert(!span || (span.start <= span.end && span.end <= json.length + junk.length));
      }
    }),
    { numRuns: 200 },
  );
});
