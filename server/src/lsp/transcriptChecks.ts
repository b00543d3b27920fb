import type { CancellationToken, Diagnostic, TextEdit } from 'vscode-languageserver';
import { type CheckPlan, planCheck } from '../core/check/checkPlan';
import { severityWith } from '../core/check/severity';
import { contextOf, decideShape } from '../core/check/trainingFile';
import { type Row, splitRows } from '../core/rows/row';
import { rules } from '../core/rules/index';
import { withLineNumber } from '../core/rules/wording';
import { findingsOf, type ShownFinding } from '../core/transcript/findings';
import { type Mending, mending } from '../core/transcript/mend';
import { type ReadExample, readTranscript } from '../core/transcript/read';
import { freshLine } from '../core/transcript/rewrite';
import type { Work } from '../core/work';
import { placedDiagnostic, worstOf } from '../features/diagnostics';
import type { CheckTranscriptParams, MendTranscriptParams, TranscriptFix } from '../shared/transcriptProtocol';
import { linksOf } from './links';
import type { Session } from './session';
import { inTurnsFor } from './turns';

/** What is wrong with the examples of a transcript, under the target and settings of a file. */
export async function checkTranscript(
  session: Session,
  { text, uri }: CheckTranscriptParams,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const read = await reading(session, { text, uri });
  if (!read) return [];
  const found = await inTurnsFor({ session, token })(findingsOfAll(read));
  return worstOf(found).map((each) => placedDiagnostic(each, linksOf(session, uri)));
}

/** The fixes for what is wrong in some lines of a transcript. */
export async function mendTranscript(
  session: Session,
  { text, uri, first, last }: MendTranscriptParams,
): Promise<readonly TranscriptFix[]> {
  const read = await reading(session, { text, uri });
  if (!read) return [];
  const { examples, lines, plan } = read;
  return examples.flatMap((example, index) => {
    const end = examples[index + 1]?.places[0]?.line ?? lines.length;
    if ((example.places[0]?.line ?? 0) > last || end <= first) return [];
    return findingsOf(example, lines, plan)
      .filter(({ line }) => line >= first && line <= last)
      .flatMap((shown) => {
        const diagnostic = placedDiagnostic(described(shown, index), linksOf(session, uri));
        return (shown.finding.fixes ?? []).flatMap((fix): readonly TranscriptFix[] => {
          const mended = mending(example, end, lines, fix);
          return mended ? [{ title: fix.title, isSafe: fix.kind === 'fix', diagnostic, edit: editOf(mended, lines) }] : [];
        });
      });
  });
}

// Reading takes 20 ms a million, in one go; what is longer is checked in its file once it is saved.
const longest = 4_000_000;

interface Reading {
  readonly examples: readonly ReadExample[];
  readonly lines: readonly string[];
  readonly plan: CheckPlan;
}

/** What checking a transcript takes; undefined where it cannot be read, is no training data, or is very long. */
async function reading(session: Session, { text, uri }: CheckTranscriptParams): Promise<Reading | undefined> {
  if (text.length > longest) return undefined;
  const { examples, faults } = readTranscript(text);
  if (faults.length > 0) return undefined;
  const open = session.file(uri);
  await open?.ready;
  const settings = open?.file.settings ?? (await session.planFor(uri, false)).check;
  const shape = open?.file.check?.options.context.fileShape ?? decideShape(rowsOf(examples), settings);
  if (!shape) return undefined;
  const { severities, onRuleError } = settings;
  const plan = planCheck({ rules, context: contextOf(settings, shape), chosenSeverity: severityWith(severities), onRuleError });
  return { examples, lines: splitRows(text).map((row) => row.text), plan };
}

function* rowsOf(examples: readonly ReadExample[]): Iterable<Row> {
  for (const example of examples) yield* splitRows(freshLine(example));
}

type Described = Parameters<typeof placedDiagnostic>[0];

function* findingsOfAll({ examples, lines, plan }: Reading): Work<readonly Described[]> {
  const found: Described[] = [];
  for (const [index, example] of examples.entries()) {
    for (const shown of findingsOf(example, lines, plan)) found.push(described(shown, index));
    yield (index + 1) / examples.length;
  }
  return found;
}

function described({ finding: { rule, severity, message }, line, span }: ShownFinding, index: number): Described {
  return { line, span, rule, severity, message: withLineNumber(message, index) };
}

function editOf({ start, end, lines: mended }: Mending, lines: readonly string[]): TextEdit {
  if (end < lines.length)
    return {
      range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
      newText: mended.map((line) => `${line}\n`).join(''),
    };
  const last = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  // What goes behind the last line goes behind a line break as well.
  return start < end
    ? { range: { start: { line: start, character: 0 }, end: last }, newText: mended.join('\n') }
    : { range: { start: last, end: last }, newText: mended.map((line) => `\n${line}`).join('') };
}
