import { getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { contracted } from './contracted';
import { type Parsed, parseLine } from './parse';

// Of longer lines only what is shorter than a document is read: a text of megabytes has no say in what a line is.
const longestWhole = 1 << 18;
const longestText = 10_000;
const keptText = 2000;

/** The value of a line by which its structure is known: of long texts in long lines no more than the beginning is read, and faults in them are overlooked. */
export function structureOf(text: string, whole: () => Parsed): Parsed {
  return text.length > longestWhole ? parseLine(contracted(text, longestText, keptText).text) : whole();
}

/** The same of a line that is no JSON, as far as it can be read, from its tree. */
export function brokenStructure(text: string, root: Node): unknown {
  if (text.length <= longestWhole) return getNodeValue(root);
  const short = parseTree(contracted(text, longestText, keptText).text, [], { disallowComments: true });
  return short && getNodeValue(short);
}
