import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

// What a server is that keeps a text document and looks at all of it after each edit, in its kindest form: it only asks of each
// line whether it is JSON. With a parse that knows positions it would take ten times as long.
const connection = createConnection(ProposedFeatures.all);
let document;
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
  document = TextDocument.create(uri, languageId, version, text);
});
connection.onDidChangeTextDocument(({ textDocument: { version }, contentChanges }) => {
  TextDocument.update(document, contentChanges, version);
});
connection.languages.diagnostics.on(() => {
  const items = [];
  for (let line = 0; line < document.lineCount; line++) {
    const start = { line, character: 0 };
    const text = document.getText({ start, end: { line: line + 1, character: 0 } });
    if (text.trim() === '') continue;
    try {
      JSON.parse(text);
    } catch (error) {
      items.push({ range: { start, end: start }, message: String(error) });
    }
  }
  return { kind: 'full', items };
});
connection.listen();
