import type { Range, RenameParams, TextDocumentPositionParams } from 'vscode-languageserver';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { LSPErrorCodes, ResponseError } from './library';
import type { Registration } from './registration';
import { onDocument } from './requests';

const prepare = onDocument<TextDocumentPositionParams, { readonly range: Range; readonly placeholder: string } | null>({
  name: 'prepareRename',
  capabilities: { renameProvider: { prepareProvider: true } },
  nothing: null,
  listen: (connection, handler) => connection.onPrepareRename(handler),
  answer: async (context, params) => (await import('../features/names')).prepareRename(context, params),
});

const renaming = onDocument<RenameParams, WorkspaceEdit | null>({
  name: 'rename',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRenameRequest(handler),
  answer: async (context, params) => {
    const { rename } = await import('../features/names');
    const result = rename(context, params);
    // The client shows the message of an error beside the name that was typed.
    if ('refused' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused);
    return result;
  },
});

/** Renaming tools and ids within a line; clients that cannot ask first whether something can be renamed are offered the plain kind. */
export const renameRegistration: Registration = {
  capabilities: (client) => (client.textDocument?.rename?.prepareSupport ? prepare.capabilities(client) : { renameProvider: true }),
  register(session) {
    prepare.register(session);
    renaming.register(session);
  },
};
