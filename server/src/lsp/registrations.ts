import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { completion, completionTriggers } from '../features/completion';
import { diagnosticsRegistration } from './diagnostics';
import type { Registration } from './registration';
import { onDocument } from './requests';

/** Every feature, one line each. */
export const registrations: readonly Registration[] = [
  diagnosticsRegistration,
  onDocument<CompletionParams, CompletionList>({
    name: 'completion',
    capabilities: { completionProvider: { triggerCharacters: completionTriggers } },
    nothing: { isIncomplete: false, items: [] },
    listen: (connection, handler) => connection.onCompletion(handler),
    answer: completion,
  }),
];
