import * as vscode from 'vscode';
import { counted } from '../../../server/src/shared/numbers';
import { UserError } from '../errors';
import { exists } from '../exists';
import { openFile } from '../openFile';
import { type Outcome, pickStep, runSteps, textStep } from '../steps';
import { trainingFiles } from '../trainingFiles';
import { askOptions } from './askOptions';
import { answerColumns } from './columns';
import { type Destination, openTrainingFiles, parseDestination, pickDestination } from './destination';
import type { ConvertChoices, JoinedOffer } from './offers';
import type { ConvertCommandOptions } from './options';
import type { Preview } from './preview';
import type { SourceText } from './source';

/** What the questions need. */
export interface ConversionQuestions {
  readonly sources: readonly SourceText[];
  readonly options: ConvertCommandOptions;
  readonly preview: Preview;
  readonly ask: (choices: ConvertChoices) => Promise<readonly JoinedOffer[]>;
}

interface Conversion {
  readonly choices: ConvertChoices;
  readonly offers: readonly JoinedOffer[];
  readonly offer: JoinedOffer | undefined;
  readonly destination: Destination | undefined;
}

const title = 'Convert to Training Examples';

/** Asks for the reading, the assistant, the prompt and the destination, as far as the options leave them open. */
export async function chooseConversion(
  questions: ConversionQuestions,
): Promise<{ readonly offer: JoinedOffer; readonly destination: Destination } | undefined> {
  const { sources, options, ask } = questions;
  const { system, assistant, prompt, keepLineBreaks } = options;
  const destination = options.destination === undefined ? undefined : parseDestination(options.destination);
  const choices: ConvertChoices = {
    ...(options.shape !== undefined && { shape: options.shape }),
    ...(system !== undefined && { system }),
    ...(assistant !== undefined && { assistant }),
    ...(prompt !== undefined && { prompt }),
    ...(keepLineBreaks !== undefined && { keepLineBreaks }),
    ...(await followed(destination ?? expectedDestination(), sources)),
  };
  const offers = withLines(await ask(choices));
  const offer = options.reading === undefined ? undefined : offerNamed(offers, options.reading);
  const chosen = await runSteps<Conversion>({ choices, offers, offer, destination }, [
    (conversion, back) => (conversion.offer && options.reading !== undefined ? undefined : pickReading(questions, conversion, back)),
    (conversion, back) =>
      options.reading !== undefined || options.assistant !== undefined ? undefined : pickAssistant(questions, conversion, back),
    (conversion, back) => (options.reading !== undefined ? undefined : pickAnswerColumn(questions, conversion, back)),
    (conversion, back) => askPrompt(questions, conversion, back),
    (conversion, back) => (destination ? undefined : askDestination(questions, conversion, back)),
  ]);
  if (!chosen?.offer || !chosen.destination) return undefined;
  const { destination: _, ...others } = chosen.choices;
  const last = await ask({ ...others, ...(await followed(chosen.destination, sources)) });
  return { offer: offerNamed(withLines(last), chosen.offer.id), destination: chosen.destination };
}

type Answer = Promise<Outcome<Conversion>> | undefined;

/** A reading in the list. */
interface OfferItem extends vscode.QuickPickItem {
  readonly offer: JoinedOffer;
}

async function pickReading({ preview, ask }: ConversionQuestions, conversion: Conversion, back: boolean): Promise<Outcome<Conversion>> {
  let { choices, offers } = conversion;
  const otherShape = (): string | undefined => offers.find((offer) => offer.otherShape !== undefined)?.otherShape;
  const toggle =
    otherShape() === undefined
      ? undefined
      : {
          button: {
            iconPath: new vscode.ThemeIcon('symbol-structure'),
            tooltip: 'Switch between chat messages and prompt with completion',
          },
          press: async () => {
            const to = otherShape();
            choices = { ...choices, ...(to !== undefined && { shape: to }) };
            offers = withLines(await ask(choices));
            return [...offers.map(itemOf), optionsItem(offers)];
          },
        };
  // Before the picker comes up, because the new editor would take the focus from it.
  if (offers[0]) await preview.show(offers[0]);
  for (;;) {
    const outcome = await pickStep<OfferItem | OptionsItem>({
      title,
      placeholder: 'How is the text to be read? The preview below shows what each reading gives.',
      items: [...offers.map(itemOf), optionsItem(offers)],
      back,
      onActive: async (item) => {
        if ('offer' in item) await preview.show(item.offer);
      },
      ...(toggle && { toggle }),
    });
    if (typeof outcome === 'string') return outcome;
    if ('offer' in outcome.value) return { value: { ...conversion, choices, offers, offer: outcome.value.offer } };
    const changed = await askOptions(title, choices, isWrapped(offers));
    if (changed === undefined) return 'cancelled';
    choices = changed;
    offers = withLines(await ask(choices));
    if (offers[0]) await preview.show(offers[0]);
  }
}

/** The last item of the list. */
interface OptionsItem extends vscode.QuickPickItem {
  readonly alwaysShow: true;
}

function optionsItem(offers: readonly JoinedOffer[]): OptionsItem {
  const description = `system prompt, token limit, prompts of sections${isWrapped(offers) ? ', line breaks' : ''}`;
  return { label: '$(settings-gear) Options…', description, alwaysShow: true };
}

function isWrapped(offers: readonly JoinedOffer[]): boolean {
  return offers.some((offer) => offer.choices.lineBreaks !== undefined);
}

function itemOf(offer: JoinedOffer): OfferItem {
  const notes = offer.notes.length > 0 ? ` (${counted(offer.notes.length, 'note')})` : '';
  return { label: offer.title, description: `${offer.summary}${notes}`, detail: offer.reason, offer };
}

function pickAssistant({ preview, ask }: ConversionQuestions, conversion: Conversion, back: boolean): Answer {
  const { offer, choices } = conversion;
  if (!offer || offer.speakers.length < 2) return undefined;
  const items = offer.speakers.map((speaker) => ({ label: speaker, description: speaker === offer.assistant ? 'the likeliest' : '' }));
  const offerWith = async (assistant: string): Promise<JoinedOffer> =>
    offerNamed(withLines(await ask({ ...choices, assistant })), offer.id);
  let latest = '';
  const show = async (assistant: string): Promise<void> => {
    latest = assistant;
    const next = await offerWith(assistant);
    if (latest === assistant) await preview.show(next);
  };
  const answer = async (): Promise<Outcome<Conversion>> => {
    await preview.show(offer);
    const outcome = await pickStep({
      title: `${title}: Assistant`,
      placeholder: 'Who is the assistant, the one that the model learns to be?',
      items,
      active: items.find(({ label }) => label === offer.assistant),
      back,
      onActive: ({ label }) => show(label),
    });
    if (typeof outcome === 'string') return outcome;
    const assistant = outcome.value.label;
    return { value: { ...conversion, choices: { ...choices, assistant }, offer: await offerWith(assistant) } };
  };
  return answer();
}

/** A table's columns are mostly known by their names; whether the right one is the answer is worth a look all the same. */
function pickAnswerColumn({ preview, ask }: ConversionQuestions, conversion: Conversion, back: boolean): Answer {
  const { offer, choices } = conversion;
  const columns = offer?.choices.columns;
  if (!offer || columns === undefined || columns.names.length < 2 || choices.columns !== undefined) return undefined;
  const items = answerColumns(columns);
  const offerWith = async (roles: ConvertChoices['columns']): Promise<JoinedOffer | undefined> =>
    (await ask({ ...choices, ...(roles && { columns: roles }) })).find(({ id, lines }) => id === offer.id && lines.length > 0);
  let latest: unknown;
  const answer = async (): Promise<Outcome<Conversion>> => {
    await preview.show(offer);
    for (;;) {
      const outcome = await pickStep({
        title: `${title}: Columns`,
        placeholder: 'Which column holds the answer that the model learns to give?',
        items,
        active: items[0],
        back,
        onActive: async (item) => {
          latest = item;
          const next = await offerWith(item.roles);
          if (latest === item && next) await preview.show(next);
        },
      });
      if (typeof outcome === 'string') return outcome;
      const { roles } = outcome.value;
      const next = await offerWith(roles);
      // A column without a text gives no example, so the question stands again.
      if (next) return { value: { ...conversion, choices: { ...choices, ...(roles && { columns: roles }) }, offer: next } };
      void vscode.window.showWarningMessage('No example comes of this choice: the column is empty. Choose another one.');
    }
  };
  return answer();
}

function askPrompt({ preview, ask, options }: ConversionQuestions, conversion: Conversion, back: boolean): Answer {
  const { offer, choices } = conversion;
  if (!offer?.needsPrompt || options.prompt !== undefined) return undefined;
  const answer = async (): Promise<Outcome<Conversion>> => {
    await preview.show(offer);
    const outcome = await textStep({
      title: `${title}: Prompt`,
      prompt: 'What is the user to have asked, so that the text is the answer?',
      value: choices.prompt ?? '',
      back,
      refuse: (value) => (value.trim() === '' ? 'A model learns an answer together with its question: write the question.' : undefined),
    });
    if (typeof outcome === 'string') return outcome;
    const asked = { ...choices, prompt: outcome.value };
    const next = offerNamed(withLines(await ask(asked)), offer.id);
    await preview.show(next);
    return { value: { ...conversion, choices: asked, offer: next } };
  };
  return answer();
}

async function askDestination(
  { sources, preview }: ConversionQuestions,
  conversion: Conversion,
  back: boolean,
): Promise<Outcome<Conversion>> {
  if (conversion.offer) await preview.show(conversion.offer);
  const canReplace = new Set(sources.map(({ document }) => document)).size === 1;
  const outcome = await pickDestination({ title, canReplace, examples: conversion.offer?.lines.length ?? 0, back });
  return typeof outcome === 'string' ? outcome : { value: { ...conversion, destination: outcome.value } };
}

function offerNamed(offers: readonly JoinedOffer[], id: string): JoinedOffer {
  const found = id === 'best' ? offers[0] : offers.find((offer) => offer.id === id);
  if (found) return found;
  throw new UserError(`The text cannot be read as “${id}”. It can be read as ${offers.map((offer) => `“${offer.id}”`).join(', ')}.`);
}

function withLines(offers: readonly JoinedOffer[]): readonly JoinedOffer[] {
  const found = offers.filter(({ lines }) => lines.length > 0);
  if (found.length > 0) return found;
  const why = offers.flatMap(({ notes }) => notes)[0];
  throw new UserError(
    `No example can be made of this text${why === undefined ? ': nothing in it is a question with an answer.' : `: ${why}`}`,
  );
}

/** The file that the lines will most likely go to: until the user says so, the preview follows its shape. */
function expectedDestination(): Destination {
  const [uri] = openTrainingFiles();
  return uri ? { kind: 'append', uri } : { kind: 'new' };
}

/** The training file whose shape and system prompt the lines follow; read first, so that the server knows it. */
async function followed(destination: Destination, sources: readonly SourceText[]): Promise<Pick<ConvertChoices, 'destination'>> {
  const [source] = sources;
  if (destination.kind === 'append') {
    if (destination.uri.scheme === 'untitled' || (await exists(destination.uri))) await openFile(destination.uri);
    return { destination: destination.uri.toString() };
  }
  if (destination.kind === 'replace' && source?.document.languageId === trainingFiles.language) {
    return { destination: source.document.uri.toString() };
  }
  return {};
}
