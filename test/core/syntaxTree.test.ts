import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { findNodeAtOffset, getNodePath, type Node, parseTree } from 'jsonc-parser';
import { brokenTree } from '../../server/src/core/json/brokenTree';
import { contracted } from '../../server/src/core/json/contracted';
import { nodeAtOffset, pathTo, syntaxTree } from '../../server/src/core/json/syntaxTree';

interface Plain extends Pick<Node, 'type' | 'offset' | 'length' | 'value' | 'colonOffset'> {
  readonly parentOffset: number | undefined;
  readonly children: readonly Plain[] | undefined;
}

/** A node without what makes trees of different make unequal. */
function plain({ type, offset, length, value, colonOffset, parent, children }: Node): Plain {
  return { type, offset, length, value, colonOffset, parentOffset: parent?.offset, children: children?.map(plain) };
}

/** The tree that `jsonc-parser` makes of all the text. */
function whole(text: string): Node | undefined {
  return parseTree(text, [], { disallowComments: true });
}

const long = `${'a \\"b\\" \\\\ // /* [ { '.repeat(60)}\\u00e9\ud83d`;
const strings = fc.constantFrom('""', '"a"', '"\\\\"', '"\\"', `"${long}"`, `"${long}\\`, `"${long}\t\\x\\u12"`);
const pieces = fc.oneof(strings, fc.constantFrom(...'{}[],: /*-1tn\t\ufeff"', 'true', 'null', '1.5e3', '//', '/*', '*/', '"a":', '{"b":'));
const broken = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

test('the tree of valid JSON is the one that a whole parse gives', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom('', '\t', '  '), fc.constantFrom('', ' '), (compact, indent, start) => {
      const text = start + (indent === '' ? compact : JSON.stringify(JSON.parse(compact), undefined, indent));
      const expected = whole(text);
      assert.ok(expected);
      assert.deepEqual(plain(syntaxTree(text)), plain(expected));
    }),
    { numRuns: 300 },
  );
});

test('the node at an offset and the way to it are those of a whole parse, in a fresh tree and in one that was looked at', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom('', '\t'), fc.boolean(), fc.boolean(), (compact, indent, rightBound, isFresh) => {
      const text = indent === '' ? compact : JSON.stringify(JSON.parse(compact), undefined, indent);
      const expected = whole(text) as Node;
      let tree = syntaxTree(text);
      const offsets = Array.from({ length: text.length + 2 }, (_, index) => index);
      for (const offset of isFresh ? offsets.toReversed() : offsets) {
        if (isFresh) tree = syntaxTree(text);
        const at = nodeAtOffset(tree, offset, rightBound);
        const other = findNodeAtOffset(expected, offset, rightBound);
        assert.deepEqual(at && [at.offset, at.length, at.type], other && [other.offset, other.length, other.type]);
        if (at && other) assert.deepEqual(pathTo(at), getNodePath(other));
        const broken = nodeAtOffset(expected, offset, rightBound);
        assert.equal(broken, other);
        if (broken) assert.deepEqual(pathTo(broken), other && getNodePath(other));
      }
      assert.deepEqual(plain(tree), plain(expected));
    }),
    { numRuns: 200 },
  );
});

test('an item is the same node however it is come by', () => {
  const tree = syntaxTree('[1,[2,"a"],{"b":3}]');
  const string = nodeAtOffset(tree, 6);
  assert.equal(string, tree.children?.[1]?.children?.[1]);
  assert.equal(nodeAtOffset(tree, 1), tree.children?.[0]);
});

test('a key that stands twice stands twice in the tree', () => {
  const text = '{"a":1, "a" : [true,false,null,-0,1e3,"x\\"]\\u00e9"] }';
  assert.deepEqual(plain(syntaxTree(text)), plain(whole(text) as Node));
});

test('the tree of a broken line is the one that a whole parse gives, whatever stands in its strings', () => {
  let cut = 0;
  fc.assert(
    fc.property(broken, (text) => {
      const expected = whole(text);
      const found = brokenTree(text);
      assert.deepEqual(found && plain(found), expected && plain(expected));
      if (contracted(text).text.length < text.length) cut += 1;
    }),
    { numRuns: 2000 },
  );
  assert.ok(cut > 500);
});

test('a broken text of several lines has its strings end with their line', () => {
  const text = `{"a":"${long}\n,"b":"${long}"}`;
  assert.deepEqual(plain(brokenTree(text) as Node), plain(whole(text) as Node));
});

test('of broken structure without end there is no tree', () => {
  assert.equal(brokenTree(`[${'1,'.repeat(600_000)}`), undefined);
  assert.equal(brokenTree(`["${'a'.repeat(2_000_000)}",`)?.children?.[0]?.length, 2_000_002);
});

test('every offset of a contracted text stands for the same character in the whole one', () => {
  fc.assert(
    fc.property(broken, fc.constantFrom(0, 20, 900), (text, kept) => {
      const short = contracted(text, 1000, kept);
      for (let offset = 0; offset < short.text.length; offset++) assert.equal(text[short.original(offset)], short.text[offset]);
    }),
    { numRuns: 500 },
  );
});

test('a contracted text is JSON as the whole is, with the beginning of its long strings', () => {
  const part = fc.constantFrom('a', '\\\\', '\\"', '\\n', '\\u4e00', '{', '//', 'é');
  const string = fc.array(part, { maxLength: 40 }).map((parts) => `"${parts.join('')}"`);
  fc.assert(
    fc.property(fc.array(fc.tuple(string, string)), fc.nat(12), fc.nat(20), (members, kept, more) => {
      const text = `[${members.map(([key, value]) => `{${key}:[${value}]}`).join()}]`;
      const longest = kept + more;
      const { text: short, isCut } = contracted(text, longest, kept);
      const whole = JSON.parse(text) as Record<string, [string]>[];
      const found = JSON.parse(short) as Record<string, [string]>[];
      assert.equal(found.length, whole.length);
      const strings = (object: Record<string, [string]> | undefined): readonly string[] => Object.entries(object ?? {}).flat(2);
      const spelled = members.flat();
      const starts = (parseTree(short)?.children ?? []).flatMap((object) => {
        const [key, list] = object.children?.[0]?.children ?? [];
        return [key?.offset ?? -1, list?.children?.[0]?.offset ?? -1];
      });
      found.flatMap(strings).forEach((beginning, index) => {
        const all = whole.flatMap(strings)[index] ?? '';
        const isLong = (spelled[index]?.length ?? 0) - 2 > longest;
        assert.ok(isLong ? all.startsWith(beginning) && beginning.length >= Math.floor(kept / 6) : all === beginning);
        assert.equal(isCut(starts[index] ?? -1), isLong);
      });
    }),
    { numRuns: 500 },
  );
});
