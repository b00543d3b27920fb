import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { FileBytes } from '../core/bytes/fileBytes';
import type { PlacedFinding } from '../core/check/placedFinding';
import { described, problemSummary, type RuleProblems } from '../core/check/problemSummary';
import { checkStream, type StreamResult } from '../core/check/streamCheck';
import type { CheckSettings } from '../core/check/trainingFile';
import { kindOf } from '../core/check/worst';
import { reasonOf } from '../core/errors';
import { nameOf } from '../core/project/paths';
import type { Row } from '../core/rows/row';
import { rules } from '../core/rules/index';
import type { Shape } from '../core/shapes/shape';
import { type Collecting, collectStats } from '../core/stats/collect';
import { type LineStats, lineStats } from '../core/stats/lineStats';
import type { Model } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import { mayExceed } from '../core/tokens/mayExceed';
import { diagnosticLimit, placedDiagnostic, worstOf } from '../features/diagnostics';
import type { DiskCheck, DiskProblem, ExampleMark, NotOnDisk } from '../shared/diskProtocol';
import type { DatasetReportAnswer } from '../shared/protocol';
import { countedAhead } from './countedAhead';
import { planOnDisk } from './diskPlan';
import { rowsOnDisk } from './diskRows';
import { markOf } from './exampleMark';
import { describeError } from './guard';
import { linksOf } from './links';
import { reportAnswer } from './reporting';
import type { Session } from './session';

/** What is wrong in a file as it lies on the disk; `assume` says that it is training data, whatever its lines look like. */
export async function checkFileOnDisk(session: Session, uri: string, wanted: Omit<Wanted, 'reports'>): Promise<DiskCheck | NotOnDisk> {
  const read = await readFile(session, uri, { ...wanted, reports: false });
  return 'why' in read ? read : checkOf(session, uri, read);
}

/** What a file holds and comes to as it lies on the disk, under a name; undefined when nobody can tell. */
export async function reportFileOnDisk(
  session: Session,
  uri: string,
  name: string,
  wanted: Omit<Wanted, 'assume' | 'reports'>,
): Promise<DatasetReportAnswer | undefined> {
  const read = await readFile(session, uri, { ...wanted, assume: false, reports: true });
  if ('why' in read) return read;
  const report = read.collecting?.report(problemSummary(read.result.all), read.result);
  return report && reportAnswer(name, report);
}

interface ReadFile {
  readonly size: number;
  readonly result: StreamResult & { readonly shape: Shape };
  readonly settings: CheckSettings;
  readonly collecting: Collecting | undefined;
}

interface Wanted {
  readonly assume: boolean;
  readonly progress: ProgressToken | undefined;
  readonly token: CancellationToken;
  /** Whether a report is wanted, for which every token is counted. */
  readonly reports: boolean;
}

/** Reads a file once from its beginning to its end. */
async function readFile(session: Session, uri: string, { assume, progress, token, reports }: Wanted): Promise<ReadFile | NotOnDisk> {
  const name = nameOf(uri);
  try {
    const stamp = await session.disk.stat(uri);
    if (!stamp) return { why: `${name} could not be read: there is no such file.` };
    const { compared, model: countedModel, job, release } = await planOnDisk(session, uri, assume);
    try {
      const settings = await compared(token);
      if (token.isCancellationRequested) return { why: '' };
      let bytes: FileBytes | undefined;
      let collecting: Collecting | undefined;
      const rows = rowsOnDisk(session, uri, { size: stamp.size, token, progress }, (facts) => {
        bytes = facts;
      });
      const limit = settings.model?.contextLimit?.value;
      const model = reports || limit !== undefined ? await countedModel() : undefined;
      const ahead = reports && model ? countedAhead(session, model, rows) : undefined;
      const result = await checkStream(ahead?.rows ?? rows, settings, {
        // Nobody reads an excerpt here, but a problem has to find its example again.
        excerptOf: markIn,
        most: reports ? 0 : diagnosticLimit,
        bytes: () => bytes,
        tokensOf: (row, { fileShape, holdsTexts }) => {
          if (!reports)
            return model && limit !== undefined && mayExceed(row, limit, holdsTexts) ? session.tokens.count(row, model) : undefined;
          collecting ??= collectStats({
            target: settings.target,
            fileShape,
            model: model && settings.model,
            today: session.host.today(),
            job,
          });
          return collect(collecting, row, lineStats(row.text, fileShape, settings.target), (counted) => ahead?.tokensOf(row, counted));
        },
      });
      if (token.isCancellationRequested) return { why: '' };
      const { shape } = result;
      if (shape) return { size: stamp.size, result: { ...result, shape }, settings, collecting };
      const why = result.isBlank ? `${name} is empty.` : `${name} does not look like training data, so nothing was checked.`;
      return { why, silent: true };
    } finally {
      release();
    }
  } catch (error) {
    session.connection.console.error(`${uri}: ${describeError(error)}`);
    return { why: `${name} could not be read: ${reasonOf(error)}.` };
  }
}

/** Adds a row to a report; returns its tokens. */
async function collect(
  collecting: Collecting,
  row: Row,
  stats: LineStats | undefined,
  tokensOf: (model?: Model) => Promise<ExampleTokens | undefined> | undefined,
): Promise<ExampleTokens | undefined> {
  // The text after the last line break is no line of its own when it is empty.
  if (row.text === '' && row.lineBreak === '') return undefined;
  const own = stats && (await tokensOf());
  const counts = new Map<Model, ExampleTokens | undefined>();
  for (const model of stats ? collecting.models : []) counts.set(model, await tokensOf(model));
  collecting.add(stats, row.text.trim() === '', (model) => (counts.has(model) ? counts.get(model) : own));
  return own;
}

function checkOf(session: Session, uri: string, { size, result, settings }: ReadFile): DiskCheck {
  const { findings, all, shape, examples, spreadRecords } = result;
  const found = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of all) found[severity] += 1;
  const first = new Map<string, PlacedFinding>();
  for (const finding of findings) if (!first.has(kindOf(finding))) first.set(kindOf(finding), finding);
  return {
    target: settings.target.name,
    shape: shape.name,
    examples,
    spreadRecords,
    size,
    found,
    rules: described(problemSummary(all)).map((each) => {
      const at = first.get(kindOf(each));
      return { ...each, first: at ? exampleOf(at) : { line: each.firstLine } };
    }),
    problems: problemsOf(session, uri, findings),
  };
}

function exampleOf({ line, excerpt }: PlacedFinding): ExampleMark {
  return excerpt === '' ? { line } : { line, mark: Number(excerpt) };
}

/** An excerpt by which a problem finds its example again; empty where the text is forgotten. */
function markIn(text: string): string {
  return text === '' ? '' : String(markOf(text));
}

function problemsOf(session: Session, uri: string, findings: readonly PlacedFinding[]): readonly DiskProblem[] {
  const links = linksOf(session, uri);
  return worstOf(findings).map((each) => ({ ...exampleOf(each), diagnostic: placedDiagnostic(each, links) }));
}

/** What is wrong with lines by themselves that stand in a file on the disk from `start` on, and the same by rule. */
export async function problemsIn(
  session: Session,
  uri: string,
  lines: readonly string[],
  start: number,
  settings: CheckSettings,
): Promise<{ readonly problems: readonly DiskProblem[]; readonly rules: readonly RuleProblems[] }> {
  const rows = async function* (): AsyncGenerator<Row> {
    for (const text of lines) yield { text, lineBreak: '\n' };
  };
  const { findings } = await checkStream(rows(), settings, { excerptOf: markIn });
  const isOfFile = (id: string): boolean => rules.some((rule) => rule.id === id && rule.about === 'file');
  const own = findings.filter(({ rule }) => !isOfFile(rule)).map((finding) => ({ ...finding, line: start + finding.line }));
  return { problems: problemsOf(session, uri, own), rules: described(problemSummary(own)) };
}
