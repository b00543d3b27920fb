import type { FileBytes } from '../bytes/fileBytes';
import { type Fix, severities } from '../finding';
import { positionLine, type ReadLine } from '../json/positions';
import type { LineBreak, Row } from '../rows/row';
import { rules } from '../rules/index';
import { detectionReach } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import type { ExampleTokens } from '../tokens/countExample';
import type { LocatedFinding } from './checkedLine';
import { checkLine } from './checkLine';
import { type CheckPlan, planCheck } from './checkPlan';
import { Column } from './column';
import { maxRounds } from './fixFile';
import { type FixFilter, type FoundInLine, fits, mend, mendingApart, type RowsReplacement, replacementOf } from './mendLine';
import { PassingCheck } from './passingCheck';
import { type Remains, type Rewrite, remedyFor } from './remedies';
import { severityWith } from './severity';
import { type CheckSettings, contextOf, decideShape } from './trainingFile';

/** A file whose fixes are known and that is fixed anew, row by row, each time that it is read. */
export interface FixedStream {
  readonly rows: () => AsyncIterable<Row>;
  readonly applied: number;
  readonly remains: Remains;
  /** Set when the bytes are to be written anew as UTF-8. */
  readonly rewrite?: Rewrite;
}

/** What is needed to fix a file that is too large to be held. */
export interface FixStreamSource {
  /** The rows of the file, from the first; asked for once for each look at it. */
  readonly rows: () => AsyncIterable<Row>;
  /** What is known of the file's bytes, once all rows have come. */
  readonly bytes: () => FileBytes | undefined;
  /** `holdsTexts` says of rows that they are known to hold nothing but texts. */
  readonly tokensOf: (row: Row, holdsTexts: boolean) => Promise<ExampleTokens | undefined> | undefined;
}

/** One look at the rows: what file rules replace, and for which lines (from 0) they speak. */
interface Layer {
  readonly replacements: ReadonlyMap<number, RowsReplacement>;
  readonly covered: ReadonlySet<number>;
}

interface Look extends Layer {
  /** Fixes that are wanted. */
  readonly wanted: number;
  readonly remains: Remains;
  readonly rewrite: Rewrite | undefined;
}

const batchSize = 256;

/**
 * Fixes a file as `fixAll` does, and keeps of it what file rules say and a note a finding: the file is read once for each round of
 * fixes. Undefined when it is no training data.
 */
export async function fixStream(source: FixStreamSource, settings: CheckSettings, wanted: FixFilter): Promise<FixedStream | undefined> {
  const fileShape = await shapeOf(source.rows(), settings);
  if (!fileShape) return undefined;
  const options = {
    rules,
    context: contextOf(settings, fileShape),
    chosenSeverity: severityWith(settings.severities),
    onRuleError: settings.onRuleError,
  };
  const plan = planCheck(options);
  const layers: Layer[] = [];
  let inLines = 0;
  let applied = 0;
  const rows = (): AsyncIterable<Row> =>
    layers.reduce(
      (before, layer) =>
        fixedRows(before, layer, plan, wanted, (count) => {
          inLines += count;
        }),
      source.rows(),
    );
  for (let round = 0; ; round++) {
    inLines = 0;
    const look = await lookAt(rows(), new PassingCheck(options), source, wanted);
    applied += layers.at(-1)?.replacements.size ?? 0;
    const { remains, rewrite } = look;
    if (look.wanted === 0 || round === maxRounds) {
      return { rows, applied: applied + inLines + (rewrite ? 1 : 0), remains, ...(rewrite && { rewrite }) };
    }
    layers.push(look);
  }
}

async function shapeOf(rows: AsyncIterable<Row>, settings: CheckSettings): Promise<Shape | undefined> {
  const first: Row[] = [];
  for await (const row of rows) {
    first.push(row);
    if (detectionReach(first) < first.length) break;
  }
  return decideShape(first, settings);
}

async function lookAt(
  rows: AsyncIterable<Row>,
  check: PassingCheck,
  { bytes, tokensOf }: FixStreamSource,
  wanted: FixFilter,
): Promise<Look> {
  // Of each finding its line, and its severity, whether it has a remedy and whether that is wanted: five bytes.
  const lines = new Column((size) => new Uint32Array(size));
  const kinds = new Column((size) => new Uint8Array(size));
  let rewrite: Rewrite | undefined;
  let positioned: ReadLine | undefined;
  const note = ({ line, row, finding }: LocatedFinding): Fix | undefined => {
    const fix = finding.fixes?.find((each) => wanted(each, finding));
    const edit = fix?.edits[0];
    if (edit?.op === 'rewrite-file') {
      // It is done while the rows are written, and nothing of it remains.
      rewrite = { mark: edit.mark };
      return undefined;
    }
    // A line with thousands of findings is read once for all of them.
    if (fix && positioned?.text !== row.text) positioned = positionLine(row.text);
    const fitting = fix && positioned && fits(positioned, fix) ? fix : undefined;
    lines.push(line);
    kinds.push(severities.indexOf(finding.severity) * 4 + (remedyFor(finding) ? 2 : 0) + (fitting ? 1 : 0));
    return fitting;
  };
  let waiting: Row[] = [];
  const flush = async (): Promise<void> => {
    const start = check.length;
    for (const located of check.append(waiting)) note(located);
    for (const [offset, row] of waiting.entries()) {
      const tokens = await tokensOf(row, check.holdsTexts(offset));
      if (!tokens) continue;
      for (const finding of check.tokenFindings(row.text, tokens)) note({ line: start + offset, lines: 1, row, finding });
    }
    waiting = [];
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length >= batchSize) await flush();
  }
  await flush();
  const { reports, covered } = check.end(bytes());
  const inLines = lines.length;
  const replacements = new Map<number, RowsReplacement>();
  let free = 0;
  for (const report of [...reports].sort((a, b) => a.line - b.line)) {
    const fix = note(report);
    const replacement = fix && replacementOf(report, fix);
    if (!replacement || report.line < free) continue;
    replacements.set(report.line, replacement);
    free = replacement.start + replacement.removed;
  }
  const remains = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0 };
  let fixes = 0;
  for (let index = 0; index < lines.length; index++) {
    if (index < inLines && covered(lines.at(index))) continue;
    const kind = kinds.at(index);
    remains[severities[kind >> 2] ?? 'hint'] += 1;
    if (kind & 2) remains.fixable += 1;
    fixes += kind & 1;
  }
  // What tells whether a line is covered holds on to the whole check; a layer is kept for long.
  const coveredLines = new Set<number>();
  for (let line = 0; line < check.length; line++) if (covered(line)) coveredLines.add(line);
  return { replacements, covered: coveredLines, remains, rewrite, wanted: fixes };
}

/** The rows after one round: what file rules replace is replaced, and other lines are mended by themselves. */
async function* fixedRows(
  rows: AsyncIterable<Row>,
  { replacements, covered }: Layer,
  plan: CheckPlan,
  wanted: FixFilter,
  onFixes: (count: number) => void,
): AsyncGenerator<Row> {
  let index = -1;
  let usual: LineBreak = '\n';
  let held: Row | undefined;
  let replacing: { readonly lines: readonly string[]; left: number } | undefined;
  for await (const row of rows) {
    index += 1;
    if (index === 0) usual = row.lineBreak || '\n';
    if (!replacing) {
      const replacement = replacements.get(index);
      if (replacement) replacing = { lines: replacement.lines, left: replacement.removed };
    }
    let lines: readonly string[];
    if (replacing) {
      replacing.left -= 1;
      if (replacing.left > 0) continue;
      ({ lines } = replacing);
      replacing = undefined;
    } else lines = covered.has(index) ? [row.text] : mended(row.text, plan, wanted, onFixes);
    for (const [at, text] of lines.entries()) {
      if (held) yield held;
      held = { text, lineBreak: at < lines.length - 1 ? usual : row.lineBreak };
    }
    // The file's last row goes with the line break before it.
    if (lines.length === 0 && row.lineBreak === '') held = { text: held?.text ?? '', lineBreak: '' };
  }
  if (held) yield held;
}

/** The lines that a line becomes when all that is wanted was done to it. */
function mended(text: string, plan: CheckPlan, wanted: FixFilter, onFixes: (count: number) => void): readonly string[] {
  let lines = [text];
  for (let round = 0; round < maxRounds; round++) {
    let isChanged = false;
    lines = lines.flatMap((each) => {
      const row: Row = { text: each, lineBreak: '\n' };
      const found = checkLine(row, plan).findings.map((finding): FoundInLine => ({ line: 0, row, finding }));
      const done = mend(found, wanted, apart);
      if (!done) return [each];
      onFixes(done.applied);
      isChanged = true;
      return done.replacement.lines;
    });
    if (!isChanged) break;
  }
  return lines;
}

const apart = mendingApart(rules);
