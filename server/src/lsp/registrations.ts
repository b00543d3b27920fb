import type { CompletionList, CompletionParams, Hover, HoverParams } from 'vscode-languageserver';
import { completion, completionTriggers } from '../features/completion';
import { hover } from '../features/hover';
import { codeActionsRegistration } from './codeActions';
import { convertRegistration } from './convert';
import { diagnosticsRegistration } from './diagnostics';
import { fixFileRegistration, listRemediesRegistration } from './fixFile';
import type { Registration } from './registration';
import { onDocument } from './requests';
import { statusRegistration } from './status';

/** Every feature, one line each. */
export const registrations: readonly Registration[] = [
  diagnosticsRegistration,
  codeActionsRegistration,
  statusRegistration,
  convertRegistration,
  listRemediesRegistration,
  fixFileRegistration,
  onDocument<CompletionParams, CompletionList>({
    name: 'completion',
    capabilities: { completionProvider: { triggerCharacters: completionTriggers } },
    nothing: { isIncomplete: false, items: [] },
    listen: (connection, handler) => connection.onCompletion(handler),
    answer: completion,
  }),
  onDocument<HoverParams, Hover | null>({
    name: 'hover',
    capabilities: { hoverProvider: true },
    nothing: null,
    listen: (connection, handler) => connection.onHover(handler),
    answer: hover,
  }),
];
