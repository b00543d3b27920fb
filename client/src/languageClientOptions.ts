import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/shared/protocol';
import { settingsSection } from '../../server/src/shared/settings';
import { previewScheme } from './convert/preview';

/** The language that the extension works on, wherever the file lies. */
export const trainingFiles = { language: 'jsonl' } as const;

/** Text that is not worked on: the old side of a diff, and a preview, which is too short for what holds of whole files. */
const uncheckedSchemes: ReadonlySet<string> = new Set(['git', 'gitfs', 'scm-history-item', 'review', 'pr', previewScheme]);

/** How the language client works in both hosts. */
export function languageClientOptions({ extensionUri }: vscode.ExtensionContext): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { rulePages: `${vscode.Uri.joinPath(extensionUri, 'docs', 'rules')}/` };
  return {
    documentSelector: [trainingFiles],
    initializationOptions,
    synchronize: { configurationSection: settingsSection },
    middleware: {
      provideDiagnostics: (document, previousResultId, token, next) =>
        uncheckedSchemes.has(('uri' in document ? document.uri : document).scheme) ? undefined : next(document, previousResultId, token),
    },
  };
}
