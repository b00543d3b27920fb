import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { tellActiveLine } from './activeLine';
import { textScheme } from './asText/address';
import { followChoices } from './asText/choices';
import { showTranscriptFindings } from './asText/findings';
import { showTranscriptLabels } from './asText/labels';
import { showTranscripts } from './asText/structure';
import { createTextFiles } from './asText/textFiles';
import { checkAsTraining } from './commands/checkAsTraining';
import { checkOnDisk } from './commands/checkOnDisk';
import { convertFile, convertSelection } from './commands/convertSelection';
import { convertTo } from './commands/convertTo';
import { copyPrompt } from './commands/copyPrompt';
import { editAsText, editFileAsText } from './commands/editAsText';
import { extractExamples } from './commands/extractExamples';
import { fixAll } from './commands/fixAll';
import { fixFile } from './commands/fixFile';
import { openGuide } from './commands/openGuide';
import { openImage } from './commands/openImage';
import { openPreview, showTraining } from './commands/openPreview';
import { openReport } from './commands/openReport';
import { openSample } from './commands/openSample';
import { restartServer } from './commands/restartServer';
import { rewriteFile } from './commands/rewriteFile';
import { selectExamples } from './commands/selectExamples';
import { selectModel } from './commands/selectModel';
import { selectTarget } from './commands/selectTarget';
import { showProblems } from './commands/showProblems';
import { splitFile } from './commands/splitFile';
import { transformFile } from './commands/transformFile';
import { offerOnLightBulb } from './convert/lightBulb';
import { offerOnPaste } from './convert/paste';
import { createPreview } from './convert/preview';
import { reported } from './errors';
import { tellBytes } from './fileBytes';
import { answerFiles } from './files';
import { createFixedPreview } from './fix/fixedPreview';
import { createImageFiles } from './images/imageFiles';
import { languageClientOptions } from './languageClientOptions';
import { diskScheme, readDiskAddress } from './onDisk/diskAddress';
import { createDiskChecks } from './onDisk/diskChecks';
import { createExampleFiles } from './onDisk/exampleFiles';
import { offerOnLargeFiles } from './onDisk/notice';
import { registerChatEditor } from './preview/chatEditor';
import { createPreviewPanel, type PreviewPanel } from './preview/previewPanel';
import { createReportPanel, type ReportPanel } from './report/reportPanel';
import { createPieceSender } from './sendInPieces';
import { showStatus } from './status';
import { createTokenView } from './tokens/tokenView';
import { tellWhetherTraining } from './trainingContext';
import { operations } from './transform/operations';

/**
 * What the extension gives to others: the language client, whose `middleware` sees what VS Code asks, and what brings its panels back
 * without a reload of the window.
 */
export interface Exports {
  readonly client: BaseLanguageClient;
  readonly serializers: { readonly preview: PreviewPanel['serializer']; readonly report: ReportPanel['serializer'] };
}

/** What both hosts share: one language client, the status, the commands. */
export function start(context: vscode.ExtensionContext, createClient: (options: LanguageClientOptions) => BaseLanguageClient): Exports {
  const bytes = tellBytes(() => client);
  const client: BaseLanguageClient = createClient(
    languageClientOptions(
      context,
      createPieceSender(() => client),
      (document) => reported(client, () => bytes.tellCurrent(document))(),
    ),
  );
  const statuses = showStatus(client);
  const preview = createPreview();
  const fixedPreview = createFixedPreview();
  const images = createImageFiles(context.workspaceState);
  const chatTools = { client, statuses, extensionUri: context.extensionUri };
  const chatPreview = createPreviewPanel(chatTools);
  const tokenView = createTokenView(client, statuses);
  const textFiles = createTextFiles(client, context.workspaceState);
  const examples = createExampleFiles(client, context.workspaceState, (uri, lines) => diskChecks.replaced(uri, lines));
  const diskChecks = createDiskChecks(client, examples);
  const reportPanel = createReportPanel(chatTools, examples);
  const choices = followChoices(statuses);
  const trainedIn = (uri: vscode.Uri): vscode.Uri | undefined =>
    uri.scheme === textScheme ? textFiles.sourceOf(uri) : uri.scheme === diskScheme ? readDiskAddress(uri)?.source : uri;
  const command = <Args extends unknown[]>(name: string, run: (...args: Args) => Promise<unknown>): vscode.Disposable =>
    vscode.commands.registerCommand(`exemplar.${name}`, reported(client, run));

  context.subscriptions.push(
    { dispose: () => void client.dispose().catch((error) => client.error('stopping', error, false)) },
    statuses,
    bytes,
    answerFiles(client),
    offerOnLightBulb(),
    offerOnPaste(client),
    preview,
    fixedPreview,
    images,
    textFiles,
    diskChecks,
    examples,
    offerOnLargeFiles(context.globalState),
    showTranscripts(client),
    choices,
    showTranscriptFindings(client, choices.onDidChange, trainedIn),
    showTranscriptLabels(client, choices.onDidChange, trainedIn),
    tellActiveLine(client),
    chatPreview,
    reportPanel,
    tokenView,
    registerChatEditor(chatTools),
    tellWhetherTraining(statuses),
    command('convertSelection', (options: unknown) => convertSelection(client, preview, options)),
    command('convertFile', (uri: unknown, uris: unknown) => convertFile(client, preview, uri, uris)),
    command('convertTo', (where: unknown, options: unknown) => convertTo(client, where, options)),
    command('copyPrompt', (options: unknown) => copyPrompt(client, options)),
    command('selectTarget', () => selectTarget(client, statuses)),
    command('selectModel', () => selectModel(client, statuses)),
    command('checkAsTraining', () => checkAsTraining(client)),
    command('fixAll', () => fixAll()),
    command('fixFile', (uri: unknown) => fixFile(client, fixedPreview, bytes, uri)),
    command('showProblems', (uri: unknown) => showProblems(client, diskChecks, examples, uri)),
    command('checkOnDisk', (uri: unknown) => checkOnDisk(client, diskChecks, uri)),
    command('clearDiskProblems', async () => diskChecks.clear()),
    command('rewriteFile', (params: unknown) => rewriteFile(bytes, params)),
    command('transformFile', (uri: unknown) => transformFile(client, fixedPreview, uri)),
    ...operations.map(({ id }) => command(id, (uri: unknown) => transformFile(client, fixedPreview, uri, id))),
    command('splitFile', (uri: unknown) => splitFile(client, uri)),
    command('selectExamples', (uri: unknown) => selectExamples(client, uri)),
    command('extractExamples', () => extractExamples()),
    command('openImage', (place: unknown) => openImage(images, place)),
    command('openPreview', (place: unknown) => openPreview(chatPreview, place)),
    command('showTraining', (place: unknown) => showTraining(chatPreview, place)),
    command('showTokens', (place: unknown) => tokenView.toggle(place)),
    command('openReport', (uri: unknown) => openReport(reportPanel, uri)),
    command('editAsText', (place: unknown) => editAsText(client, textFiles, place)),
    command('editFileAsText', (uri: unknown) => editFileAsText(client, textFiles, uri)),
    command('openSample', (kind: unknown) => openSample(kind)),
    command('openGuide', () => openGuide(context.extensionUri)),
    command('restartServer', () => restartServer(client)),
    command('showOutput', async () => client.outputChannel.show()),
  );
  // Not awaited: the commands are there at once, and what they ask the server waits until it runs.
  void reported(client, () => client.start())();
  return { client, serializers: { preview: chatPreview.serializer, report: reportPanel.serializer } };
}
