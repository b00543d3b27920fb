import { type Node, parseTree } from 'jsonc-parser';
import { contracted } from './contracted';
import { valueOfString } from './stringValue';

// What is still longer than this without its long strings is broken structure of megabytes, which nobody reads.
const longestStructure = 1_000_000;

/**
 * The syntax tree of a line that is no JSON, as far as it can be read; undefined when that is nothing or would take too long.
 * Long strings cost what is asked of them: their values are read when they are looked at.
 */
export function brokenTree(text: string): Node | undefined {
  // A line break ends a string that is broken there, so only lines have their strings cut.
  const short = text.includes('\n') || text.includes('\r') ? undefined : contracted(text);
  const structure = short?.text ?? text;
  if (structure.length > longestStructure) return undefined;
  const root = parseTree(structure, [], { disallowComments: true });
  if (root && short && structure !== text) stretch(root, text, short);
  return root;
}

type Placed = { -readonly [Key in keyof Node]: Node[Key] };

/** Moves a node of the contracted text, and all within, to where they stand in the whole one. */
function stretch(node: Placed, text: string, short: ReturnType<typeof contracted>): void {
  const wasCut = node.type === 'string' && short.isCut(node.offset);
  const start = short.original(node.offset);
  const end = short.original(node.offset + node.length);
  node.offset = start;
  // A property that was given up has no length.
  if (node.length >= 0) node.length = end - start;
  if (node.colonOffset !== undefined) node.colonOffset = short.original(node.colonOffset);
  if (wasCut) Object.defineProperty(node, 'value', { get: () => valueOfString(text.slice(start, end)) });
  for (const child of node.children ?? []) stretch(child, text, short);
}
