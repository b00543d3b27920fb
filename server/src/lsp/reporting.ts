import type { CancellationToken } from 'vscode-languageserver';
import { summaryOf } from '../core/check/problemSummary';
import type { Row } from '../core/rows/row';
import type { Shape } from '../core/shapes/shape';
import { collectStats, type TokensOf } from '../core/stats/collect';
import { htmlEnd, htmlReport, htmlStart } from '../core/stats/html';
import { type LineStats, lineStats } from '../core/stats/lineStats';
import { reportMarkdown } from '../core/stats/render';
import type { DatasetReport } from '../core/stats/report';
import type { Model, Target } from '../core/targets/target';
import { jobChoices } from '../core/tokens/cost';
import type { CountedModel } from '../core/tokens/countExample';
import { howToBegin } from '../features/emptyFile';
import { reportView } from '../features/reportView';
import { type DatasetReportAnswer, type DatasetReportParams, datasetReportProgress } from '../shared/protocol';
import type { OpenFile } from './openFile';
import type { Session } from './session';

// Long enough that switching costs little, short enough that a key typed meanwhile is answered at once.
const turnMilliseconds = 6;
// Often enough to see that it goes on.
const progressMilliseconds = 150;

/** What was read of lines: it depends on the target, which says what is learnt, and on the file's shape, which says how they are read. */
export type Readings = WeakMap<Target, WeakMap<Shape, Reading>>;

type Reading = WeakMap<Row, LineStats | 'none'>;

/** The report of an open file; lines that are in `readings` are not read again. */
export async function datasetReportOf(
  session: Session,
  { textDocument: { uri }, name }: DatasetReportParams,
  readings: Readings,
  token: CancellationToken,
): Promise<DatasetReportAnswer> {
  const { connection, host } = session;
  const open = session.file(uri);
  if (!open) return { why: `${name} is not open any more.` };
  await open.ready;
  await open.whole;
  const { check } = open.file;
  if (!check && open.file.isBlank) return { why: `${name} is empty. ${howToBegin}` };
  if (!check) return { why: `${name} does not look like training data, so there is nothing to report.` };
  session.checkWaiting(open);
  let turnEnd = host.now() + turnMilliseconds;
  let toldAt = host.now();
  const goOn = async (done: number, all: number): Promise<boolean> => {
    const now = host.now();
    if (now < turnEnd) return true;
    if (now > toldAt + progressMilliseconds) {
      toldAt = now;
      void connection.sendNotification(datasetReportProgress, { uri, done, all });
    }
    await host.yieldTurn();
    turnEnd = host.now() + turnMilliseconds;
    return !token.isCancellationRequested;
  };
  const { fileShape } = check.context;
  const reading = readingOf(readings, session.target(uri), fileShape);
  return (await reportOf(session, open, fileShape, reading, name, goOn)) ?? { why: '' };
}

function readingOf(readings: Readings, target: Target, shape: Shape): Reading {
  const ofTarget = readings.get(target) ?? new WeakMap<Shape, Reading>();
  readings.set(target, ofTarget);
  const known = ofTarget.get(shape) ?? new WeakMap<Row, LineStats | 'none'>();
  ofTarget.set(shape, known);
  return known;
}

/** The report of a file, or undefined when it is not wanted any more. */
async function reportOf(
  session: Session,
  { uri, file }: OpenFile,
  fileShape: Shape,
  reading: Reading,
  name: string,
  goOn: (done: number, all: number) => Promise<boolean>,
): Promise<DatasetReportAnswer | undefined> {
  const counting = session.countedModel(uri);
  const tokenizer = counting?.tokenizer;
  const model = counting && session.model(uri);
  const target = session.target(uri);
  const collecting = collectStats({
    target,
    fileShape,
    model,
    today: session.host.today(),
    job: jobChoices(session.settings(uri)),
  });
  const withTokenizer = (counted: Model): CountedModel => (tokenizer ? { ...counted, tokenizer } : counted);
  const uncounted = new Map<Model, Row[]>();
  const tokensFor =
    (row: Row): TokensOf =>
    (counted) => {
      const tokens = session.tokens.get(row, withTokenizer(counted));
      if (!tokens) {
        const missing = uncounted.get(counted);
        if (missing) missing.push(row);
        else uncounted.set(counted, [row]);
      }
      return tokens;
    };
  // An edit may come between two turns; then the client asks again.
  const rows = [...file.rows];
  if (rows.at(-1)?.text === '') rows.pop();
  for (const [index, row] of rows.entries()) {
    // Awaited for some lines only: a promise for each would cost more than reading it.
    if (index % 16 === 0 && !(await goOn(index, rows.length))) return undefined;
    let stats = reading.get(row);
    if (stats === undefined) {
      stats = lineStats(row.text, fileShape, target) ?? 'none';
      reading.set(row, stats);
    }
    collecting.add(stats === 'none' ? undefined : stats, row.text.trim() === '', tokensFor(row));
  }
  // When they are counted, a new status tells the client to ask again.
  for (const [counted, missing] of uncounted) session.tokens.want(missing, withTokenizer(counted), 'background');
  const { check } = file;
  const pending = check?.pending ?? 0;
  const isChecked = check && pending === 0;
  const report = collecting.report(isChecked ? summaryOf(check.findings()) : [], {
    pending,
    spreadRecords: isChecked ? check.spreadRecords : 0,
  });
  return reportAnswer(name, report);
}

/** A report in all its forms. */
export function reportAnswer(name: string, report: DatasetReport): DatasetReportAnswer {
  const html = htmlStart(name) + htmlReport(name, report) + htmlEnd;
  return { view: reportView(report), markdown: reportMarkdown(name, report), html };
}
