import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listConversions } from '../../../server/src/shared/protocol';
import { chooseConversion } from '../convert/chooseConversion';
import { askOffers } from '../convert/offers';
import { type ConvertCommandOptions, readConvertOptions } from '../convert/options';
import type { Preview } from '../convert/preview';
import { fileTexts, type SourceText, selectedTexts } from '../convert/source';
import { writeLines } from '../convert/write';
import { openFile } from '../openFile';
import { trainingFiles } from '../trainingFiles';

/** What became of a conversion, for whoever ran the command from a program. */
export interface Converted {
  readonly examples: number;
  /** What was skipped or guessed. */
  readonly notes: readonly string[];
}

/** Turns the selections, or the whole document, into training lines; undefined when the user gave up. */
export async function convertSelection(client: BaseLanguageClient, preview: Preview, argument: unknown): Promise<Converted | undefined> {
  return convert(client, preview, selectedTexts(), readConvertOptions(argument));
}

/** Turns files and the text files of folders, as the explorer passes them, into training lines, without any the active one; a training file is converted to another shape. */
export async function convertFile(
  client: BaseLanguageClient,
  preview: Preview,
  uri: unknown,
  uris: unknown,
): Promise<Converted | undefined> {
  const files = (Array.isArray(uris) ? uris : [uri]).filter((each) => each instanceof vscode.Uri);
  const [only, ...others] = files;
  if (only && others.length === 0 && (await isTrainingFile(client, only))) {
    // Its lines are examples already, so that only their structure can be meant.
    await vscode.commands.executeCommand('exemplar.convertTo', only);
    return undefined;
  }
  const sources = files.length > 0 ? await fileTexts(files) : selectedTexts();
  return sources && convert(client, preview, sources, {});
}

async function isTrainingFile(client: BaseLanguageClient, uri: vscode.Uri): Promise<boolean> {
  if ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) return false;
  const { languageId } = await openFile(uri);
  if (languageId !== trainingFiles.language) return false;
  const found = await client.sendRequest(listConversions, { textDocument: { uri: uri.toString() } });
  return found?.training === true;
}

async function convert(
  client: BaseLanguageClient,
  preview: Preview,
  sources: readonly SourceText[],
  options: ConvertCommandOptions,
): Promise<Converted | undefined> {
  try {
    const chosen = await chooseConversion({ sources, options, preview, ask: (choices) => askOffers(client, sources, choices) });
    if (!chosen) return undefined;
    const { offer, destination } = chosen;
    await preview.close();
    const done = await writeLines(offer, sources, destination);
    // Not awaited: the message may stay until somebody reads it.
    void tellDone(client, done, offer.notes);
    return { examples: offer.lines.length, notes: offer.notes };
  } finally {
    await preview.close();
  }
}

async function tellDone(client: BaseLanguageClient, done: string, notes: readonly string[]): Promise<void> {
  const [first] = notes;
  if (first === undefined) {
    await vscode.window.showInformationMessage(done);
    return;
  }
  const showAll = 'Show All Notes';
  const message = notes.length === 1 ? `${done} Note: ${first}` : `${done} ${notes.length} notes, the first: ${first}`;
  client.info(`${done}\n${notes.map((note) => `- ${note}`).join('\n')}`, undefined, false);
  const chosen = await vscode.window.showInformationMessage(message, ...(notes.length > 1 ? [showAll] : []));
  if (chosen === showAll) client.outputChannel.show();
}
