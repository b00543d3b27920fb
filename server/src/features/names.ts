import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { nodeAt, type PositionedLine, type Span } from '../core/json/positions';
import { type NameUse, namesOf } from '../core/names/lineNames';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';

interface About {
  readonly position: Position;
}

/** A use of a name, and where it stands between its quotes. */
interface PlacedUse {
  readonly use: NameUse;
  readonly span: Span;
}

interface Named {
  readonly line: number;
  /** What the cursor is on. */
  readonly here: PlacedUse;
  /** All uses of the name in the line. */
  readonly same: readonly PlacedUse[];
  /** Every name of the line. */
  readonly all: readonly NameUse[];
}

/** Where the tool is declared, or the call made, whose name or id the cursor is on. */
export function definition(context: FeatureContext, { position }: About): Location[] {
  const named = namedAt(context, position);
  return named ? named.same.filter(({ use }) => use.declares).map((each) => locationOf(context, named.line, each)) : [];
}

/** Every place of the line that spells the name or id that the cursor is on. */
export function references(
  context: FeatureContext,
  { position, context: wanted }: About & { readonly context: { readonly includeDeclaration: boolean } },
): Location[] {
  const named = namedAt(context, position);
  if (!named) return [];
  return named.same.filter(({ use }) => wanted.includeDeclaration || !use.declares).map((each) => locationOf(context, named.line, each));
}

/** The same places, to be marked while the cursor is on one of them. */
export function documentHighlights(context: FeatureContext, { position }: About): DocumentHighlight[] {
  const named = namedAt(context, position);
  if (!named) return [];
  return named.same.map(({ use, span }) => ({
    range: rangeIn(named.line, span),
    kind: use.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** What can be renamed at the cursor; null where it is on no name of a tool and no id of a call. */
export function prepareRename(
  context: FeatureContext,
  { position }: About,
): { readonly range: Range; readonly placeholder: string } | null {
  const named = namedAt(context, position);
  return named ? { range: rangeIn(named.line, named.here.span), placeholder: named.here.use.name } : null;
}

/** The renaming of every use in the line, or why the new name will not do. */
export function rename(
  context: FeatureContext,
  { position, newName }: About & { readonly newName: string },
): WorkspaceEdit | { readonly refused: string } {
  const named = namedAt(context, position);
  if (!named) return { refused: 'Only names of tools and ids of calls can be renamed here: put the cursor on one.' };
  const { kind } = named.here.use;
  const refused = refusal(kind, newName, named);
  if (refused !== undefined) return { refused };
  const newText = JSON.stringify(newName).slice(1, -1);
  const edits = named.same.map(({ span }): TextEdit => ({ range: rangeIn(named.line, span), newText }));
  return { changes: { [context.links.uri]: edits } };
}

function refusal(kind: NameUse['kind'], newName: string, { all, here }: Named): string | undefined {
  const what = kind === 'tool' ? 'tool' : 'call';
  if (newName.trim() === '') return `A ${what} needs a ${kind === 'tool' ? 'name' : 'id'}: type one.`;
  if (kind === 'tool' && !/^[a-zA-Z0-9_.-]{1,64}$/.test(newName)) {
    return `“${newName}” cannot name a tool: only letters, digits, “_”, “-” and “.” may stand in a name, 64 at the most.`;
  }
  const taken = newName !== here.use.name && all.some((use) => use.kind === kind && use.name === newName);
  return taken ? `Another ${what} of this line is called “${newName}” already, and the two could not be told apart again.` : undefined;
}

function namedAt({ file }: FeatureContext, { line, character }: Position): Named | undefined {
  const row = file.rows[line];
  if (!row || !file.check) return undefined;
  const positioned = file.positioned(row);
  const { outline } = positioned;
  if (!outline.ok) return undefined;
  const all = namesOf(outline.value);
  if (all.length === 0) return undefined;
  const placed = all.flatMap((use): PlacedUse[] => {
    const span = innerSpan(positioned, use);
    return span ? [{ use, span }] : [];
  });
  const here = placed.find(({ span }) => span.start <= character && character <= span.end);
  if (!here) return undefined;
  return { line, here, all, same: placed.filter(({ use }) => use.kind === here.use.kind && use.name === here.use.name) };
}

/** What stands between the quotes of the string. */
function innerSpan(line: PositionedLine, { path }: NameUse): Span | undefined {
  const node = nodeAt(line, path);
  return node?.type === 'string' ? { start: node.offset + 1, end: node.offset + node.length - 1 } : undefined;
}

function locationOf({ links }: FeatureContext, line: number, { span }: PlacedUse): Location {
  return { uri: links.uri, range: rangeIn(line, span) };
}
