import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { codeActionKinds, codeActions, isFixAllOfRule, resolveCodeAction } from '../features/codeActions';
import { guarded } from './guard';
import type { Registration } from './registration';
import { contextOf, onDocument } from './requests';

const actions = onDocument<CodeActionParams, CodeAction[]>({
  name: 'codeAction',
  capabilities: { codeActionProvider: { codeActionKinds, resolveProvider: true } },
  nothing: [],
  listen: (connection, handler) => connection.onCodeAction(handler),
  answer: codeActions,
});

/** Code actions, with those that touch many lines worked out when they are chosen. */
export const codeActionsRegistration: Registration = {
  capabilities: actions.capabilities,
  register(session) {
    actions.register(session);
    session.connection.onCodeActionResolve((action, token) =>
      guarded<CodeAction, CodeAction>(session.connection, 'codeAction/resolve', action, (chosen) => {
        const open = isFixAllOfRule(chosen) ? session.file(chosen.data.uri) : undefined;
        return open ? resolveCodeAction(contextOf(session, open), chosen) : chosen;
      })(action, token),
    );
  },
};
