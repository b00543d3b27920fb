import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type SplitFileResult, splitFile as splitRequest, type ValidationSize } from '../../../server/src/shared/protocol';
import { answered } from '../answered';
import { UserError } from '../errors';
import { exists } from '../exists';
import { fileName } from '../fileName';
import { workedOut } from '../progress';
import { type Outcome, pickStep, textStep } from '../steps';
import { trainingFiles } from '../trainingFiles';
import { askSeed } from '../transform/operations';
import { refuseUnfit } from '../transform/refuseUnfit';
import { documentOf, unchangedSince } from '../wholeFile';

/** What a file was split into, for whoever ran the command from a program. */
export interface Split {
  readonly training: number;
  readonly validation: number;
}

/** The names of the two files. */
interface Names {
  readonly training: string;
  readonly validation: string;
}

/** Splits a training file into two new ones; undefined when the user gave up. The file itself stays as it is. */
export async function splitFile(client: BaseLanguageClient, uri: unknown): Promise<Split | undefined> {
  const document = await documentOf(uri);
  await refuseUnfit(client, document, true);
  const title = `Split ${fileName(document.uri)}`;
  const size = await askSize(title);
  if (typeof size === 'string') return undefined;
  const seed = await askSeed(title);
  if (typeof seed === 'string') return undefined;
  const { version } = document;
  const params = { textDocument: { uri: document.uri.toString() }, size: size.value, seed: seed.value };
  const split = answered(
    await workedOut(client, 'Splitting', (workDoneToken, token) => client.sendRequest(splitRequest, { ...params, workDoneToken }, token)),
  );
  const unchanged = (): void => unchangedSince(document, version, 'Split into Training and Validation…');
  unchanged();
  const isWritten = document.isUntitled ? await openParts(split, title, unchanged) : await writeParts(document, split, title, unchanged);
  if (!isWritten) return undefined;
  return { training: split.training.lines, validation: split.validation.lines };
}

async function askSize(title: string): Promise<Outcome<ValidationSize>> {
  const outcome = await textStep({
    title,
    prompt: 'How much is kept for validation: a share such as 10%, or a number of examples.',
    value: '10%',
    back: false,
    refuse: (value) => (parseSize(value) ? undefined : 'A share between 0% and 100%, or a number of examples, is needed.'),
  });
  if (typeof outcome === 'string') return outcome;
  return { value: parseSize(outcome.value) ?? { share: 0.1 } };
}

function parseSize(text: string): ValidationSize | undefined {
  const [, number = '', percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(number);
  if (number === '' || value <= 0) return undefined;
  if (percent) return value < 100 ? { share: value / 100 } : undefined;
  return Number.isInteger(value) ? { count: value } : undefined;
}

/** A file that is not saved has no folder to write beside it: its parts are opened, not saved either. */
async function openParts(split: SplitFileResult, title: string, unchanged: () => void): Promise<boolean> {
  if (!(await confirmed(title, split.facts, 'two new files, which are not saved yet', []))) return false;
  unchanged();
  for (const { text } of [split.training, split.validation]) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: trainingFiles.language, content: text }), {
      preview: false,
    });
  }
  return true;
}

async function writeParts({ uri }: vscode.TextDocument, split: SplitFileResult, title: string, unchanged: () => void): Promise<boolean> {
  const names = await askNames(title, fileName(uri));
  if (!names) return false;
  const parts = [
    { uri: beside(uri, names.training), text: split.training.text },
    { uri: beside(uri, names.validation), text: split.validation.text },
  ];
  const there: string[] = [];
  for (const part of parts) if (await exists(part.uri)) there.push(fileName(part.uri));
  if (!(await confirmed(title, split.facts, `${names.training} and ${names.validation}`, there))) return false;
  unchanged();
  const edit = new vscode.WorkspaceEdit();
  for (const { uri: target, text } of parts) {
    edit.createFile(target, { overwrite: true, contents: new TextEncoder().encode(text) });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(`The files were not written beside ${fileName(uri)}: VS Code refused. Is the folder read-only?`);
  }
  for (const part of parts) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(part.uri), { preview: false });
  void vscode.window.showInformationMessage(`Split ${fileName(uri)}: ${split.facts.join('; ')}.`);
  return true;
}

async function askNames(title: string, name: string): Promise<Names | undefined> {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)$/.exec(name) ?? [];
  const ask = async (what: string, value: string, taken: readonly string[]): Promise<string | undefined> => {
    const outcome = await textStep({
      title,
      prompt: `The name of the file for ${what}, in the same folder.`,
      value,
      back: false,
      refuse: (typed) =>
        !/^[^\\/:*?"<>|]+$/.test(typed.trim())
          ? 'This cannot be the name of a file.'
          : taken.includes(typed.trim())
            ? 'Each of the files needs a name of its own.'
            : undefined,
    });
    return typeof outcome === 'string' ? undefined : outcome.value.trim();
  };
  const training = await ask('training', `${stem}-train${ending}`, [name]);
  const validation = training && (await ask('validation', `${stem}-validation${ending}`, [name, training]));
  return training && validation ? { training, validation } : undefined;
}

async function confirmed(title: string, facts: readonly string[], where: string, there: readonly string[]): Promise<boolean> {
  const write = { label: '$(check) Write both', description: where, apply: true };
  const overwrite = {
    label: `$(warning) Write both, over ${there.join(' and ')}`,
    description: there.length === 1 ? 'which is there already' : 'which are there already',
    detail: `What is in ${there.length === 1 ? 'it' : 'them'} now is replaced.`,
    apply: true,
  };
  const nothing = { label: '$(close) Write nothing', detail: 'No file is touched.', apply: false };
  const items: readonly (vscode.QuickPickItem & { readonly apply?: boolean })[] = [
    // What loses something is never the first choice.
    ...(there.length > 0 ? [nothing, overwrite] : [write, nothing]),
    { label: 'What comes of it', kind: vscode.QuickPickItemKind.Separator },
    // One below the other, because a list cuts off what is long.
    ...facts.map((fact) => ({ label: `$(info) ${fact}`, alwaysShow: true })),
  ];
  for (;;) {
    const outcome = await pickStep({
      title,
      placeholder: 'No example and no input stands on both sides. This file stays as it is.',
      items,
      back: false,
      stays: true,
    });
    if (typeof outcome === 'string') return false;
    // What comes of it is there to be read, not to be chosen.
    if (outcome.value.apply !== undefined) return outcome.value.apply;
  }
}

function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}
