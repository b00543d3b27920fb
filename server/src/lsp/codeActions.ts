import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { codeActionKinds, codeActions, isFixAllOfRule, resolveCodeAction, wantsKind } from '../features/codeActions';
import { textRunAction } from '../features/textRun';
import { guarded } from './guard';
import { CodeActionKind } from './library';
import type { Registration } from './registration';
import { contextOf, onDocument } from './requests';
import { inTurnsFor } from './turns';

const actions = onDocument<CodeActionParams, CodeAction[]>({
  name: 'codeAction',
  capabilities: { codeActionProvider: { codeActionKinds, resolveProvider: true } },
  nothing: [],
  listen: (connection, handler) => connection.onCodeAction(handler),
  answer: async (context, params, inTurns) => {
    const found = await inTurns(codeActions(context, params));
    if (!wantsKind(params.context, CodeActionKind.QuickFix)) return found;
    const converted = await textRunAction(context, params.range, params.context.diagnostics);
    // First, because what else can be done about a line of text is to delete it.
    return converted ? [converted, ...found] : found;
  },
});

/** Code actions, with those that touch many lines worked out when they are chosen. */
export const codeActionsRegistration: Registration = {
  capabilities: actions.capabilities,
  register(session) {
    actions.register(session);
    session.connection.onCodeActionResolve((action, token) =>
      guarded<CodeAction, CodeAction>(session.connection, 'codeAction/resolve', action, async (chosen) => {
        const open = isFixAllOfRule(chosen) ? session.file(chosen.data.uri) : undefined;
        await open?.whole;
        return open ? inTurnsFor({ session, token })(resolveCodeAction(contextOf(session, open), chosen)) : chosen;
      })(action, token),
    );
  },
};
