import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { reasonOf } from '../../../server/src/shared/errors';
import type { Span } from '../../../server/src/shared/previewView';
import { previewLine } from '../../../server/src/shared/protocol';
import { delayed } from '../delayed';
import { reported } from '../errors';
import { fileName } from '../fileName';
import { openRule } from '../openRule';
import { openPage } from '../panels/page';
import type { FileStatuses } from '../status';
import { isWorkedOn } from '../trainingFiles';
import type { FromPreview, ToPreview } from '../webview/preview/messages';
import { createLineFilter } from './lineFilter';
import { lineAfter, lineAmong, lineBeside } from './lines';

/** What every chat view needs. */
export interface ChatViewTools {
  readonly client: BaseLanguageClient;
  readonly statuses: FileStatuses;
  readonly extensionUri: vscode.Uri;
}

/** How a chat view reaches the editor that it belongs to. */
export interface ChatViewEditor {
  /** The reader went to another line in the view. */
  readonly moved: (document: vscode.TextDocument, line: number) => void;
  /** The reader clicked on a part of the line; with `focus` its text is to be seen and edited, wherever it has to be opened. */
  readonly select: (document: vscode.TextDocument, range: vscode.Range, focus: boolean) => Promise<void>;
}

/** A webview that shows one line of a file as a conversation, and follows the file. */
export interface ChatView extends vscode.Disposable {
  /** Shows a line (from 0); the cursor's place in it, where there is one, is marked. */
  readonly show: (uri: vscode.Uri, line: number, character?: number) => void;
  /** Whether it also shows what trains. */
  readonly showTraining: (on: boolean) => void;
  /** The file that is shown. */
  readonly uri: () => vscode.Uri | undefined;
}

// Typing goes on while the preview follows; what comes from the background may take longer to be seen.
const typingPause = 120;
const statusPause = 250;

/** Makes a webview into a chat view. */
export function createChatView(
  webview: vscode.Webview,
  { client, statuses, extensionUri }: ChatViewTools,
  editor: ChatViewEditor,
): ChatView {
  const page = openPage<ToPreview, FromPreview>(webview, { extensionUri, name: 'preview', title: 'Chat preview' });
  let uri: vscode.Uri | undefined;
  let line = 0;
  let character: number | undefined;
  let whole = false;
  let training = false;
  let remoteImages = false;
  let isRunning = false;
  let isWanted = false;
  let sent = '';
  /** Whether the line has been shown, so that changes of its file alone can change what there is to see. */
  let isShown = false;

  /** What there is to show; undefined when another line is to be shown by now. */
  const answer = async (): Promise<ToPreview | undefined> => {
    const shown = uri;
    if (!shown) return { type: 'nothing', why: 'Open a training file (.jsonl) to see its examples here.' };
    const name = fileName(shown);
    const isLeft = (): boolean => uri?.toString() !== shown.toString();
    try {
      const document = await vscode.workspace.openTextDocument(shown);
      if (isLeft()) return undefined;
      if (!isWorkedOn(document)) return { type: 'nothing', why: `${name} is no JSON Lines file.` };
      line = Math.min(line, document.lineCount - 1);
      const asked = { line, whole, training };
      const view = await client.sendRequest(previewLine, { textDocument: { uri: shown.toString() }, ...asked });
      if (isLeft() || line !== asked.line) return undefined;
      return view
        ? { type: 'view', view, file: name, remoteImages, training: asked.training }
        : { type: 'nothing', why: `Line ${line + 1} of ${name} could not be read. The log of Exemplar may say why.` };
    } catch (error) {
      return isLeft() ? undefined : { type: 'nothing', why: `${name} cannot be shown: ${reasonOf(error)}` };
    }
  };
  const refresh = async (): Promise<void> => {
    // What is under way is finished first: on a slow machine a file that is counted would otherwise never be shown.
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await showLine();
    }
    isRunning = false;
  };
  const showLine = async (): Promise<void> => {
    const message = await answer();
    if (message) {
      isShown = message.type === 'view';
      const text = JSON.stringify(message);
      if (text !== sent) page.send(message);
      sent = text;
    }
    showCursor();
  };
  const showCursor = (): void => {
    if (character !== undefined) page.send({ type: 'cursor', character });
  };
  const filter = createLineFilter(
    client,
    () => uri,
    (lines) => page.send({ type: 'matches', lines }),
  );
  const soon = delayed(typingPause, () => void refresh());
  const later = delayed(statusPause, () => {
    void refresh();
    filter.again();
  });
  const goTo = (document: vscode.TextDocument, wanted: number): void => {
    show(document.uri, Math.max(0, Math.min(wanted, document.lineCount - 1)));
    editor.moved(document, line);
  };
  const step = (document: vscode.TextDocument, by: 1 | -1): void => {
    const matches = filter.matches();
    const next = matches === 'all' ? lineBeside(document, line, by) : lineAmong(matches, line, by);
    if (next !== undefined) goTo(document, next);
  };
  const show: ChatView['show'] = (newUri, newLine, newCharacter) => {
    if (newUri.toString() !== uri?.toString() || newLine !== line) whole = isShown = false;
    if (newUri.toString() !== uri?.toString()) later.start();
    uri = newUri;
    line = newLine;
    character = newCharacter;
    // The server reads a line of megabytes each time that it is asked.
    if (isShown) showCursor();
    else void refresh();
  };

  const showTraining: ChatView['showTraining'] = (on) => {
    training = on;
    void refresh();
  };

  const onMessage = reported(client, async (message: FromPreview): Promise<void> => {
    switch (message.type) {
      case 'ready':
        sent = '';
        return refresh();
      case 'showWhole':
        whole = true;
        return refresh();
      case 'showTraining':
        return showTraining(message.on);
      case 'loadImages':
        remoteImages = true;
        page.load({ remoteImages });
        return;
      case 'filter':
        return filter.set(message);
      case 'openRule':
        return openRule(extensionUri, message.rule);
    }
    if (!uri) return;
    const asked = uri;
    const document = await vscode.workspace.openTextDocument(asked);
    switch (message.type) {
      case 'goTo':
        return goTo(document, message.line);
      case 'step':
        // From the line that is wanted by now: the next key comes before the file is there, and before the page shows what the last one asked for.
        if (uri.toString() === asked.toString()) step(document, message.by);
        return;
      case 'select':
        return editor.select(document, rangeIn(message.line, message.span), message.focus);
      case 'edit':
        // Its text opens where its file is shown, not in the place of the preview.
        await editor.select(document, rangeIn(message.line, message.span), true);
        await vscode.commands.executeCommand('exemplar.editAsText', {
          uri: document.uri.toString(),
          line: message.line,
          ...(message.path && { path: message.path }),
        });
    }
  });

  const listeners = [
    page.onMessage((message) => void onMessage(message)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() !== uri?.toString()) return;
      line = lineAfter(line, contentChanges);
      soon.start();
    }),
    statuses.onDidChange((changed) => {
      if (changed === uri?.toString()) later.start();
    }),
  ];
  page.load({ remoteImages });
  return {
    show,
    showTraining,
    uri: () => uri,
    dispose: () => {
      for (const each of [...listeners, soon, later, filter]) each.dispose();
    },
  };
}

function rangeIn(line: number, { start, end }: Span): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
