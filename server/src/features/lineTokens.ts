import type { Node } from 'jsonc-parser';
import { isObject } from '../core/json/parse';
import { nodeAt, type PositionedLine, rawOffset, valueOffset } from '../core/json/positions';
import { shapeOf } from '../core/shapes/detect';
import { allMessages, type Example } from '../core/shapes/example';
import type { TokenWindow, WindowedText } from '../core/tokens/counting';
import type { LineTokens, TokenizedText } from '../shared/tokensProtocol';
import type { FeatureContext } from './context';

/** Tells tokens apart with the tokenizer that holds for the file; undefined where tokens are not counted. */
export type Tokenize = (texts: readonly WindowedText[]) => Promise<Tokenized | undefined>;

/** Tokens, and whose they are. */
export interface Tokenized {
  readonly windows: readonly TokenWindow[];
  /** Why they are not the model's own, as a sentence without a full stop. */
  readonly estimate?: string;
  /** The path of the tokenizer, where one was chosen and used. */
  readonly by?: string;
}

// UTF-16 units of the line, half of them on either side of the cursor. Editors draw no more than 10,000 of a line unasked.
const shownAtOnce = 12_000;

/** The tokens of what is said in a line, around the cursor; or why there are none to show. */
export async function lineTokens(
  { file, model }: FeatureContext,
  { line: index, character }: { readonly line: number; readonly character: number },
  tokenize: Tokenize,
): Promise<LineTokens | { readonly why: string }> {
  const row = file.rows[index];
  if (!row || row.text.trim() === '') return { why: 'This line is blank.' };
  const line = file.positioned(row);
  const { parsed } = line;
  if (!parsed.ok) return { why: 'This line is broken, so its texts cannot be told from the rest. Mend it first.' };
  const value = isObject(parsed.value) ? parsed.value : undefined;
  const example = value && shapeOf(value, file.check?.context.fileShape)?.read(value);
  const nodes = example ? saidIn(line, example) : [];
  if (nodes.length === 0) return { why: 'This line holds no text that a model would be trained on.' };
  const start = Math.max(0, Math.min(character - shownAtOnce / 2, row.text.length - shownAtOnce));
  const end = start + shownAtOnce;
  const texts = nodes.map((node) => windowOf(line, node, start, end));
  const tokenized = await tokenize(texts);
  if (!tokenized) return { why: 'Tokens are not counted: see the setting exemplar.tokens.enabled, or the log.' };
  const { windows, ...whose } = tokenized;
  return {
    ...whose,
    model: model?.id ?? '',
    texts: nodes.flatMap((node, at) => placed(line, node, windows[at])),
    total: windows.reduce((sum, { total }) => sum + total, 0),
    isPart: windows.some(({ total, ids }) => ids.length < total),
  };
}

/** The texts that are said: contents, reasoning, and the names and arguments of calls, in the order of the line. */
function saidIn(line: PositionedLine, example: Example): readonly Node[] {
  const found = new Map<number, Node>();
  const add = (node: Node | undefined, isSaid: (text: Node) => boolean): void => {
    for (const text of stringsIn(node)) if (isSaid(text)) found.set(text.offset, text);
  };
  for (const { content, reasoning, calls } of allMessages(example)) {
    for (const part of content) if (part.kind === 'text' || part.kind === 'refusal') add(nodeAt(line, part.path), () => true);
    if (reasoning) add(nodeAt(line, reasoning.path), () => true);
    for (const { path, id } of calls) add(nodeAt(line, path), (text) => text.value !== id && keyOf(text) !== 'type');
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset);
}

function stringsIn(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  if (node.type === 'string') return [node];
  if (node.type === 'property') return stringsIn(node.children?.[1]);
  return (node.children ?? []).flatMap(stringsIn);
}

function keyOf({ parent }: Node): unknown {
  return parent?.type === 'property' ? parent.children?.[0]?.value : undefined;
}

/** A text, and the part of it that stands between two offsets in the line. */
function windowOf({ text: line }: PositionedLine, node: Node, start: number, end: number): WindowedText {
  const text = String(node.value);
  const from = node.offset + 1;
  if (from >= end || from + node.length - 2 <= start) return { text, start: 0, end: 0 };
  const raw = line.slice(from, from + node.length - 2);
  return { text, start: valueOffset(raw, start - from), end: end - from >= raw.length ? text.length : valueOffset(raw, end - from) };
}

/** Where tokens stand in the line; nothing of texts that are out of reach. */
function placed({ text: line }: PositionedLine, node: Node, window: TokenWindow | undefined): readonly TokenizedText[] {
  if (!window || window.ids.length === 0) return [];
  const raw = line.slice(node.offset + 1, node.offset + node.length - 1);
  let unit = window.start;
  let at = rawOffset(raw, unit);
  const start = node.offset + 1 + at;
  const pieces: { readonly end: number; readonly ids: number[] }[] = [];
  let shared: number[] = [];
  window.ids.forEach((id, index) => {
    shared.push(id);
    const end = window.ends[index] ?? unit;
    // A token that completes no character is shown with the one that does.
    if (end === unit && index + 1 < window.ids.length) return;
    at += rawOffset(raw.slice(at, at + 6 * (end - unit)), end - unit);
    unit = end;
    pieces.push({ end: node.offset + 1 + at, ids: shared });
    shared = [];
  });
  return [{ total: window.total, before: window.before, start, pieces }];
}
