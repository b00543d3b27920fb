import { type Offer, readingsOf, writeLines } from '../core/convert/convert';
import type { ConvertOptions, Note } from '../core/convert/reading';
import { speakers } from '../core/convert/speakers';
import { fileHabits } from '../features/completionHabits';
import { type ConvertOffer, type ConvertParams, convertText } from '../shared/protocol';
import { guarded } from './guard';
import type { Registration } from './registration';
import type { Session } from './session';

/** Turns plain text into training lines for the client. */
export const convertRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    connection.onRequest(
      convertText,
      guarded<ConvertParams, readonly ConvertOffer[]>(connection, 'convertText', [], (params) =>
        Promise.all(offersFor(session, params).map((offer) => toProtocol(session, params, offer))),
      ),
    );
  },
};

function offersFor(session: Session, { text, shape, system, assistant, prompt, destination }: ConvertParams): readonly Offer[] {
  const chosenSystem = system ?? systemPromptFor(session, destination);
  const options: ConvertOptions = {
    shape: shape ?? shapeFor(session, destination),
    ...(chosenSystem && { system: chosenSystem }),
    ...(assistant !== undefined && { assistant }),
    ...(prompt !== undefined && { prompt }),
  };
  return readingsOf(text, options);
}

/** A file of prompts and completions gets more of them; everything else gets chat. */
function shapeFor(session: Session, destination: string | undefined): ConvertOffer['shape'] {
  const open = destination === undefined ? undefined : session.file(destination);
  return open?.file.check?.context.fileShape.id === 'completion' ? 'completion' : 'chat';
}

/** The destination's own system prompt comes first: examples of one file should begin alike. */
function systemPromptFor(session: Session, destination: string | undefined): string {
  const open = destination === undefined ? undefined : session.file(destination);
  const [dominant] = open?.file.check ? fileHabits(open.file.rows, 0).systemPrompts : [];
  return dominant ?? session.settings(destination ?? '').systemPrompt;
}

async function toProtocol(session: Session, params: ConvertParams, offer: Offer): Promise<ConvertOffer> {
  const { text, destination } = params;
  const lines = writeLines(offer.result, offer.options);
  const found = offer.reading.id === 'transcript' ? speakers(text) : undefined;
  const tokens = await tokensOf(session, destination ?? '', lines);
  return {
    id: offer.id,
    title: offer.title,
    summary: tokens === undefined ? offer.summary : `${offer.summary}, ${tokens.toLocaleString('en')} tokens`,
    reason: offer.reason,
    shape: params.shape ?? shapeFor(session, params.destination),
    lines,
    notes: notesOf(text, offer.result.notes),
    speakers: found?.speakers.map(({ name }) => name) ?? [],
    ...(found?.assistant !== undefined && { assistant: found.assistant }),
    needsPrompt: offer.needsPrompt,
  };
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
  const lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ 0: found, index }) => index + found.length)];
  const byMessage = new Map<string, number[]>();
  for (const { message, span } of notes) {
    const line = lineStarts.findLastIndex((start) => start <= span.start) + 1;
    byMessage.set(message, [...(byMessage.get(message) ?? []), line]);
  }
  return Array.from(byMessage, ([message, lines]) => {
    const shown = [...new Set(lines)];
    const where =
      shown.length === 1
        ? `line ${shown[0]}`
        : `lines ${shown.slice(0, 5).join(', ')}${shown.length > 5 ? `, and ${shown.length - 5} more` : ''}`;
    return `${message} (${where})`;
  });
}
