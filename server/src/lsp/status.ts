import { acceptedShape } from '../core/rules/accepted';
import { targets } from '../core/targets/index';
import { retirementsOf } from '../core/targets/retirements';
import type { Target } from '../core/targets/target';
import { billableTokens, jobChoices, jobEpochs, jobPrice, trainingCost } from '../core/tokens/cost';
import { diagnosticLimit } from '../features/diagnostics';
import { type FileStatus, fileStatus, listTargets, treatAsTraining } from '../shared/protocol';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import type { Session } from './session';
import type { Wish } from './tokenCounts';

// Often enough to show progress, seldom enough not to be felt: no more than a tenth of the time goes into it.
const interval = 200;
const longestInterval = 2000;
const rest = 9;

/** Tells the client what is known of each open file, a few times a second at the most, and has its tokens counted. */
export const statusRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection, tokens } = session;
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const wishes = new Map<string, Wish>();
    // What it took last to tell about one of the files, in milliseconds.
    let took = 0;
    // A wish holds on to all rows of its file.
    const forgetWish = (uri: string): void => {
      wishes.get(uri)?.cancel();
      wishes.delete(uri);
    };
    const soon = (uri: string): void => {
      if (timers.has(uri)) return;
      timers.set(
        uri,
        setTimeout(
          () => {
            timers.delete(uri);
            const open = session.file(uri);
            if (!open) return;
            const start = session.host.now();
            forgetWish(uri);
            const wish = wantTokens(session, open);
            if (wish) wishes.set(uri, wish);
            void connection.sendNotification(fileStatus, statusOf(session, open));
            took = session.host.now() - start;
          },
          Math.min(longestInterval, Math.max(interval, rest * took)),
        ),
      );
    };
    session.onFile((uri, open) => {
      if (open) {
        soon(uri);
        return;
      }
      forgetWish(uri);
      clearTimeout(timers.get(uri));
      timers.delete(uri);
    });
    session.onProgress(soon);
    tokens.onCounted(() => {
      for (const { uri } of session.files()) soon(uri);
    });
    connection.onNotification(treatAsTraining, ({ uri }) => session.force(uri));
    connection.onRequest(listTargets, () =>
      targets.map(({ id, name, about, models }) => ({
        id,
        name,
        about,
        models: models.map((model) => ({ id: model.id, note: noteOf(model) })),
      })),
    );
  },
};

function noteOf({ contextLimit, price, retired }: (typeof targets)[number]['models'][number]): string {
  const notes = [
    retired && `retired on ${retired.on}`,
    contextLimit && `${contextLimit.value.toLocaleString('en')} tokens an example`,
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

function wantTokens(session: Session, { uri, file }: OpenFile): Wish | undefined {
  const model = session.countedModel(uri);
  if (!model || !file.check || file.check.pending > 0) return undefined;
  return session.tokens.want([...file.rows], model, 'background');
}

function statusOf(session: Session, { uri, file }: OpenFile): FileStatus {
  const { check } = file;
  const target = session.target(uri);
  const model = session.model(uri);
  // While lines wait, what was found so far has to do: putting all in order is work for the end.
  const found = (check?.pending ? check.foundInLines : check?.findings().length) ?? 0;
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
    pending: check?.pending ?? 0,
    problems: { found, shown: Math.min(found, diagnosticLimit) },
  };
  if (!check) return { ...status, silent: 'its first lines are no training examples' };
  const { id, name } = check.context.fileShape;
  return { ...status, shape: { id, name }, ...(model && tokensOf(session, file, uri, model, target)) };
}

function tokensOf(
  session: Session,
  { rows, check }: OpenFile['file'],
  uri: string,
  model: NonNullable<ReturnType<Session['model']>>,
  target: ReturnType<Session['target']>,
): Pick<FileStatus, 'tokens' | 'cost'> {
  const { tokens } = session;
  const counting = session.countedModel(uri);
  if (!counting) return {};
  const totals: number[] = [];
  let total = 0;
  let approximate = false;
  let by: string | undefined;
  for (const row of rows) {
    const counted = tokens.get(row, counting);
    if (!counted) continue;
    totals.push(counted.total);
    total += counted.total;
    approximate ||= counted.approximate;
    by ??= counted.by;
  }
  const examples = check?.examples ?? 0;
  const job = jobChoices(session.settings(uri));
  const epochs = jobEpochs(target, examples, job);
  const price = jobPrice(model, job);
  const dollars = trainingCost({ ...(price && { price }) }, billableTokens(totals, model.contextLimit?.value), epochs);
  return {
    tokens: { total, counted: totals.length, approximate, ...(by !== undefined && { by }) },
    // Half a count would make half a price.
    ...(dollars !== undefined && totals.length >= examples && { cost: { dollars, epochs, asOf: price?.asOf ?? '' } }),
  };
}
