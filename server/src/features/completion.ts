import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { TrainingFile } from '../core/check/trainingFile';
import { isObject } from '../core/json/parse';
import type { Row } from '../core/rows/row';
import { shapeOf } from '../core/shapes/detect';
import { shapeById } from '../core/shapes/index';
import type { Shape } from '../core/shapes/shape';
import type { Target } from '../core/targets/target';
import { type FileHabits, fileHabits } from './completionHabits';
import { keyProposals } from './completionKeys';
import { neighbour } from './completionLikeLine';
import type { Proposal, Scene } from './completionScene';
import { render, type Spacing, spacingOf } from './completionSnippet';
import { valueProposals } from './completionValues';
import type { FeatureContext } from './context';
import { type Slot, slotAt } from './cursor';
import { rangeIn } from './diagnostics';

/** Where completion was asked for. */
export interface CompletionRequest {
  readonly position: Position;
  readonly context?: { readonly triggerCharacter?: string };
}

const itemKinds: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  structure: CompletionItemKind.Snippet,
  tool: CompletionItemKind.Function,
  text: CompletionItemKind.Text,
};

// Shapes whose examples are best made from their schema.
const builtExamples: ReadonlySet<string> = new Set(['chat', 'preference', 'reinforcement', 'completion']);

// What the list filters by need not be longer than anybody types.
const longestFilter = 200;

/** What can be put in at the cursor; every item leaves one line behind that is JSON if it was so around the cursor. */
export function completion({ file, target, snippets = false }: FeatureContext, { position, context }: CompletionRequest): CompletionList {
  const items: CompletionItem[] = [];
  const row = file.rows[position.line];
  const slot = row && slotAt(row.text, Math.min(position.character, row.text.length));
  if (slot && !isUncalledFor(slot, context?.triggerCharacter)) {
    for (const each of slot.whole && !slot.typed.startsWith('"') ? [slot.whole, slot] : [slot]) {
      const scene = sceneAt(file, target, each, row, position.line);
      if (!scene) continue;
      const proposals = each.at === 'key' ? keyProposals(scene) : valueProposals(scene);
      for (const proposal of proposals) items.push(toItem(proposal, scene, row, position.line, items.length, snippets));
    }
  }
  return { isIncomplete: false, items };
}

/** A character that opens the list does so by chance when it is part of a text or ends one. */
function isUncalledFor({ typed }: Slot, trigger: string | undefined): boolean {
  if (trigger === undefined) return false;
  return trigger === '"' ? typed !== '"' : typed !== '' && !typed.startsWith(trigger);
}

function sceneAt(file: TrainingFile, target: Target, slot: Slot, row: Row, line: number): Scene | undefined {
  const shape = shapeAt(file, target, slot, line);
  if (!shape) return undefined;
  const { schema = {} } = shape;
  const roles = target.shapes[shape.id]?.roles;
  // A foreign form leaves much open (which speakers, which of several keys), so its lines tell more than its schema.
  const above = slot.path.length === 0 && !builtExamples.has(shape.id) ? neighbour(file.rows, line) : undefined;
  let habits: FileHabits | undefined;
  return {
    slot,
    shape,
    schema,
    roles,
    spacing: spacingAt(file.rows, row, line),
    habits: () => {
      habits ??= fileHabits(file.rows, line);
      return habits;
    },
    neighbour: above,
  };
}

function shapeAt({ check, rows }: TrainingFile, target: Target, slot: Slot, line: number): Shape | undefined {
  const { line: value } = slot;
  if (check) return (isObject(value) ? shapeOf(value, check.context.fileShape) : undefined) ?? check.context.fileShape;
  // Nothing but the line in hand: it may be the first one of training data if it has no key that says otherwise.
  const alone = rows.length <= 1000 && rows.every(({ text }, index) => index === line || text.trim() === '');
  if (!alone) return undefined;
  const keys = isObject(value) ? Object.keys(value) : [];
  return ['chat', ...Object.keys(target.shapes)]
    .filter((id) => id in target.shapes)
    .map(shapeById)
    .find((shape) => keys.every((key) => key in (shape?.schema?.properties ?? {})));
}

/** The line's own spacing, else that of a line nearby, for lines that have just begun. */
function spacingAt(rows: readonly Row[], row: Row, line: number): Spacing {
  for (const each of [row, rows[line - 1], rows[line + 1], rows[0]]) {
    const spacing = each && spacingOf(each.text);
    if (spacing) return spacing;
  }
  return { colon: ': ', comma: ', ' };
}

function toItem(proposal: Proposal, scene: Scene, row: Row, line: number, index: number, snippets: boolean): CompletionItem {
  const { label, kind, pieces, detail, about, deprecated, filter = label } = proposal;
  const { slot, spacing } = scene;
  const { start, end, comma, tail } = slot;
  const after = slot.after.endsWith(',') && row.text[end] !== ' ' ? slot.after.slice(0, -1) + spacing.comma : slot.after;
  const atEnd = end === row.text.length;
  const extra: TextEdit[] = [];
  // Edits that touch may be applied in any order, so what stands right beside the cursor becomes part of the text itself.
  if (comma !== undefined && comma < start) extra.push({ range: rangeIn(line, { start: comma, end: comma }), newText: ',' });
  if (tail && !atEnd) extra.push({ range: rangeIn(line, { start: row.text.length, end: row.text.length }), newText: tail });
  const whole = [comma === start ? spacing.comma : '', ...pieces, after, atEnd ? tail : ''];
  const snippet = snippets && pieces.some((piece) => typeof piece !== 'string');
  return {
    label,
    kind: itemKinds[kind],
    sortText: String(index).padStart(4, '0'),
    filterText: filterFor(slot, filter),
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeIn(line, { start, end }), newText: render(whole, snippet) },
    ...(extra.length > 0 && { additionalTextEdits: extra }),
    ...(detail !== undefined && { detail }),
    ...(about && {
      documentation:
        'markdown' in about ? { kind: MarkupKind.Markdown, value: about.markdown } : { kind: MarkupKind.PlainText, value: about.plain },
    }),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
  };
}

/** Clients compare with all that stands from the replaced range's start to the cursor, an opening quote or brace included. */
function filterFor({ typed }: Slot, filter: string): string {
  const opening = typed.charAt(0);
  const quoted = opening === '"' || opening === '{';
  return (quoted && !filter.startsWith(opening) ? opening + filter : filter).slice(0, longestFilter);
}
