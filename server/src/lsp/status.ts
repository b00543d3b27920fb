import { summaryOf } from '../core/check/problemSummary';
import { grouped } from '../core/numbers';
import { unitsOf } from '../core/rows/fileRow';
import type { Row } from '../core/rows/row';
import { acceptedShape } from '../core/rules/accepted';
import { holdsBatchRequests } from '../core/shapes/detect';
import { targets } from '../core/targets/index';
import { retirementsOf } from '../core/targets/retirements';
import type { Target } from '../core/targets/target';
import { billableTokens, jobChoices, jobEpochs, jobPrice, trainingCost } from '../core/tokens/cost';
import type { Work } from '../core/work';
import { diagnosticLimit } from '../features/diagnostics';
import { type FileStatus, fileStatus, listTargets, treatAsTraining } from '../shared/protocol';
import { describeError } from './guard';
import { CancellationToken } from './library';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import { countedAtLeisure, type Session } from './session';
import type { Wish } from './tokenCounts';
import { inTurnsFor } from './turns';

// Often enough to show progress, seldom enough not to be felt: no more than a tenth of the time goes into it.
const interval = 200;
const longestInterval = 2000;
const rest = 9;
// Nobody has typed or asked and nothing was checked for this long: then there is time for what stops the server for a moment.
const leisure = 1000;
// Between a look at the clock and the next one.
const rowsAtOnce = 256;

/** What the lines of a file come to that are counted. */
interface TokenSum {
  readonly total: number;
  readonly counted: number;
  /** Of the total, what a job is charged for. */
  readonly billable: number;
  readonly approximate: boolean;
  readonly by: string | undefined;
}

/** Tells the client what is known of each open file, a few times a second at the most, and has its tokens counted. */
export const statusRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection, tokens } = session;
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const wishes = new Map<string, Wish>();
    const busyAt = new Map<string, number>();
    const busy = (uri: string): void => {
      busyAt.set(uri, session.host.now());
      soon(uri);
    };
    /** How long it will be until there is leisure in a file, in milliseconds; 0 when there is. */
    const untilLeisure = (uri: string): number => {
      const since = Math.max(session.attention.askedAt, busyAt.get(uri) ?? Number.NEGATIVE_INFINITY);
      return Math.max(0, since + leisure - session.host.now());
    };
    // What it took last to tell about one of the files, in milliseconds.
    let took = 0;
    // A wish holds on to all rows of its file.
    const forgetWish = (uri: string): void => {
      wishes.get(uri)?.cancel();
      wishes.delete(uri);
    };
    let turn = Promise.resolve();
    const inTurns = inTurnsFor({ session, token: CancellationToken.None });
    const tell = async (uri: string): Promise<void> => {
      const open = session.file(uri);
      if (!open) return;
      const start = session.host.now();
      const { generation } = open;
      // An edit may come between two turns; then the status is told anew.
      const rows = [...open.file.rows];
      forgetWish(uri);
      const wish = wantTokens(session, open, rows, (row) => {
        const wait = unitsOf(row) > countedAtLeisure ? untilLeisure(uri) : 0;
        if (wait > 0) setTimeout(() => session.file(uri) === open && soon(uri), wait);
        return wait === 0;
      });
      if (wish) wishes.set(uri, wish);
      const sum = await inTurns(sumOf(session, open, rows));
      // Where other settings hold by now, they have asked for another status.
      if (session.file(uri) !== open || open.generation !== generation) return;
      void connection.sendNotification(fileStatus, statusOf(session, open, sum));
      took = session.host.now() - start;
    };
    const soon = (uri: string): void => {
      if (timers.has(uri)) return;
      timers.set(
        uri,
        setTimeout(
          () => {
            timers.delete(uri);
            // One after the other, so that the last word is the newest.
            turn = turn.then(() => tell(uri)).catch((error) => connection.console.error(`status: ${describeError(error)}`));
          },
          Math.min(longestInterval, Math.max(interval, rest * took)),
        ),
      );
    };
    session.onFile((uri, open) => {
      if (open) {
        busy(uri);
        return;
      }
      busyAt.delete(uri);
      forgetWish(uri);
      clearTimeout(timers.get(uri));
      timers.delete(uri);
    });
    session.onProgress(busy);
    tokens.onCounted(() => {
      for (const { uri } of session.files()) soon(uri);
    });
    connection.onNotification(treatAsTraining, ({ uri }) => session.force(uri));
    connection.onRequest(listTargets, () =>
      targets.map(({ id, name, about, shapes, models }) => ({
        id,
        name,
        about,
        shapes: Object.keys(shapes),
        models: models.map((model) => ({ id: model.id, note: noteOf(model) })),
      })),
    );
  },
};

function noteOf({ contextLimit, price, retired }: (typeof targets)[number]['models'][number]): string {
  const notes = [
    retired && `retired on ${retired.on}`,
    contextLimit && `${grouped(contextLimit.value)} tokens an example`,
    price && `$${price.trainingPerMillion} a million tokens (${price.asOf})`,
  ];
  return notes.filter((note) => note !== undefined).join(' · ');
}

/** Where the choices for a file come from, and what it is compared with. */
function projectOf(session: Session, uri: string): Pick<FileStatus, 'project' | 'comparedWith'> {
  const project = session.project(uri);
  const others = session.pairs.othersOf(uri);
  return {
    ...(project && { project: { uri: project.uri, sets: Object.keys(project.file.choices) } }),
    ...(others.length > 0 && { comparedWith: others }),
  };
}

/** That a job needs a second file, where none was found beside this one. */
function validationNeed(target: Target, check: OpenFile['file']['check']): readonly string[] {
  if (!check || check.context.part) return [];
  const needs = acceptedShape(target, check.context.fileShape)?.needsValidation;
  return needs ? ['A job of this kind needs a validation file too, and none was found that goes with this file.'] : [];
}

function wantTokens(
  session: Session,
  { uri, file, isWhole }: OpenFile,
  rows: readonly Row[],
  isTime: (row: Row) => boolean,
): Wish | undefined {
  const model = session.countedModel(uri);
  if (!model || !file.check || !isWhole || file.check.pending > 0) return undefined;
  return session.tokens.want(rows, model, 'background', isTime);
}

function statusOf(session: Session, { uri, file, linesToCome }: OpenFile, sum: TokenSum | undefined): FileStatus {
  const { check } = file;
  const target = session.target(uri);
  const model = session.model(uri);
  // While lines wait, what was found so far has to do: putting all in order is work for the end.
  const pending = check ? check.pending + linesToCome : 0;
  const findings = check && pending === 0 ? check.findings() : [];
  const spreadRecords = check && pending === 0 ? check.spreadRecords : 0;
  const found = check && pending > 0 ? check.foundInLines : findings.length;
  const status: FileStatus = {
    uri,
    target: {
      id: target.id,
      name: target.name,
      about: [target.about, ...retirementsOf(target, check?.context.fileShape.id, model), ...validationNeed(target, check)].join(' '),
    },
    ...(model && { model: model.id }),
    ...projectOf(session, uri),
    examples: check?.examples ?? 0,
    pending,
    ...(spreadRecords > 0 && { spreadRecords }),
    problems: { found, shown: Math.min(found, diagnosticLimit), rules: summaryOf(findings) },
  };
  if (!check && file.isBlank) return { ...status, silent: 'completion offers whole examples', isEmpty: true };
  if (!check) {
    const holdsRequests = holdsBatchRequests(file.rows);
    return {
      ...status,
      silent: holdsRequests ? 'requests for OpenAI’s Batch interface, without answers' : 'its first lines are no training examples',
    };
  }
  const { id, name } = check.context.fileShape;
  return { ...status, shape: { id, name }, ...(model && sum && tokensOf(session, file, uri, model, target, sum)) };
}

function* sumOf(session: Session, { uri, file }: OpenFile, rows: readonly Row[]): Work<TokenSum | undefined> {
  const { tokens } = session;
  const { check } = file;
  const counting = session.countedModel(uri);
  if (!counting || !check) return undefined;
  const totals: number[] = [];
  let total = 0;
  let approximate = false;
  let by: string | undefined;
  for (const [index, row] of rows.entries()) {
    if (index % rowsAtOnce === 0) yield index / rows.length;
    // Nobody trains on lines that are no examples.
    const counted = check.isExample(index) ? tokens.get(row, counting) : undefined;
    if (!counted) continue;
    totals.push(counted.total);
    total += counted.total;
    approximate ||= counted.approximate;
    by ??= counted.by;
  }
  return { total, counted: totals.length, billable: billableTokens(totals, session.model(uri)?.contextLimit?.value), approximate, by };
}

function tokensOf(
  session: Session,
  { check }: OpenFile['file'],
  uri: string,
  model: NonNullable<ReturnType<Session['model']>>,
  target: ReturnType<Session['target']>,
  { total, counted, billable, approximate, by }: TokenSum,
): Pick<FileStatus, 'tokens' | 'cost'> {
  const examples = check?.examples ?? 0;
  const job = jobChoices(session.settings(uri));
  const epochs = jobEpochs(target, examples, job);
  const price = jobPrice(model, job);
  const dollars = trainingCost({ ...(price && { price }) }, billable, epochs);
  return {
    tokens: { total, counted, approximate, ...(by !== undefined && { by }) },
    // Half a count would make half a price.
    ...(dollars !== undefined && counted >= examples && { cost: { dollars, epochs, asOf: price?.asOf ?? '' } }),
  };
}
