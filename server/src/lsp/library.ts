/**
 * What the server takes of its library, beside types. One file alone imports it, because each that does has a copy made of the library's
 * hundreds of names when the server starts.
 */
export {
  CancellationToken,
  CodeActionKind,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  WorkDoneProgress,
} from 'vscode-languageserver';
