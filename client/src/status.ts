import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type FileStatus, fileStatus } from '../../server/src/shared/protocol';
import { describeStatus } from './statusTexts';
import { isWorkedOn, trainingFiles } from './trainingFiles';

/** What the server said last of each open file. */
export interface FileStatuses extends vscode.Disposable {
  readonly get: (uri: vscode.Uri) => FileStatus | undefined;
  /** Told of the URI of a file whose status is new. */
  readonly onDidChange: vscode.Event<string>;
}

/** Shows the active file's state in the language status, and remembers that of the others. */
export function showStatus(client: BaseLanguageClient): FileStatuses {
  const known = new Map<string, FileStatus>();
  const items = new Map<string, vscode.LanguageStatusItem>();
  const changed = new vscode.EventEmitter<string>();
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const wanted = document && isWorkedOn(document) ? describeStatus(client.state, known.get(document.uri.toString())) : [];
    for (const [id, item] of items) {
      if (wanted.some((each) => each.id === id)) continue;
      item.dispose();
      items.delete(id);
    }
    for (const { id, name, text, detail, busy = false, severity = vscode.LanguageStatusSeverity.Information, command } of wanted) {
      const item = items.get(id) ?? vscode.languages.createLanguageStatusItem(`exemplar.${id}`, trainingFiles);
      items.set(id, Object.assign(item, { name, text, detail, busy, severity, command }));
    }
  };
  const listeners = [
    client.onNotification(fileStatus, (status) => {
      known.set(status.uri, status);
      changed.fire(status.uri);
      if (vscode.window.activeTextEditor?.document.uri.toString() === status.uri) show();
    }),
    client.onDidChangeState(({ newState }) => {
      const gone = newState === State.Running ? [] : [...known.keys()];
      for (const uri of gone) known.delete(uri);
      for (const uri of gone) changed.fire(uri);
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  ];
  show();
  return {
    get: (uri) => known.get(uri.toString()),
    onDidChange: changed.event,
    dispose: () => {
      for (const each of [...items.values(), ...listeners, changed]) each.dispose();
    },
  };
}
