import type {
  CompletionList,
  CompletionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  Hover,
  HoverParams,
  Location,
  ReferenceParams,
  SelectionRange,
  SelectionRangeParams,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { completionTriggers } from '../features/completionTriggers';
import { documentLinks } from '../features/documentLinks';
import { documentSymbols } from '../features/documentSymbols';
import { codeActionsRegistration } from './codeActions';
import { convertRegistration } from './convert';
import { convertFileRegistration, listConversionsRegistration, multiShotRegistration } from './convertFile';
import { datasetReportRegistration } from './datasetReport';
import { diagnosticsRegistration } from './diagnostics';
import { diskCheckRegistration } from './diskCheck';
import { diskExamplesRegistration } from './diskExamples';
import { mayEditAsTextRegistration } from './editAsText';
import { fileBytesRegistration } from './fileBytes';
import { fixFileRegistration, listRemediesRegistration } from './fixFile';
import { inTextRegistration } from './inText';
import { lineTokensRegistration } from './lineTokens';
import { overlongRegistration } from './overlong';
import { packingRegistration } from './packing';
import { piecesRegistration } from './pieces';
import { previewRegistration } from './preview';
import { listProblemsRegistration } from './problems';
import { projectFilesRegistration } from './projectFiles';
import { readAheadRegistration } from './readAhead';
import type { Registration } from './registration';
import { renameRegistration } from './rename';
import { onDocument } from './requests';
import { statusRegistration } from './status';
import { transcriptRegistration } from './transcript';
import { findExamplesRegistration, mayTransformRegistration, splitFileRegistration, transformFileRegistration } from './transformFile';

/** Every feature, one line each. What no file needs when it is opened is imported when it is first asked for. */
export const registrations: readonly Registration[] = [
  diagnosticsRegistration,
  codeActionsRegistration,
  statusRegistration,
  fileBytesRegistration,
  packingRegistration,
  piecesRegistration,
  readAheadRegistration,
  overlongRegistration,
  projectFilesRegistration,
  convertRegistration,
  listProblemsRegistration,
  diskCheckRegistration,
  diskExamplesRegistration,
  listConversionsRegistration,
  convertFileRegistration,
  multiShotRegistration,
  listRemediesRegistration,
  fixFileRegistration,
  transcriptRegistration,
  mayEditAsTextRegistration,
  inTextRegistration,
  transformFileRegistration,
  splitFileRegistration,
  findExamplesRegistration,
  mayTransformRegistration,
  previewRegistration,
  lineTokensRegistration,
  datasetReportRegistration,
  onDocument<CompletionParams, CompletionList>({
    name: 'completion',
    ofLines: true,
    capabilities: { completionProvider: { triggerCharacters: completionTriggers } },
    nothing: { isIncomplete: false, items: [] },
    listen: (connection, handler) => connection.onCompletion(handler),
    answer: async (context, params) => (await import('../features/completion')).completion(context, params),
  }),
  onDocument<HoverParams, Hover | null>({
    name: 'hover',
    ofLines: true,
    capabilities: { hoverProvider: true },
    nothing: null,
    listen: (connection, handler) => connection.onHover(handler),
    answer: async (context, params) => (await import('../features/hover')).hover(context, params),
  }),
  onDocument<TextDocumentPositionParams, Location[]>({
    name: 'definition',
    ofLines: true,
    capabilities: { definitionProvider: true },
    nothing: [],
    listen: (connection, handler) => connection.onDefinition(handler),
    answer: async (context, params) => (await import('../features/names')).definition(context, params),
  }),
  onDocument<ReferenceParams, Location[]>({
    name: 'references',
    ofLines: true,
    capabilities: { referencesProvider: true },
    nothing: [],
    listen: (connection, handler) => connection.onReferences(handler),
    answer: async (context, params) => (await import('../features/names')).references(context, params),
  }),
  onDocument<DocumentHighlightParams, DocumentHighlight[]>({
    name: 'documentHighlight',
    ofLines: true,
    capabilities: { documentHighlightProvider: true },
    nothing: [],
    listen: (connection, handler) => connection.onDocumentHighlight(handler),
    answer: async (context, params) => (await import('../features/names')).documentHighlights(context, params),
  }),
  renameRegistration,
  onDocument<SelectionRangeParams, SelectionRange[]>({
    name: 'selectionRange',
    capabilities: { selectionRangeProvider: true },
    nothing: [],
    listen: (connection, handler) => connection.onSelectionRanges(handler),
    answer: async (context, params) => (await import('../features/selectionRanges')).selectionRanges(context, params),
  }),
  onDocument<DocumentLinkParams, DocumentLink[]>({
    name: 'documentLink',
    capabilities: { documentLinkProvider: {} },
    nothing: [],
    listen: (connection, handler) => connection.onDocumentLinks(handler),
    answer: (context, _, inTurns) => inTurns(documentLinks(context)),
  }),
  onDocument<DocumentSymbolParams, DocumentSymbol[]>({
    name: 'documentSymbol',
    capabilities: { documentSymbolProvider: { label: 'Exemplar' } },
    nothing: [],
    listen: (connection, handler) => connection.onDocumentSymbol(handler),
    answer: (context, _, inTurns) => inTurns(documentSymbols(context)),
  }),
];
