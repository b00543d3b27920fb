import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ConvertedFile, convertFile, type FileConversions, listConversions } from '../../../server/src/shared/protocol';
import { activeTrainingEditor } from '../activeEditor';
import { openConverted, writeBeside } from '../between/result';
import { fixFirst, UserError } from '../errors';
import { fileName } from '../fileName';
import { openFile } from '../openFile';
import { workedOut } from '../progress';
import { type Outcome, pickStep, runSteps } from '../steps';

/** What became of converting a file, for whoever ran the command from a program. */
export interface ConvertedTo {
  readonly written: number;
  readonly losses: readonly string[];
}

interface Conversion {
  readonly to: string | undefined;
  readonly converted: ConvertedFile | undefined;
  readonly beside: boolean;
}

/**
 * Writes a training file in another shape: the user chooses the shape and sees what gets lost before anything is written. The
 * result is a file of its own. `where` is the URI of a menu, or `{ uri, to }`; undefined when the user gave up.
 */
export async function convertTo(client: BaseLanguageClient, where: unknown, options: unknown): Promise<ConvertedTo | undefined> {
  const document = await documentOf(where);
  const given = textMember(where, 'to') ?? textMember(options, 'to');
  const textDocument = { uri: document.uri.toString() };
  const found = await workedOut(client, 'Looking at the file', (workDoneToken, token) =>
    client.sendRequest(listConversions, { textDocument, workDoneToken }, token),
  );
  const name = fileName(document.uri);
  refuseUnfit(found, name);
  const convert = async (to: string): Promise<ConvertedFile> => {
    const converted = await workedOut(client, 'Converting', (workDoneToken, token) =>
      client.sendRequest(convertFile, { textDocument, to, workDoneToken }, token),
    );
    if (!converted) throw new UserError(`${name} cannot be written as ${to}: there is no such structure, or the file is no training data.`);
    return converted;
  };
  const start = { to: given, converted: given === undefined ? undefined : await convert(given), beside: false };
  const chosen = await runSteps<Conversion>(start, [
    (state, back) => (given === undefined ? pickShape(found, name, state, back, convert) : undefined),
    (state, back) => pickResult(document, state, back),
  ]);
  if (!chosen?.converted || chosen.to === undefined) return undefined;
  const { converted, to, beside } = chosen;
  const done = beside ? await writeBeside(document.uri, to, converted.text) : await openConverted(converted.text);
  // Not awaited: the message may stay until somebody reads it.
  void vscode.window.showInformationMessage(`${converted.summary} ${done}`);
  return { written: converted.written, losses: converted.losses };
}

function refuseUnfit(found: FileConversions | null, name: string): asserts found is FileConversions {
  if (found === null) throw new UserError(`The language server has not read ${name} yet. Try again in a moment.`);
  if (!found.training) {
    throw new UserError(
      `${name} does not look like training data. If it is, run “Exemplar: Check This File as Training Data” first; if it is text, select it and run “Exemplar: Convert Selection to Training Examples…”.`,
    );
  }
  if (found.unreadable) {
    throw new UserError(
      `No line of ${name} is an example by itself. Fix the file first: that puts what goes over several lines on one each, and mends what can be mended.`,
      fixFirst,
    );
  }
  if (found.choices.length === 0)
    throw new UserError(`No line of ${name} can be written in another structure: none of them has an answer.`);
}

/** The document that a menu or a light bulb names, else the active one. */
async function documentOf(where: unknown): Promise<vscode.TextDocument> {
  const uri = where instanceof vscode.Uri ? where : textMember(where, 'uri');
  if (uri === undefined) return activeTrainingEditor().document;
  const document = await openFile(typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

interface ShapeItem extends vscode.QuickPickItem {
  readonly id: string;
}

async function pickShape(
  { choices, from, target }: FileConversions,
  name: string,
  state: Conversion,
  back: boolean,
  convert: (to: string) => Promise<ConvertedFile>,
): Promise<Outcome<Conversion>> {
  const items = choices.map(
    ({ id, name: label, accepted, losses }): ShapeItem => ({
      id,
      label: label.charAt(0).toUpperCase() + label.slice(1),
      description: accepted ? `${id} · ${target} trains on it` : id,
      detail: losses.length > 0 ? losses.join('; ') : 'nothing gets lost',
    }),
  );
  const outcome = await pickStep({
    title: `Convert File: ${name}`,
    placeholder: `From ${from} to what? Below each: what would get lost.`,
    items,
    active: items.find(({ id }) => id === state.to),
    back,
  });
  if (typeof outcome === 'string') return outcome;
  const { id } = outcome.value;
  return { value: { ...state, to: id, converted: await convert(id) } };
}

interface ResultItem extends vscode.QuickPickItem {
  readonly beside?: boolean;
}

function pickResult(document: vscode.TextDocument, state: Conversion, back: boolean): Promise<Outcome<Conversion>> | undefined {
  const { converted, to } = state;
  if (!converted || to === undefined) return undefined;
  const items: ResultItem[] = [
    { label: '$(new-file) Open as a New File', description: 'not saved yet', beside: false },
    ...(document.isUntitled ? [] : [{ label: '$(save) Write a File Beside It', description: 'none is replaced', beside: true }]),
    { label: converted.losses.length > 0 ? 'What the new file lacks' : 'Nothing gets lost', kind: vscode.QuickPickItemKind.Separator },
    ...converted.losses.map((loss) => ({ label: `$(warning) ${loss}`, alwaysShow: true })),
  ];
  const answer = async (): Promise<Outcome<Conversion>> => {
    for (;;) {
      const outcome = await pickStep({ title: 'Convert File: Result', placeholder: converted.summary, items, back });
      if (typeof outcome === 'string') return outcome;
      // What gets lost is there to be read, not to be chosen.
      if (outcome.value.beside !== undefined) return { value: { ...state, beside: outcome.value.beside } };
    }
  };
  return answer();
}

function textMember(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof vscode.Uri) return undefined;
  const held = (value as Readonly<Record<string, unknown>>)[key];
  return typeof held === 'string' ? held : undefined;
}
