import * as vscode from 'vscode';
import { equal, eventually } from './assert.js';
import { writeFile } from './workspace.js';

/** Ten lines that no rule complains of, for files that are about something else. */
export const cleanLines: readonly string[] = Array.from({ length: 10 }, (_, index) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `What is ${index} and one?` },
      { role: 'assistant', content: `It is ${index + 1}.` },
    ],
  }),
);

/** Writes a file into the test workspace and shows it in an editor. */
export async function show(path: string, text: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(await writeFile(path, text));
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Waits until a document's problems are of these rules, in this order, and returns them. */
export function problems(document: vscode.TextDocument, rules: readonly string[]): Promise<vscode.Diagnostic[]> {
  return eventually(() => {
    const found = vscode.languages.getDiagnostics(document.uri);
    equal(found.map(ruleOf), rules);
    return found;
  });
}

/** Waits until the language server runs, which on a busy machine takes longer than a test waits for what it is about. */
export async function serverRuns(): Promise<void> {
  const { document } = await show('started.jsonl', [...cleanLines, cleanLines[0]].join('\n'));
  await eventually(() => equal(vscode.languages.getDiagnostics(document.uri).map(ruleOf), ['duplicate-example']), 80_000);
  await closeAll();
}

/** The id of the rule that a problem comes from. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The place of the first occurrence of a text in a document. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`The document holds no ${text}.`);
  return document.positionAt(at);
}

/** Closes the panel, and all editors without asking, so that each test begins with none and with the whole height. */
export async function closeAll(): Promise<void> {
  for (const { isDirty, uri } of vscode.workspace.textDocuments) {
    if (!isDirty) continue;
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('workbench.action.closePanel');
}

interface Exports {
  readonly client: { readonly middleware: { provideHover?: Asking; provideCompletionItem?: Asking; sendRequest?: Asking } };
  readonly serializers: Readonly<Record<'preview' | 'report', vscode.WebviewPanelSerializer>>;
}

/** The rest of an answer, which a middleware may put something before or behind. */
export type Next = (...question: readonly unknown[]) => Promise<unknown>;
/** A middleware of the language client. */
export type Asking = (...questionAndNext: readonly [...unknown[], Next]) => Promise<unknown>;

/** What the extension gives to others. */
export function exported(): Exports {
  const extension = vscode.extensions.getExtension<Exports>('exemplar.exemplar');
  if (!extension) throw new Error('The extension is not installed.');
  return extension.exports;
}

/** What brings panels back after a reload of the window. */
export function serializers(): Exports['serializers'] {
  return exported().serializers;
}
