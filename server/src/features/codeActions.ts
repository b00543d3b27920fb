import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { LocatedFinding } from '../core/check/fileCheck';
import { fixAll, safeFixes } from '../core/check/fixFile';
import { type FixFilter, type RowsReplacement, replacementOf } from '../core/check/mendLine';
import { rowChanges } from '../core/check/rowChanges';
import type { TrainingFile } from '../core/check/trainingFile';
import type { Fix } from '../core/finding';
import { type SpanEdit, smallestChange, spanEdit, trimmedChange } from '../core/json/edits';
import type { Row } from '../core/rows/row';
import { shapeNotAccepted } from '../core/rules/shape-not-accepted';
import type { Work } from '../core/work';
import { type RewriteParams, rewriteCommand } from '../shared/protocol';
import type { FeatureContext } from './context';
import { rangeIn, toDiagnostic } from './diagnostics';

/** The kind of the action that applies every safe fix of a file; what "fix on save" asks for. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.exemplar`;

/** The kinds of actions that are offered. */
export const codeActionKinds: string[] = [CodeActionKind.QuickFix, fixAllKind];

// A whole file may be selected, and the light bulb is not to wait for its check.
const checkedAtOnce = 200;

/** The remedies for what stands in a range: each fix, "fix all of this rule", and `source.fixAll.exemplar` when asked for. */
export function* codeActions(
  { file, links, resolvesEdits, hasCommand }: FeatureContext,
  { range, context }: { readonly range: Range; readonly context: CodeActionContext },
): Work<CodeAction[]> {
  const { check } = file;
  if (!check) return [];
  const actions: CodeAction[] = [];
  if (wantsKind(context, CodeActionKind.QuickFix)) {
    // What was edited just now may still wait for its turn.
    for (let line = range.start.line; line <= Math.min(range.end.line, range.start.line + checkedAtOnce); line++) check.line(line);
    const here = check.findingsIn(range.start.line, range.end.line);
    for (const located of here) {
      const diagnostic = toDiagnostic(file, located, links);
      if (located.lines === 1 && !touches(diagnostic.range, range)) continue;
      for (const fix of located.finding.fixes ?? []) {
        if (fix.wholeFile && resolvesEdits) {
          const data = { uri: links.uri, rule: located.finding.rule, kind: fix.kind };
          actions.push({ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], data });
          continue;
        }
        const rewriting = fix.edits[0];
        if (rewriting?.op === 'rewrite-file') {
          if (hasCommand(rewriteCommand)) actions.push(rewriteAction(fix, diagnostic, { uri: links.uri, mark: rewriting.mark }));
          continue;
        }
        const edits = fixEdits(file, located, fix);
        if (!edits) continue;
        actions.push({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          ...(fix.kind === 'fix' && { isPreferred: true }),
          edit: { changes: { [links.uri]: edits } },
        });
      }
      if (located.finding.rule !== shapeNotAccepted.id) continue;
      // The whole file is rewritten, so what gets lost is shown first and the result is a file of its own.
      const ways = [
        commandAction('Convert File…', convertCommand, links.uri, diagnostic),
        commandAction('Select Training Target…', targetCommand, links.uri, diagnostic),
      ];
      actions.push(...ways.filter(({ command }) => hasCommand(command.command)));
    }
    const fixable = new Set(here.filter(hasSafeFix).map(({ finding }) => finding.rule));
    // How many there are is known once all lines are checked; then editors ask again.
    for (const rule of check.takesLong ? [] : fixable) {
      const count = check.findings().filter((each) => each.finding.rule === rule && hasSafeFix(each)).length;
      if (count < 2) continue;
      actions.push({
        title: `Fix all ${count} \`${rule}\` problems in this file`,
        kind: CodeActionKind.QuickFix,
        diagnostics: here.filter(({ finding }) => finding.rule === rule).map((located) => toDiagnostic(file, located, links)),
        ...(resolvesEdits
          ? { data: { uri: links.uri, rule } }
          : { edit: { changes: { [links.uri]: yield* fixAllEdits(file, safeFixes(rule)) } } }),
      });
    }
  }
  // Asked for by name only: on a light bulb it would stand beside every fix of the line.
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`))) {
    const edits = yield* fixAllEdits(file, safeFixes());
    if (edits.length > 0)
      actions.push({ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: { changes: { [links.uri]: edits } } });
  }
  return actions;
}

/** Whether a client that asks for actions wants those of this kind: a light bulb asks for all. */
export function wantsKind({ only }: Pick<CodeActionContext, 'only'>, kind: string): boolean {
  return !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}

const convertCommand = 'exemplar.convertTo';
const targetCommand = 'exemplar.selectTarget';

/** An action that asks further before it changes anything. */
function commandAction(
  title: string,
  command: string,
  uri: string,
  diagnostic: Diagnostic,
): CodeAction & Required<Pick<CodeAction, 'command'>> {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: { title, command, arguments: [{ uri }] } };
}

/** Bytes are no text that could be edited, so the client is asked to write them. */
function rewriteAction({ title, kind }: Fix, diagnostic: Diagnostic, params: RewriteParams): CodeAction {
  const command = { title, command: rewriteCommand, arguments: [params] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: kind === 'fix', command };
}

/** A "fix all of this rule" action whose edits are still to be worked out. */
export interface FixAllOfRule extends CodeAction {
  /** `suggestion` asks for the rule's suggestion, which changes lines all over the file; else its safe fixes are meant. */
  readonly data: { readonly uri: string; readonly rule: string; readonly kind?: string };
}

/** Tells such an action by its data. */
export function isFixAllOfRule(action: CodeAction): action is FixAllOfRule {
  const data: unknown = action.data;
  return (
    typeof data === 'object' &&
    data !== null &&
    'uri' in data &&
    typeof data.uri === 'string' &&
    'rule' in data &&
    typeof data.rule === 'string'
  );
}

/** Adds the edits to a "fix all of this rule" action, which are worked out only when it is chosen. */
export function* resolveCodeAction({ file, links }: FeatureContext, action: CodeAction): Work<CodeAction> {
  if (!isFixAllOfRule(action)) return action;
  return { ...action, edit: { changes: { [links.uri]: yield* fixAllEdits(file, meantBy(action.data)) } } };
}

function meantBy({ rule, kind }: FixAllOfRule['data']): FixFilter {
  return kind === 'suggestion' ? (fix, finding) => finding.rule === rule && fix.wholeFile === true : safeFixes(rule);
}

/** The edits that applying all wanted fixes comes to, worked out on a copy: each line is repaired until it is clean. */
function* fixAllEdits({ check, rows }: TrainingFile, wanted: FixFilter): Work<TextEdit[]> {
  if (!check) return [];
  const before = [...rows];
  const copy = yield* check.copy();
  yield* fixAll(copy, wanted);
  const edits = yield* changesEdits(before, yield* rowChanges(before, copy.rows()));
  // Edits of a text that has changed meanwhile would hit others.
  const isSame = before.length === rows.length && before.every((row, index) => row === rows[index]);
  return isSame ? edits : [];
}

/** The edits that changes of rows come to, in their order. */
export function* changesEdits(before: readonly Row[], changes: readonly RowsReplacement[]): Work<TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const [index, { start, removed, lines }] of changes.entries()) {
    yield index / changes.length;
    if (removed !== lines.length) edits.push(replaceRows(before, { start, removed, lines }));
    // Rows that were replaced one by one are changed one by one, each by its smallest change.
    else
      for (const [offset, text] of lines.entries()) {
        yield (index + offset / lines.length) / changes.length;
        const at = start + offset;
        if (before[at]?.text !== text) edits.push(replaceRows(before, { start: at, removed: 1, lines: [text] }));
      }
  }
  return edits;
}

function fixEdits(file: TrainingFile, located: LocatedFinding, fix: Fix): TextEdit[] | undefined {
  const { line, row } = located;
  const [only, ...others] = fix.edits;
  // A line with thousands of findings is read once for all of them.
  if (only && others.length === 0 && 'path' in only) {
    const change = spanEdit(file.positioned(row), only);
    return change && [changeIn(line, trimmedChange(row.text, change))];
  }
  const replacement = replacementOf(located, fix);
  return replacement && [replaceRows(file.rows, replacement)];
}

function changeIn(line: number, change: SpanEdit): TextEdit {
  return { range: rangeIn(line, change), newText: change.text };
}

/** The edit that replaces rows: within one line the smallest change, else whole lines with their breaks. */
function replaceRows(rows: readonly Row[], { start, removed, lines }: RowsReplacement): TextEdit {
  const usualBreak = rows[0]?.lineBreak || '\n';
  const [line] = lines;
  const row = rows[start];
  if (removed === 1 && lines.length === 1 && line !== undefined && row) {
    return changeIn(start, smallestChange(row.text, line));
  }
  const end = start + removed;
  const text = lines.join(usualBreak);
  const last = rows[end - 1];
  if (end < rows.length) {
    return {
      range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
      newText: lines.length > 0 ? text + last?.lineBreak : '',
    };
  }
  const before = rows[start - 1];
  // The last rows go with the line break before them, so that no empty line stays.
  const from = lines.length === 0 && before ? { line: start - 1, character: before.text.length } : { line: start, character: 0 };
  return { range: { start: from, end: { line: end - 1, character: last?.text.length ?? 0 } }, newText: text };
}

function hasSafeFix({ finding }: LocatedFinding): boolean {
  return finding.fixes?.some((fix) => fix.kind === 'fix') ?? false;
}

function touches(a: Range, b: Range): boolean {
  const before = (x: Range, y: Range): boolean =>
    x.end.line < y.start.line || (x.end.line === y.start.line && x.end.character < y.start.character);
  return !before(a, b) && !before(b, a);
}
