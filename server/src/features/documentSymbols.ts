import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../core/json/positions';
import { counted, grouped } from '../core/numbers';
import { ownString } from '../core/ownString';
import { unitsOf } from '../core/rows/fileRow';
import type { Row } from '../core/rows/row';
import { type ExampleMessage, type Role, textOf } from '../core/shapes/example';
import type { Shape } from '../core/shapes/shape';
import type { Work } from '../core/work';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';
import { mostMessages, placedMessages } from './lineMessages';
import { speakerOf } from './speaker';

// What an outline can show without delay: so many entries, and so much text to be read for them (UTF-16 units).
const mostSymbols = 5000;
const mostText = 4_000_000;
// With more text than that it shows a beginning in any case, and comes when much else does: what an entry takes is felt by who asks meanwhile,
// and the more so the longer the text is.
const mostOfLongText = 1000;
const leastOfLongText = 250;
const longestName = 60;

const kinds: Readonly<Record<Role, SymbolKind>> = {
  system: SymbolKind.Namespace,
  developer: SymbolKind.Namespace,
  user: SymbolKind.Variable,
  assistant: SymbolKind.Function,
  tool: SymbolKind.Constant,
  unknown: SymbolKind.String,
};

/** The examples of a file with their messages; where there are more than an outline takes, the last entry says so. */
export function* documentSymbols(context: FeatureContext): Work<DocumentSymbol[]> {
  const { rows, check } = context.file;
  if (!check) return [];
  const symbols: DocumentSymbol[] = [];
  let count = 0;
  let read = 0;
  const most = mostEntries(rows);
  for (const [line, row] of [...rows].entries()) {
    if (count >= most || read > mostText) {
      symbols.push(restSymbol(context, line));
      break;
    }
    yield read / mostText;
    read += unitsOf(row);
    const symbol = exampleSymbol(context, line, row);
    if (!symbol) continue;
    symbols.push(symbol);
    count += 1 + (symbol.children?.length ?? 0);
  }
  return symbols;
}

function mostEntries(rows: readonly Row[]): number {
  const units = rows.reduce((sum, row) => sum + unitsOf(row), 0);
  return units > mostText ? Math.max(leastOfLongText, (mostOfLongText * mostText) / units) : mostSymbols;
}

/** What an outline shows of a line, wherever it stands. */
interface LineOutline {
  readonly title: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly messages?: readonly { readonly name: string; readonly kind: SymbolKind; readonly span: Span }[];
}

// An outline is asked for after each edit; its lines themselves take too much room to be kept for it.
const known = new WeakMap<Row, { readonly fileShape: Shape | undefined; readonly outline: LineOutline | undefined }>();

function exampleSymbol(context: FeatureContext, line: number, row: Row): DocumentSymbol | undefined {
  const fileShape = context.file.check?.context.fileShape;
  let kept = known.get(row);
  if (kept?.fileShape !== fileShape || !kept) {
    kept = { fileShape, outline: outlineOf(context, row) };
    known.set(row, kept);
  }
  if (!kept.outline) return undefined;
  const { title, detail, kind, messages } = kept.outline;
  const range = rangeIn(line, { start: 0, end: unitsOf(row) });
  const children = messages?.map(({ span, ...message }): DocumentSymbol => {
    const place = rangeIn(line, span);
    return { ...message, range: place, selectionRange: place };
  });
  return { name: `${line + 1}: ${title}`, detail, kind, range, selectionRange: range, ...(children && { children }) };
}

/** Undefined for an empty line. */
function outlineOf(context: FeatureContext, row: Row): LineOutline | undefined {
  const placed = placedMessages(context, row);
  if (!placed) {
    if (row.text.trim() === '') return undefined;
    return { title: words(row.text) || 'no words', detail: 'not an example', kind: SymbolKind.Null };
  }
  const { shown, count } = placed;
  const titled = shown.find(({ message }) => message.role === 'user') ?? shown[0];
  return {
    title: (titled && words(textOf(titled.message))) || 'no text',
    detail: count > mostMessages ? `first ${mostMessages} of ${grouped(count)} messages` : counted(count, 'message'),
    kind: SymbolKind.Struct,
    messages: shown.map(({ message, span }) => ({ name: messageName(message), kind: kinds[message.role], span })),
  };
}

function messageName(message: ExampleMessage): string {
  const said = words(textOf(message)) || message.calls.map(({ name }) => `${name}()`).join(', ');
  const who = speakerOf(message);
  return said ? `${who}: ${said}` : who;
}

function restSymbol({ file: { rows } }: FeatureContext, line: number): DocumentSymbol {
  const last = rows.length - 1;
  const left = rows.length - line - (rows[last]?.text === '' ? 1 : 0);
  const selectionRange = rangeIn(line, { start: 0, end: 0 });
  return {
    name: `… and ${counted(left, 'more line')}: use Go to Line`,
    kind: SymbolKind.Null,
    range: { start: selectionRange.start, end: { line: last, character: rows[last]?.text.length ?? 0 } },
    selectionRange,
  };
}

/** The first words of a text on one line, kept without the rest. */
function words(text: string): string {
  const plain = text
    .slice(0, 4 * longestName)
    .replace(/\s+/g, ' ')
    .trim();
  return ownString(plain.length > longestName ? `${plain.slice(0, longestName).trimEnd()}…` : plain);
}
