import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ChatView, createChatView } from '../../../client/src/preview/chatView';
import type { ToPreview } from '../../../client/src/webview/preview/messages';
import { equal, eventually, ok } from '../support/assert.js';
import { cleanLines, closeAll } from '../support/editor.js';
import { writeFile } from '../support/workspace.js';

/** A line that was asked for, which the test answers when it likes. */
interface Question {
  readonly uri: string;
  readonly line: number;
  readonly answer: (says: string) => void;
}

/** A chat view of its own, with what it asked and the answers that it showed. */
function viewWithAnswers(): { readonly view: ChatView; readonly questions: Question[]; readonly shown: string[] } {
  const questions: Question[] = [];
  const shown: string[] = [];
  const client = {
    sendRequest: (_: unknown, asked: { readonly textDocument: { readonly uri: string }; readonly line: number }) =>
      new Promise((resolve) => {
        questions.push({ uri: asked.textDocument.uri, line: asked.line, answer: (says) => resolve({ says }) });
      }),
  };
  const webview = {
    options: {},
    html: '',
    cspSource: '',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: () => ({ dispose: () => undefined }),
    postMessage: async (message: ToPreview) => {
      if (message.type === 'view') shown.push((message.view as unknown as { readonly says: string }).says);
      return true;
    },
  };
  const statuses = { get: () => undefined, onDidChange: new vscode.EventEmitter<string>().event, dispose: () => undefined };
  const view = createChatView(
    webview as unknown as vscode.Webview,
    { client: client as unknown as BaseLanguageClient, statuses, extensionUri: vscode.Uri.parse('nowhere:/') },
    { moved: () => undefined, select: async () => undefined },
  );
  return { view, questions, shown };
}

function asked(questions: readonly Question[], count: number): Promise<Question> {
  return eventually(() => {
    const question = questions[count - 1];
    ok(question, `${questions.length} asked`);
    return question;
  });
}

describe('what the chat preview asks the server', () => {
  const text = `${cleanLines.join('\n')}\n`;
  afterEach(closeAll);

  it('is shown however long it takes, and only then asked anew', async () => {
    const uri = await writeFile('preview-slow.jsonl', text);
    const { view, questions, shown } = viewWithAnswers();
    view.show(uri, 3);
    const slow = await asked(questions, 1);
    // As typing and counting do, again and again.
    view.show(uri, 3);
    view.showTraining(true);
    slow.answer('slow');
    await eventually(() => equal(shown, ['slow']));
    (await asked(questions, 2)).answer('fresh');
    await eventually(() => equal(shown, ['slow', 'fresh']));
    view.dispose();
  });

  it('is not shown when another line or file is wanted by then', async () => {
    const uri = await writeFile('preview-left.jsonl', text);
    const other = await writeFile('preview-other.jsonl', text);
    const { view, questions, shown } = viewWithAnswers();
    view.show(uri, 3);
    const line = await asked(questions, 1);
    view.show(uri, 4);
    line.answer('the line that was left');
    const file = await asked(questions, 2);
    equal(file.line, 4);
    view.show(other, 4);
    file.answer('the file that was left');
    const wanted = await asked(questions, 3);
    equal(wanted.uri, other.toString());
    wanted.answer('what is wanted');
    await eventually(() => ok(shown.length > 0, 'Nothing is shown.'));
    equal(shown, ['what is wanted']);
    view.dispose();
  });
});
