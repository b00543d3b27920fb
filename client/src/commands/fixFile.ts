import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { counted } from '../../../server/src/shared/numbers';
import { type FixedFile, fixFile as fixFileRequest, listRemedies, type RemedyChoice } from '../../../server/src/shared/protocol';
import { UserError } from '../errors';
import type { BytesTeller } from '../fileBytes';
import { fileName } from '../fileName';
import { chooseRemedies } from '../fix/chooseRemedies';
import type { FixedPreview } from '../fix/fixedPreview';
import { remainsText } from '../fix/fixTexts';
import { textAfter } from '../fix/textAfter';
import { workedOut } from '../progress';
import { applyEdits, documentOf, unchangedSince } from '../wholeFile';
import { rewriteFile } from './rewriteFile';

/** What became of fixing a file, for whoever ran the command from a program. */
export interface Fixed {
  readonly applied: number;
  readonly remains: FixedFile['remains'];
}

/** Lets the user choose remedies for a whole file, shows their result and applies it as one step; undefined when nothing was changed. */
export async function fixFile(
  client: BaseLanguageClient,
  preview: FixedPreview,
  bytes: BytesTeller,
  uri: unknown,
): Promise<Fixed | undefined> {
  const document = await documentOf(uri);
  const name = fileName(document.uri);
  const textDocument = { uri: document.uri.toString() };
  const found = required(
    await workedOut(client, 'Looking for remedies', (workDoneToken, token) =>
      client.sendRequest(listRemedies, { textDocument, workDoneToken }, token),
    ),
  );
  if (!found.training) {
    throw new UserError(
      `${name} does not look like training data, so it was not checked. If it is, run “Exemplar: Check This File as Training Data” first.`,
    );
  }
  if (found.remedies.length === 0) {
    void vscode.window.showInformationMessage(`There is nothing in ${name} that has a remedy: ${remainsText(found.remains)}.`);
    return undefined;
  }
  let edits: readonly vscode.TextEdit[] = [];
  let version = document.version;
  const show = async (remedies: readonly RemedyChoice[]): Promise<FixedFile> => {
    const choices = remedies.map(({ rule, kind }) => ({ rule, kind }));
    version = document.version;
    const fixed = required(
      await workedOut(client, 'Applying remedies', (workDoneToken, token) =>
        client.sendRequest(fixFileRequest, { textDocument, remedies: choices, workDoneToken }, token),
      ),
    );
    edits = await client.protocol2CodeConverter.asTextEdits([...fixed.edits]);
    unchangedSince(document, version, 'Fix Training File…');
    await preview.show(document, textAfter(document, edits), 'fixed');
    return fixed;
  };
  try {
    const fixed = await chooseRemedies({ name, found, preview: show });
    if (!fixed) return undefined;
    await preview.close();
    unchangedSince(document, version, 'Fix Training File…');
    if (edits.length > 0) await applyEdits(document, edits);
    if (fixed.rewrite) await rewriteFile(bytes, { uri: textDocument.uri, mark: fixed.rewrite.mark });
    // Not awaited: the message may stay until somebody reads it.
    void tellDone(document, fixed);
    return { applied: fixed.applied, remains: fixed.remains };
  } finally {
    await preview.close();
  }
}

function required<Result>(answer: Result | null): Result {
  if (answer === null) throw new Error('The language server could not work out the remedies.');
  return answer;
}

async function tellDone({ uri }: vscode.TextDocument, { applied, remains }: FixedFile): Promise<void> {
  const more = 'Fix More…';
  const problems = 'Show Problems';
  const anyLeft = remains.error + remains.warning + remains.info + remains.hint > 0;
  const done = `Applied ${counted(applied, 'fix', 'fixes')} to ${fileName(uri)}: ${remainsText(remains)}.`;
  const choices = [...(remains.fixable > 0 ? [more] : []), ...(anyLeft ? [problems] : [])];
  const chosen = await vscode.window.showInformationMessage(done, ...choices);
  if (chosen === more) await vscode.commands.executeCommand('exemplar.fixFile', uri);
  if (chosen === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
