import type { FileBytes } from '../bytes/fileBytes';
import { type PositionedLine, positionLine, type Span, spanOf } from '../json/positions';
import { ownString } from '../ownString';
import { unitsOf } from '../rows/fileRow';
import type { Row } from '../rows/row';
import { rules } from '../rules/index';
import { withLineNumber } from '../rules/wording';
import { detectionReach, holdsBatchRequests } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import type { ExampleTokens } from '../tokens/countExample';
import type { LocatedFinding } from './checkedLine';
import { FindingNotes } from './findingNotes';
import { PassingCheck } from './passingCheck';
import type { PlacedFinding } from './placedFinding';
import { severityWith } from './severity';
import { isFixable, StreamFindings } from './streamFindings';
import { type CheckSettings, contextOf, decideShape } from './trainingFile';

/** What checking a stream of rows found out. */
export interface StreamResult {
  /** Undefined when the file is not training data; then nothing was checked. */
  readonly shape: Shape | undefined;
  /** Whether there is nothing but white space in it. */
  readonly isBlank: boolean;
  /** Whether it is left alone and begins with a request of OpenAI's Batch interface. */
  readonly holdsRequests: boolean;
  readonly examples: number;
  /** How many records do not stand on a line of their own, so that they are no examples yet. */
  readonly spreadRecords: number;
  /** In the order of lines: all, or as many as were wanted, the worst, and the first of each rule and severity. */
  readonly findings: readonly PlacedFinding[];
  /** All findings, in no order. */
  readonly all: FindingNotes;
}

/** What is known of a row of a training file. */
export interface CheckedRow {
  readonly fileShape: Shape;
  readonly isExample: boolean;
  /** Whether it is known to hold nothing but texts. */
  readonly holdsTexts: boolean;
}

/** What the caller wants of each line while its text is there. */
export interface StreamHooks {
  /** Makes what is to be shown of a line with a finding. */
  readonly excerptOf: (text: string, span: Span) => string;
  /** How many findings are kept with their words, the worst first; all when it is absent. */
  readonly most?: number;
  /**
   * Asked for the tokens of every row of a training file of this shape, once and in order; it may leave out those that no model finds too long.
   */
  readonly tokensOf?: (row: Row, about: CheckedRow) => ExampleTokens | undefined | Promise<ExampleTokens | undefined>;
  /** Asked, once all rows have come, what their bytes tell. */
  readonly bytes?: () => FileBytes | undefined;
}

const mostMessages = 1000;

/** Gives the same string for messages that many findings have in common, so that each is kept once. */
function sharing(): (message: string) => string {
  const known = new Map<string, string>();
  return (message) => {
    let shared = known.get(message);
    if (shared === undefined) {
      if (known.size >= mostMessages) known.clear();
      shared = ownString(message);
      known.set(shared, shared);
    }
    return shared;
  };
}

const batchSize = 256;
// UTF-16 units of them: a few milliseconds' work, after which others may have their turn.
const batchUnits = 1 << 18;

/** Checks rows as they come and forgets the texts of those that are done with, so that memory does not grow with the file. */
export async function checkStream(rows: AsyncIterable<Row>, settings: CheckSettings, hooks: StreamHooks): Promise<StreamResult> {
  const { severities, onRuleError } = settings;
  const shared = sharing();
  let waiting: Row[] = [];
  let units = 0;
  let check: PassingCheck | undefined;
  let silent = false;
  let isBlank = true;
  let holdsRequests = false;
  // A line may have thousands of findings, and they come one after the other.
  let lastPositioned: PositionedLine | undefined;
  const place = (located: LocatedFinding): PlacedFinding => {
    const { line, row, finding, related } = located;
    const { rule, severity, message } = finding;
    if (lastPositioned?.text !== row.text) lastPositioned = positionLine(row.text);
    const span = spanOf(lastPositioned, finding.place);
    const fixable = isFixable(located);
    const excerpt = ownString(hooks.excerptOf(row.text, span));
    const at = { line, span, rule, severity, message: shared(withLineNumber(message, line)), fixable, excerpt };
    if (!related) return at;
    const { line: other, file, message: why } = related;
    return { ...at, related: { line: other, message: why, ...(file !== undefined && { file }) } };
  };
  const found = new StreamFindings(hooks.most ?? Number.POSITIVE_INFINITY, place);
  const flush = async (): Promise<void> => {
    if (!check) {
      const fileShape = decideShape(waiting, settings);
      silent = fileShape === undefined;
      if (!fileShape) {
        holdsRequests = holdsBatchRequests(waiting);
        return;
      }
      check = new PassingCheck({
        rules,
        context: contextOf(settings, fileShape),
        chosenSeverity: severityWith(severities),
        onRuleError,
      });
    }
    const start = check.length;
    const located = check.append(waiting);
    for (const [offset, row] of waiting.entries()) {
      const asked = hooks.tokensOf?.(row, {
        fileShape: check.context.fileShape,
        isExample: check.isExample(offset),
        holdsTexts: check.holdsTexts(offset),
      });
      const tokens = asked instanceof Promise ? await asked : asked;
      if (!tokens) continue;
      for (const finding of check.tokenFindings(row.text, tokens)) located.push({ line: start + offset, lines: 1, row, finding });
    }
    for (const each of located.sort((a, b) => a.line - b.line)) found.add(each);
    waiting = [];
    units = 0;
  };
  for await (const row of rows) {
    waiting.push(row);
    units += unitsOf(row);
    isBlank &&= row.text.trim() === '';
    const decided = check !== undefined || detectionReach(waiting) < waiting.length;
    if (decided && (waiting.length >= batchSize || units >= batchUnits || !check)) await flush();
    if (silent) return nothingIn(isBlank, holdsRequests);
  }
  await flush();
  if (!check) return nothingIn(isBlank, holdsRequests);
  const ended = check.end(hooks.bytes?.());
  return {
    shape: check.context.fileShape,
    isBlank,
    holdsRequests,
    examples: check.examples,
    spreadRecords: ended.spreadRecords(),
    ...found.end(ended),
  };
}

/** The result for what is no training data. */
function nothingIn(isBlank: boolean, holdsRequests: boolean): StreamResult {
  return { shape: undefined, isBlank, holdsRequests, examples: 0, spreadRecords: 0, findings: [], all: new FindingNotes() };
}
