import type { Node } from 'jsonc-parser';
import { countKeys, countKeysRoughly } from '../json/brackets';
import { formatPath, type Path } from '../json/path';
import { positionLine } from '../json/positions';
import type { ReportTo, Rule } from './rule';

/** A key that stands twice in one object. */
export const duplicateKey: Rule = {
  id: 'duplicate-key',
  about: 'line',
  severity: 'warning',
  summary: 'An object has the same key twice.',
  why: 'JSON parsers keep the last of the two values and drop the other without a word, so part of the example is never trained on.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"Hi.","content":"Hello."},{"role":"assistant","content":"Good day."}]}'],
      fixed: ['{"messages":[{"role":"user","content":"Hello."},{"role":"assistant","content":"Good day."}]}'],
    },
    {
      lines: [
        '{"messages": [], "messages": [{"role": "user", "content": "Hi."}, {"role": "assistant", "content": "Good day.", "weight": 1}]}',
      ],
      fixed: ['{"messages": [{"role": "user", "content": "Hi."}, {"role": "assistant", "content": "Good day.", "weight": 1}]}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"\\"role\\":"},{"role":"assistant","content":"{\\"a\\":1,\\"a\\":2}"}]}'] }],
  check({ text, members }, report) {
    if (countKeysRoughly(text) === members || countKeys(text) === members) return;
    const { root } = positionLine(text);
    if (root) search(root, [], text, report);
  },
};

// The tree is never deep: deeper lines have no positions.
function search(node: Node, path: Path, text: string, report: ReportTo): void {
  const children = node.children ?? [];
  if (node.type === 'array') {
    children.forEach((child, index) => {
      search(child, [...path, index], text, report);
    });
    return;
  }
  if (node.type !== 'object') return;
  const last = new Map<string, Node>();
  for (const property of children) {
    const key = property.children?.[0];
    if (key) last.set(String(key.value), property);
  }
  children.forEach((property, index) => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return;
    const name = String(key.value);
    const kept = last.get(name);
    if (kept === property || kept === undefined) {
      search(value, [...path, name], text, report);
      return;
    }
    const next = children[index + 1];
    const keptValue = kept.children?.[1];
    const same = keptValue && spelled(text, value) === spelled(text, keptValue);
    report({
      place: { at: 'span', start: key.offset, end: key.offset + key.length },
      message: `The key \`${name}\` stands again further on in ${path.length > 0 ? `\`${formatPath(path)}\`` : 'this object'}, at character ${kept.offset + 1}; parsers keep the last, so ${same ? 'this one does nothing' : 'this value is lost and never trained on'}. Remove one of the two, or rename it.`,
      fixes: next && [
        {
          kind: 'suggestion',
          title: `Remove this \`${name}\`, which ${same ? 'only repeats the other' : 'is lost anyway'}`,
          edits: [{ op: 'replace', start: property.offset, end: next.offset, text: '' }],
        },
      ],
    });
  });
}

function spelled(text: string, node: Node): string {
  return text.slice(node.offset, node.offset + node.length);
}
