import type { CancellationToken } from 'vscode-languageserver';
import type { TokenLimit } from '../core/convert/budget/limit';
import { convertText as convert } from '../core/convert/convert';
import { linesWithPauses, usualShape } from '../core/convert/linesInShape';
import { noteLines } from '../core/convert/noteLines';
import type { Offer } from '../core/convert/offers';
import type { Trainer } from '../core/convert/passing';
import type { Choices, ConvertOptions, Note } from '../core/convert/reading';
import { offersFrom, type ReadPiece } from '../core/convert/readingService';
import { freeMarks, separators, stops } from '../core/convert/separated/marks';
import { grouped } from '../core/numbers';
import { acceptedShape } from '../core/rules/accepted';
import { shapeById } from '../core/shapes/index';
import type { Shape } from '../core/shapes/shape';
import type { Target } from '../core/targets/target';
import { fileHabits } from '../features/completionHabits';
import type { ConvertChoices, ConvertOffer, ConvertParams } from '../shared/convertProtocol';
import type { Settings } from '../shared/settings';
import { targetOf } from './chosen';
import { LSPErrorCodes, ResponseError } from './library';
import type { OpenFile } from './openFile';
import type { Session } from './session';

/** UTF-16 units of a text that is read before anybody would wait for an answer; longer ones are read in a thread of their own. */
const readAtOnce = 500_000;

/** Every sensible way to turn a text into training lines, the best first; rejects with RequestCancelled soon after that is wished. */
export async function offersFor(session: Session, params: ConvertParams, token: CancellationToken): Promise<readonly ConvertOffer[]> {
  const { host } = session;
  const checkpoint = async (): Promise<void> => {
    await host.yieldTurn();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The conversion was cancelled.');
  };
  const { text, reading, maxTokens, overlap } = params;
  const limit: TokenLimit | undefined =
    maxTokens === undefined ? undefined : { maxTokens, ...(overlap && { overlap }), count: counting(session, params) };
  const place = await placeOf(session, params);
  const options = optionsFor(place, params);
  const wanted = reading === undefined ? {} : { wanted: reading };
  const thread = text.length > readAtOnce ? host.startReading?.({ text, options, join: limit === undefined, ...wanted }) : undefined;
  const stopping = token.onCancellationRequested(() => thread?.end());
  try {
    const next = async (): Promise<ReadPiece> => {
      await checkpoint();
      return thread?.next() ?? 'end';
    };
    const offers = await convert(text, options, {
      checkpoint,
      ...wanted,
      ...(limit && { limit }),
      ...(thread && { offers: offersFrom(next) }),
    });
    const answer: ConvertOffer[] = [];
    for (const offer of offers) {
      await checkpoint();
      answer.push(await toProtocol(session, params, place, offer, checkpoint));
    }
    return answer;
  } catch (error) {
    // A thread that was ended fails, and that says nothing more.
    await checkpoint();
    throw error;
  } finally {
    stopping.dispose();
    thread?.end();
  }
}

/** The file that the lines are to go to, as far as it is known, and who will train on it. */
interface Place {
  readonly open: OpenFile | undefined;
  readonly settings: Settings;
  readonly target: Target;
}

async function placeOf(session: Session, { destination }: ConvertParams): Promise<Place> {
  const open = destination === undefined ? undefined : session.file(destination);
  await open?.ready;
  await open?.whole;
  const settings = await session.settingsFor(destination);
  return { open, settings, target: targetOf(settings) };
}

function optionsFor(place: Place, params: ConvertParams): ConvertOptions {
  const { assistant, prompt, columns, heading, separator, stop, keepLineBreaks } = params;
  const system = params.system ?? systemPromptFor(place);
  return {
    shape: shapeFor(place, params, false).shape.id === 'completion' ? 'completion' : 'chat',
    ...(system && { system }),
    ...(assistant !== undefined && { assistant }),
    ...(prompt !== undefined && { prompt }),
    ...(columns !== undefined && { columns }),
    ...(heading !== undefined && { heading }),
    ...(separator !== undefined && { separator }),
    ...(stop !== undefined && { stop }),
    ...(keepLineBreaks !== undefined && { keepLineBreaks }),
  };
}

/** A file gets more lines of the shape that it has, whatever its target takes; a new one gets what is usual there. */
function shapeFor(
  { open, settings, target }: Place,
  params: ConvertParams,
  withoutQuestions: boolean,
): { readonly shape: Shape; readonly trainer?: Trainer } {
  const asked = params.shape === undefined ? undefined : shapeById(params.shape);
  const own = asked ? undefined : open?.file.check?.context.fileShape;
  const shape = asked ?? own ?? usualShape(target, withoutQuestions);
  return own && !acceptedShape(target, own) ? { shape } : { shape, trainer: { target, severities: settings.rules } };
}

/** The shape to switch to: prompts and completions, or from those back to what is usual. */
function otherShape(target: Target, { id }: Shape): string | undefined {
  const other = id === 'completion' ? usualShape(target, false) : shapeById('completion');
  return other && other.id !== id && acceptedShape(target, other) ? other.id : undefined;
}

/** The destination's own system prompt comes first: examples of one file should begin alike. */
function systemPromptFor({ open, settings }: Place): string {
  const dominant = open?.file.check && fileHabits(open.file.rows, 0).dominantSystemPrompt;
  return dominant ?? settings.systemPrompt;
}

/** So many examples are told with their places: as many as a preview shows. */
const placedExamples = 500;

async function toProtocol(
  session: Session,
  params: ConvertParams,
  place: Place,
  offer: Offer,
  checkpoint: () => Promise<void>,
): Promise<ConvertOffer> {
  const { text, destination } = params;
  const { result } = offer;
  const { shape, trainer } = shapeFor(place, params, offer.options.passage === 'complete');
  const other = otherShape(place.target, shape);
  const { lines, examples, losses } = await linesWithPauses(checkpoint, result, offer.options, shape, trainer);
  const tokens = await tokensOf(session, destination ?? '', lines);
  const choices = choicesFor(text, result.choices);
  const speakers = result.choices?.speakers;
  return {
    id: offer.id,
    title: offer.title,
    summary: tokens === undefined ? offer.summary : `${offer.summary}, ${grouped(tokens)} tokens`,
    reason: offer.reason,
    shape: shape.id,
    ...(other !== undefined && { otherShape: other }),
    lines,
    counts: {
      examples: lines.length,
      messages: examples.reduce((sum, { messages }) => sum + messages.length, 0),
      ...(tokens !== undefined && { tokens }),
    },
    sources: examples.slice(0, placedExamples).map(({ messages }) => messages.map(({ role, span }) => ({ role, span: span ?? null }))),
    notes: [...losses, ...notesOf(text, result.notes)],
    choices,
    speakers: speakers?.names ?? [],
    ...(speakers?.chosen !== undefined && { assistant: speakers.chosen }),
    needsPrompt: offer.needsPrompt,
  };
}

function choicesFor(text: string, choices: Choices = {}): ConvertChoices {
  const { columns, headings, marks, lineBreaks } = choices;
  return {
    ...(columns && { columns: { names: columns.names, chosen: columns.chosen } }),
    ...(headings && { headings }),
    ...(marks && { marks }),
    ...(lineBreaks && { lineBreaks }),
    separators: freeMarks(separators, [text]),
    stops: freeMarks(stops, [text]),
  };
}

// A prompt with an empty completion counts as its text, without what frames messages.
function counting(session: Session, { destination }: ConvertParams): TokenLimit['count'] {
  return (texts) =>
    Promise.all(
      texts.map(async (prompt) => {
        const row = { text: JSON.stringify({ prompt, completion: '' }), lineBreak: '\n' as const };
        return (await session.tokensOf(destination ?? '', row))?.total ?? estimated(prompt);
      }),
    );
}

// Where counting is off: tokens hold four bytes of UTF-8 in most texts, and the limit is rather kept than passed.
function estimated(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += text.charCodeAt(at) < 0x80 ? 1 : 2;
  return Math.ceil(bytes / 3);
}

// Above this, counting would make the picker wait.
const countedAtOnce = 200_000;

async function tokensOf(session: Session, uri: string, lines: readonly string[]): Promise<number | undefined> {
  if (lines.reduce((sum, { length }) => sum + length, 0) > countedAtOnce) return undefined;
  const counts = await Promise.all(lines.map((text) => session.tokensOf(uri, { text, lineBreak: '\n' })));
  return counts.reduce<number | undefined>((sum, count) => (sum === undefined || !count ? undefined : sum + count.total), 0);
}

/** Each message once, with the lines (from 1) of the text that it is about. */
function notesOf(text: string, notes: readonly Note[]): readonly string[] {
  return noteLines(text, notes).map(({ message, lines }) => {
    const where =
      lines.length === 1
        ? `line ${lines[0]}`
        : `lines ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? `, and ${lines.length - 5} more` : ''}`;
    return `${message} (${where})`;
  });
}
