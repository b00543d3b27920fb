import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { type InitializationOptions, rewriteCommand } from '../../server/src/shared/protocol';
import { settingsSection } from '../../server/src/shared/settings';
import { createMiddleware } from './middleware';
import type { PieceSender } from './sendInPieces';
import { projectFiles, trainingFiles } from './trainingFiles';

/** How the language client works in both hosts. */
export function languageClientOptions(
  { extension, extensionUri, subscriptions }: vscode.ExtensionContext,
  pieces: PieceSender,
  opened: (document: vscode.TextDocument) => void,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    rulePages: `${vscode.Uri.joinPath(extensionUri, 'docs', 'rules')}/`,
    tellsBytes: true,
    readsFiles: true,
    checksJson: true,
    commands: ['exemplar.openImage', rewriteCommand, ...contributedCommands(extension)],
  };
  // Ours, because the language client's own is emptied when the server is started anew: when it is needed most.
  const outputChannel = vscode.window.createOutputChannel('Exemplar', { log: true });
  subscriptions.push(outputChannel);
  return {
    documentSelector: [trainingFiles, projectFiles],
    initializationOptions,
    outputChannel,
    synchronize: { configurationSection: settingsSection },
    // Without it the language client asks for diagnostics when a file is shown and not when it is edited.
    diagnosticPullOptions: { onChange: true },
    middleware: createMiddleware(pieces, opened),
  };
}

/** The commands that the manifest names, so that lenses offer what there is. */
function contributedCommands({ packageJSON }: vscode.Extension<unknown>): readonly string[] {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}
