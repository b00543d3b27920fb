import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { transformFile as transformRequest } from '../../../server/src/shared/protocol';
import { answered } from '../answered';
import { fileName } from '../fileName';
import type { FixedPreview } from '../fix/fixedPreview';
import { textAfter } from '../fix/textAfter';
import { workedOut } from '../progress';
import { type Outcome, pickStep } from '../steps';
import { type FileOperation, operations } from '../transform/operations';
import { refuseUnfit } from '../transform/refuseUnfit';
import { applyEdits, documentOf, unchangedSince } from '../wholeFile';

/** What was done to a file, for whoever ran the command from a program. */
export interface TransformedBy {
  readonly summary: string;
}

interface PickerItem extends vscode.QuickPickItem {
  readonly operation?: FileOperation;
  /** A command that does something else than to change the file in place. */
  readonly command?: string;
}

const others: readonly PickerItem[] = [
  {
    label: 'Split into training and validation',
    detail: 'Two files without leaks, each system prompt in its share',
    command: 'exemplar.splitFile',
  },
  { label: 'Select matching examples', detail: 'By words, roles, tokens or rules', command: 'exemplar.selectExamples' },
  { label: 'Extract selected examples', detail: 'Into a new file; the lines stay here too', command: 'exemplar.extractExamples' },
];

/** Lets the user choose what to do with a whole file, unless `id` says it; shows the result and applies it as one step. */
export async function transformFile(
  client: BaseLanguageClient,
  preview: FixedPreview,
  uri: unknown,
  id?: string,
): Promise<TransformedBy | undefined> {
  const document = await documentOf(uri);
  await refuseUnfit(client, document, false);
  const operation = operations.find((each) => each.id === id) ?? (await pickOperation(document));
  if (!operation) return undefined;
  if (operation.moves) await refuseUnfit(client, document, true);
  const title = `${operation.title}: ${fileName(document.uri)}`;
  const asked = await operation.ask(title);
  if (typeof asked === 'string') return undefined;
  const { version } = document;
  const textDocument = { uri: document.uri.toString() };
  const answer = answered(
    await workedOut(client, operation.title, (workDoneToken, token) =>
      client.sendRequest(transformRequest, { textDocument, operation: asked.value, workDoneToken }, token),
    ),
  );
  const { summary } = answer;
  if (answer.edits.length === 0) {
    void vscode.window.showInformationMessage(`Nothing to change in ${fileName(document.uri)}: ${summary}.`);
    return undefined;
  }
  const edits = await client.protocol2CodeConverter.asTextEdits([...answer.edits]);
  unchangedSince(document, version, 'Transform Training File…');
  try {
    await preview.show(document, textAfter(document, edits), operation.becomes);
    if (!(await confirmed(title, summary))) return undefined;
    await preview.close();
    unchangedSince(document, version, 'Transform Training File…');
    await applyEdits(document, edits);
    void vscode.window.showInformationMessage(`${fileName(document.uri)}: ${summary}.`);
    return { summary };
  } finally {
    await preview.close();
  }
}

async function pickOperation(document: vscode.TextDocument): Promise<FileOperation | undefined> {
  const items: readonly PickerItem[] = [
    ...operations.map((operation) => ({ label: operation.title, detail: operation.detail, operation })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...others,
  ];
  const outcome: Outcome<PickerItem> = await pickStep({
    title: `Transform ${fileName(document.uri)}`,
    placeholder: 'You see what a change comes to before it is made.',
    items,
    back: false,
  });
  if (typeof outcome === 'string') return undefined;
  const { operation, command } = outcome.value;
  if (command) await vscode.commands.executeCommand(command, document.uri);
  return operation;
}

async function confirmed(title: string, summary: string): Promise<boolean> {
  const outcome = await pickStep({
    title,
    placeholder: 'Left the file as it is, right as it would be. Scroll as you like, then choose.',
    items: [
      { label: '$(check) Apply', detail: `${summary}. One step to undo.`, apply: true },
      { label: '$(close) Change nothing', detail: 'The file stays as it is.', apply: false },
    ],
    back: false,
    stays: true,
  });
  return typeof outcome !== 'string' && outcome.value.apply;
}
