import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ConvertOffer, type ConvertParams, convertText } from '../../../server/src/shared/convertProtocol';
import { counted, grouped } from '../../../server/src/shared/numbers';
import { UserError } from '../errors';
import type { SourceText } from './source';

/** What the user may choose beside the reading. */
export type ConvertChoices = Omit<ConvertParams, 'text'>;

/** One way to read all texts. */
export interface JoinedOffer extends ConvertOffer {
  /** The lines that each text gives, in the order of the texts. */
  readonly parts: readonly (readonly string[])[];
}

/** Asks the server how the texts can be read; each is read on its own, so that no example spans two of them. */
export async function askOffers(
  client: BaseLanguageClient,
  sources: readonly SourceText[],
  choices: ConvertChoices,
): Promise<readonly JoinedOffer[]> {
  const length = sources.reduce((sum, { text }) => sum + text.length, 0);
  const askEach = sources.length > answeredAtOnce || length > readAtOnce ? askWithProgress : askAll;
  const answers = await askEach(client, sources, choices);
  return joinOffers(
    sources.map(({ name }) => name),
    answers,
  );
}

/** So many texts are read before anybody would wonder; more of them show how far it is. */
const answeredAtOnce = 20;
/** UTF-16 units that are read before anybody would wonder. */
const readAtOnce = 1_000_000;

function askAll(client: BaseLanguageClient, sources: readonly SourceText[], choices: ConvertChoices): Promise<ConvertOffer[][]> {
  return Promise.all(sources.map(async ({ text }) => [...(await client.sendRequest(convertText, { ...choices, text }))]));
}

function askWithProgress(
  client: BaseLanguageClient,
  sources: readonly SourceText[],
  choices: ConvertChoices,
): Thenable<readonly (readonly ConvertOffer[])[]> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Exemplar: converting', cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const answers: (readonly ConvertOffer[])[] = [];
    // Whoever stops it need not wait until the server has come to the end of a step.
    const stopped = new Promise<never>((_, reject) => {
      token.onCancellationRequested(() => reject(new UserError('The conversion was stopped; nothing was written.')));
    });
    stopped.catch(() => undefined);
    for (const { name, text } of sources) {
      progress.report({ message: name, increment: 100 / sources.length });
      answers.push(await Promise.race([client.sendRequest(convertText, { ...choices, text }, token), stopped]));
    }
    return answers;
  });
}

/** Joins the offers for several texts by reading, those that fit most texts first. */
function joinOffers(names: readonly string[], answers: readonly (readonly ConvertOffer[])[]): readonly JoinedOffer[] {
  const ids = new Set(answers.flatMap((offers) => offers.map(({ id }) => id)));
  const joined = Array.from(ids, (id) => {
    const offers = answers.map((each) => each.find((offer) => offer.id === id));
    return joinOne(names, offers);
  });
  const fits = (offer: JoinedOffer): number => offer.parts.filter(({ length }) => length > 0).length;
  return joined.toSorted((a, b) => fits(b) - fits(a));
}

function joinOne(names: readonly string[], offers: readonly (ConvertOffer | undefined)[]): JoinedOffer {
  const found = offers.filter((offer) => offer !== undefined);
  const first = found[0];
  if (!first) throw new Error('An offer that no text has cannot be joined.');
  const parts = offers.map((offer) => offer?.lines ?? []);
  if (names.length === 1) return { ...first, parts };
  const lines = parts.flat();
  const assistant = found.find((offer) => offer.assistant !== undefined)?.assistant;
  const lineBreaks = found.find(({ choices }) => choices.lineBreaks !== undefined)?.choices.lineBreaks;
  return {
    ...first,
    ...(lineBreaks && { choices: { ...first.choices, lineBreaks } }),
    summary: `${counted(lines.length, 'example')} from ${grouped(names.length)} texts`,
    parts,
    lines,
    counts: { examples: lines.length, messages: found.reduce((sum, { counts }) => sum + counts.messages, 0) },
    sources: found.flatMap(({ sources }) => sources),
    notes: offers.flatMap((offer, index) =>
      offer
        ? offer.notes.map((note) => `${names[index]}: ${note}`)
        : [`${names[index]}: nothing of this kind was found; it gives no example`],
    ),
    speakers: [...new Set(found.flatMap(({ speakers }) => speakers))],
    ...(assistant !== undefined && { assistant }),
    needsPrompt: found.some(({ needsPrompt }) => needsPrompt),
  };
}
