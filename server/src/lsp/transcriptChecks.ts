import type { CancellationToken, Diagnostic, TextEdit } from 'vscode-languageserver';
import { type CheckPlan, planCheck } from '../core/check/checkPlan';
import { severityWith } from '../core/check/severity';
import { contextOf } from '../core/check/trainingFile';
import { rules } from '../core/rules/index';
import { withLineNumber } from '../core/rules/wording';
import { findingsOf, type ShownFinding } from '../core/transcript/findings';
import { type Mending, mending } from '../core/transcript/mend';
import type { Work } from '../core/work';
import { placedDiagnostic, worstOf } from '../features/diagnostics';
import type { CheckTranscriptParams, TranscriptFix, TranscriptLinesParams } from '../shared/transcriptProtocol';
import { linksOf } from './links';
import type { Session } from './session';
import { examplesIn, readingOf, type TranscriptReading } from './transcriptReading';
import { inTurnsFor } from './turns';

/** What is wrong with the examples of a transcript, under the target and settings of a file. */
export async function checkTranscript(
  session: Session,
  { text, uri }: CheckTranscriptParams,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const read = await readingOf(session, { text, uri });
  if (!read) return [];
  const found = await inTurnsFor({ session, token })(findingsOfAll(read));
  return worstOf(found).map((each) => placedDiagnostic(each, linksOf(session, uri)));
}

/** The fixes for what is wrong in some lines of a transcript. */
export async function mendTranscript(session: Session, params: TranscriptLinesParams): Promise<readonly TranscriptFix[]> {
  const read = await readingOf(session, params);
  if (!read) return [];
  const { first, last } = params;
  const { lines } = read;
  const plan = planOf(read);
  return examplesIn(read, params).flatMap(({ example, index, end }) =>
    findingsOf(example, lines, plan)
      .filter(({ line }) => line >= first && line <= last)
      .flatMap((shown) => {
        const diagnostic = placedDiagnostic(described(shown, index), linksOf(session, params.uri));
        return (shown.finding.fixes ?? []).flatMap((fix): readonly TranscriptFix[] => {
          const mended = mending(example, end, lines, fix);
          return mended ? [{ title: fix.title, isSafe: fix.kind === 'fix', diagnostic, edit: editOf(mended, lines) }] : [];
        });
      }),
  );
}

function planOf({ check, fileShape }: TranscriptReading): CheckPlan {
  const { severities, onRuleError } = check;
  return planCheck({ rules, context: contextOf(check, fileShape), chosenSeverity: severityWith(severities), onRuleError });
}

type Described = Parameters<typeof placedDiagnostic>[0];

function* findingsOfAll(read: TranscriptReading): Work<readonly Described[]> {
  const { examples, lines } = read;
  const plan = planOf(read);
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
