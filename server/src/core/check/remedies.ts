import type { Finding, Fix, Severity } from '../finding';
import type { Row } from '../rows/row';
import { type Work, within } from '../work';
import type { FileCheck } from './fileCheck';
import { fixAll } from './fixFile';
import type { FixFilter, RowsReplacement } from './mendLine';
import { summaryOf } from './problemSummary';
import { rowChanges } from './rowChanges';

/** Which remedies are meant: those of one rule and one kind. */
export interface RemedyChoice {
  readonly rule: string;
  readonly kind: Fix['kind'];
}

/** What can be done about all findings of one rule, as far as its remedies are of one kind. */
export interface Remedy extends RemedyChoice {
  /** What applying it does, in the imperative. */
  readonly title: string;
  /** The fault, as its rule sums it up. */
  readonly summary: string;
  /** How many findings it mends. */
  readonly count: number;
  /** The line (from 0) of the first of them. */
  readonly firstLine: number;
  /** True when one of them is an error. */
  readonly necessary: boolean;
}

/** What is left to be said of a file: how many findings of each severity, and how many of all have a remedy. */
export interface Remains extends Readonly<Record<Severity, number>> {
  readonly fixable: number;
}

/** The same with the rules that found it, the worst first. */
export interface NamedRemains extends Remains {
  readonly rules: readonly string[];
}

/** A file after remedies were applied to it. */
export interface RemediedFile {
  /** The rows as they were. */
  readonly before: readonly Row[];
  readonly rows: readonly Row[];
  /** How the rows differ from those before. */
  readonly changes: readonly RowsReplacement[];
  readonly applied: number;
  readonly remains: NamedRemains;
  /** Set when the bytes are to be written anew as UTF-8, which no change of rows can do. */
  readonly rewrite?: Rewrite;
}

/** How a file is to be written anew as UTF-8. */
export interface Rewrite {
  /** With a byte order mark, or without. */
  readonly mark: boolean;
}

/** The remedies for what was found in a file, the necessary ones first, then the safe ones, then as they come in the file. */
export function* remediesOf(check: FileCheck): Work<Remedy[]> {
  yield* within(check.checkAll(), 0, 0.9);
  const groups = new Map<string, { readonly first: Remedy; count: number; necessary: boolean; readonly titles: Map<string, number> }>();
  const findings = check.findings();
  for (const [index, { line, finding }] of findings.entries()) {
    yield 0.9 + index / findings.length / 10;
    const fix = remedyFor(finding);
    if (!fix) continue;
    const choice = { rule: finding.rule, kind: fix.kind };
    let group = groups.get(keyOf(choice));
    if (!group) {
      const summary = check.options.rules.find(({ id }) => id === finding.rule)?.summary ?? '';
      const first = { ...choice, title: fix.title, summary, count: 1, firstLine: line, necessary: false };
      group = { first, count: 0, necessary: false, titles: new Map() };
      groups.set(keyOf(choice), group);
    }
    group.count += 1;
    group.necessary ||= finding.severity === 'error';
    group.titles.set(fix.title, (group.titles.get(fix.title) ?? 0) + 1);
  }
  return Array.from(groups.values(), ({ first, count, necessary, titles }) => ({
    ...first,
    title: titleOf(titles),
    count,
    necessary,
  })).sort((a, b) => rank(a) - rank(b) || a.firstLine - b.firstLine);
}

/** The chosen remedies, each finding by the one that `remediesOf` counted for it. */
export function chosenRemedies(choices: readonly RemedyChoice[]): FixFilter {
  const chosen = new Set(choices.map(keyOf));
  return (fix, finding) => chosen.has(keyOf({ rule: finding.rule, kind: fix.kind })) && fix === remedyFor(finding);
}

/** Every remedy there is: of each finding the safe one, else the first suggested. */
export const allRemedies: FixFilter = (fix, finding) => fix === remedyFor(finding);

/** Applies what is wanted to a copy, until nothing of it is left, and checks the copy again. */
export function* applyRemedies(check: FileCheck, wanted: FixFilter): Work<RemediedFile> {
  const before = check.rows();
  const copy = yield* within(check.copy(), 0, 0.2);
  const { applied } = yield* within(fixAll(copy, wanted), 0.2, 0.8);
  const rows = copy.rows();
  yield* within(copy.checkAll(), 0.8, 0.85);
  const { rewriting, rewrite } = wantedRewrite(copy, wanted);
  if (rewrite) copy.tellBytes({ size: copy.bytes?.size ?? 0, encoding: 'utf-8', mark: rewrite.mark });
  const remains = yield* within(remainsOf(copy), 0.85, 0.9);
  const changes = yield* within(rowChanges(before, rows), 0.9, 1);
  return { before, rows, changes, applied: applied + rewriting, remains, ...(rewrite && { rewrite }) };
}

/** How the remedies want the bytes written, and how many findings that mends. */
function wantedRewrite(check: FileCheck, wanted: FixFilter): { readonly rewriting: number; readonly rewrite: Rewrite | undefined } {
  let rewriting = 0;
  let rewrite: Rewrite | undefined;
  for (const { finding } of check.findings()) {
    const edit = finding.fixes?.find((fix) => wanted(fix, finding))?.edits[0];
    if (edit?.op !== 'rewrite-file') continue;
    rewriting += 1;
    rewrite = { mark: edit.mark };
  }
  return { rewriting, rewrite };
}

/** What there is to say of a file as it is. */
export function* remainsOf(check: FileCheck): Work<NamedRemains> {
  yield* check.checkAll();
  const remains = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0 };
  const findings = check.findings();
  for (const [index, { finding }] of findings.entries()) {
    yield index / findings.length;
    remains[finding.severity] += 1;
    if (remedyFor(finding)) remains.fixable += 1;
  }
  return { ...remains, rules: [...new Set(summaryOf(findings).map(({ rule }) => rule))] };
}

/**
 * Of several remedies the safe one is taken, and of several suggestions the rule's first; none that loses letters for good, which
 * nobody may do by the way.
 */
export function remedyFor({ fixes }: Finding): Fix | undefined {
  return fixes?.find(({ kind }) => kind === 'fix') ?? fixes?.find(({ edits: [edit] }) => edit?.op !== 'rewrite-file' || !edit.losing);
}

function keyOf({ rule, kind }: RemedyChoice): string {
  return `${kind} ${rule}`;
}

function rank({ necessary, kind }: Remedy): number {
  return (necessary ? 0 : 2) + (kind === 'fix' ? 0 : 1);
}

/** The most frequent title, with how many other things are done besides. */
function titleOf(titles: ReadonlyMap<string, number>): string {
  const [most] = [...titles].sort(([, a], [, b]) => b - a);
  const others = titles.size - 1;
  return `${most?.[0]}${others > 0 ? `, and ${others} other ${others === 1 ? 'remedy' : 'remedies'}` : ''}`;
}
