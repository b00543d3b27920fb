import type { Node } from 'jsonc-parser';
import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { Span } from '../core/json/positions';
import { nodeAtOffset } from '../core/json/syntaxTree';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';

/** What “Expand Selection” takes in step by step: a word, its line of text, the text, the string, the member, the object, the whole line. */
export function selectionRanges({ file }: FeatureContext, { positions }: { readonly positions: readonly Position[] }): SelectionRange[] {
  return positions.map((position) => {
    const row = file.rows[position.line];
    const text = row?.text ?? '';
    const root = row && file.check ? file.positioned(row).root : undefined;
    const node = root && nodeAtOffset(root, position.character, true);
    const spans = [...(node ? spansFrom(text, node, position.character) : []), { start: 0, end: text.length }];
    return nested(position, spans);
  });
}

/** The spans from the innermost outwards. */
function spansFrom(text: string, innermost: Node, offset: number): Span[] {
  const spans: Span[] = innermost.type === 'string' ? spansInString(text, innermost, offset) : [];
  for (let node: Node | undefined = innermost; node; node = node.parent) {
    const { offset: start, length, type } = node;
    // Between the brackets first: what is there can be replaced without a thought for them.
    if ((type === 'object' || type === 'array') && length > 2) spans.push({ start: start + 1, end: start + length - 1 });
    spans.push({ start, end: start + length });
  }
  return spans;
}

function spansInString(text: string, { offset, length }: Node, at: number): Span[] {
  const inner = { start: offset + 1, end: offset + length - 1 };
  if (at < inner.start || at > inner.end) return [];
  const units = unitsOf(text, inner);
  const word = around(units, at, (unit) => unit === 'word');
  const sentence = around(units, at, (unit) => unit !== 'break');
  return [...(word ? [word] : []), ...(sentence ? [sentence] : []), inner];
}

type Unit = Span & { readonly kind: 'word' | 'other' | 'break' };

// The texts of huge messages are not cut into words: that would hold up the answer, and nobody selects them by words.
const longestText = 200_000;

/** The characters and escapes of a string's spelling; an escape is one unit, so that none is ever cut in two. */
function unitsOf(text: string, { start, end }: Span): readonly Unit[] {
  if (end - start > longestText) return [];
  const pattern = /\\u[0-9a-fA-F]{4}|\\.|[\p{L}\p{N}\p{M}_]+|[\s\S]/uy;
  const units: Unit[] = [];
  for (let at = start; at < end; ) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? text.charAt(at);
    const next = Math.min(end, at + Math.max(1, found.length));
    units.push({ start: at, end: next, kind: kindOf(found) });
    at = next;
  }
  return units;
}

function kindOf(found: string): Unit['kind'] {
  if (found === '\\n' || found === '\\r') return 'break';
  if (/^\\u/.test(found)) return /^[\p{L}\p{N}\p{M}]$/u.test(String.fromCharCode(Number.parseInt(found.slice(2), 16))) ? 'word' : 'other';
  return /^[\p{L}\p{N}\p{M}_]/u.test(found) ? 'word' : 'other';
}

/** The run of units of the wanted kind that touches the offset. */
function around(units: readonly Unit[], at: number, wanted: (kind: Unit['kind']) => boolean): Span | undefined {
  const index = units.findIndex(({ start, end, kind }) => wanted(kind) && start <= at && at <= end);
  if (index === -1) return undefined;
  let first = index;
  let last = index;
  while (units[first - 1] && wanted(units[first - 1]?.kind ?? 'break')) first -= 1;
  while (units[last + 1] && wanted(units[last + 1]?.kind ?? 'break')) last += 1;
  return { start: units[first]?.start ?? at, end: units[last]?.end ?? at };
}

/** A chain of ranges, each larger than the one within it; those of a broken line may fit nowhere and are left out. */
function nested({ line, character }: Position, spans: readonly Span[]): SelectionRange {
  const chain: Span[] = [];
  let inner: Span = { start: character, end: character };
  for (const span of spans) {
    const grows = span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start;
    if (!grows) continue;
    chain.push(span);
    inner = span;
  }
  const at = { range: rangeIn(line, { start: character, end: character }) };
  return (
    chain.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: rangeIn(line, span), ...(parent && { parent }) }),
      undefined,
    ) ?? at
  );
}
