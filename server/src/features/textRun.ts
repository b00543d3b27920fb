import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import { CodeActionKind } from 'vscode-languageserver-types';
import type { ConvertOptions } from '../core/convert/reading';
import { diagnose } from '../core/json/repair';
import type { Row } from '../core/rows/row';
import { acceptedShape } from '../core/rules/accepted';
import { invalidJson } from '../core/rules/invalid-json';
import { fileHabits } from './completionHabits';
import type { FeatureContext } from './context';

/** Lines (from 0) of a training file that hold plain text: `end` is behind the last of them. */
export interface TextRun {
  readonly start: number;
  readonly end: number;
}

/** A run that is longer is a text file of its own, which the convert command takes with a preview. */
const longestRun = 2000;
const longestText = 200_000;

/**
 * The plain text around a line: neighbours that are text too, and the blank lines between them, because paragraphs and turns are
 * parted by those. Undefined where the line is no plain text, or the run is too long to be converted in passing.
 */
export function textRunAt(rows: readonly Row[], line: number): TextRun | undefined {
  const length = rows[line]?.text.length ?? 0;
  if (length > longestText || !isText(rows[line])) return undefined;
  const edge = (step: 1 | -1): number => {
    let last = line;
    for (let at = line + step; Math.abs(at - line) <= longestRun; at += step) {
      const row = rows[at];
      if (row === undefined) break;
      if (row.text.trim() === '') continue;
      if (!isText(row)) break;
      last = at;
    }
    return last;
  };
  const run = { start: edge(-1), end: edge(1) + 1 };
  const all = rows.slice(run.start, run.end).reduce((sum, { text }) => sum + text.length, 0);
  return run.end - run.start > longestRun || all > longestText ? undefined : run;
}

function isText(row: Row | undefined): boolean {
  // Most neighbours are records, and those need no diagnosis.
  if (row === undefined || /^\s*(?:[{[]|$)/.test(row.text)) return false;
  return diagnose(row.text).faults[0]?.cause === 'plain-text';
}

/** The quick fix that makes examples of the plain text under the cursor, in the shape and with the system prompt of the file. */
export async function textRunAction(
  { file, links, settings, target }: FeatureContext,
  { start }: Range,
  diagnostics: readonly Diagnostic[],
): Promise<CodeAction | undefined> {
  const run = file.check && textRunAt(file.rows, start.line);
  if (!file.check || !run) return undefined;
  const rows = file.rows.slice(run.start, run.end);
  const shape = file.check.context.fileShape;
  const system = fileHabits(file.rows, run.start).dominantSystemPrompt ?? settings.systemPrompt;
  const options: ConvertOptions = { shape: shape.id === 'completion' ? 'completion' : 'chat', ...(system && { system }) };
  const text = rows.map((row) => row.text + row.lineBreak).join('');
  // Only where there is such text is there a use for all the readings.
  const [{ convertText }, { linesInShape }] = await Promise.all([
    import('../core/convert/convert'),
    import('../core/convert/linesInShape'),
  ]);
  // Running text has no question of its own, and a quick fix can ask for none.
  const offer = (await convertText(text, options, {})).find(({ needsPrompt, result }) => !needsPrompt && result.examples.length > 0);
  if (offer === undefined || offer.reading.id === 'passage') return undefined;
  const trainer = acceptedShape(target, shape) && { target, severities: settings.rules };
  const { lines } = linesInShape(offer.result, offer.options, shape, trainer);
  if (lines.length === 0) return undefined;
  const source = rows.length === 1 ? 'this line' : `these ${rows.length} lines`;
  return {
    title: `Convert ${source} to ${lines.length === 1 ? 'an example' : `${lines.length} examples`}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter(({ code }) => code === invalidJson.id),
    edit: { changes: { [links.uri]: [replacing(rows, run, lines)] } },
  };
}

function replacing(rows: readonly Row[], { start, end }: TextRun, lines: readonly string[]): TextEdit {
  const usual = rows.find(({ lineBreak }) => lineBreak !== '')?.lineBreak ?? '\n';
  const last = rows.at(-1);
  return {
    range: { start: { line: start, character: 0 }, end: { line: end - 1, character: last?.text.length ?? 0 } },
    newText: lines.join(usual),
  };
}
