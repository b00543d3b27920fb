import type { CodeLens, CodeLensParams, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { codeLens } from '../features/codeLens';
import { inlayHints } from '../features/inlayHints';
import { activeLine } from '../shared/protocol';
import type { Registration } from './registration';
import { onDocument } from './requests';
import type { Session } from './session';

// Counts come in quick succession, and each refresh makes the client ask for everything that it shows.
const interval = 100;

const lenses = onDocument<CodeLensParams, CodeLens[]>({
  name: 'codeLens',
  capabilities: { codeLensProvider: {} },
  nothing: [],
  listen: (connection, handler) => connection.onCodeLens(handler),
  answer: (context) => (context.settings.codeLens ? codeLens(context) : []),
});

const hints = onDocument<InlayHintParams, InlayHint[]>({
  name: 'inlayHint',
  ofLines: true,
  capabilities: { inlayHintProvider: true },
  nothing: [],
  listen: (connection, handler) => connection.languages.inlayHint.on(handler),
  answer: (context, params, inTurns) => (context.settings.inlayHints ? inTurns(inlayHints(context, params)) : []),
});

/** What stands between the lines and in them; the client is told to ask again when the cursor rests elsewhere, tokens were counted or settings changed. */
export const inTextRegistration: Registration = {
  capabilities: (client) => ({ ...lenses.capabilities(client), ...hints.capabilities(client) }),
  register(session) {
    lenses.register(session);
    hints.register(session);
    const refresh = { lenses: refresher(session, 'codeLens'), hints: refresher(session, 'inlayHint') };
    session.connection.onNotification(activeLine, ({ uri, line }) => {
      const open = session.file(uri);
      if (!open || open.activeLine === line) return;
      open.activeLine = line;
      if (session.settings(uri).codeLens) refresh.lenses();
    });
    session.tokens.onCounted((rows) => {
      if (rows.filter((row) => session.missed.delete(row)).length === 0) return;
      refresh.lenses();
      refresh.hints();
    });
    const known = new Map<string, unknown>();
    session.onFile((uri, open) => {
      const settings = open && session.settings(uri);
      const before = known.get(uri);
      if (settings) known.set(uri, settings);
      else known.delete(uri);
      if (!settings || before === undefined || before === settings) return;
      refresh.lenses();
      refresh.hints();
    });
  },
};

/** Asks the client to ask again, once for all that happens within the interval; does nothing where the client cannot. */
function refresher({ client, connection }: Session, kind: 'codeLens' | 'inlayHint'): () => void {
  const supported = client.workspace?.[kind]?.refreshSupport === true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (!supported || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      const refreshed =
        kind === 'codeLens' ? connection.sendRequest('workspace/codeLens/refresh') : connection.languages.inlayHint.refresh();
      refreshed.catch((error: unknown) => connection.console.warn(`refreshing ${kind}: ${String(error)}`));
    }, interval);
  };
}
