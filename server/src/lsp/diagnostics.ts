import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Work } from '../core/work';
import { diagnostics } from '../features/diagnostics';
import { describeError, guarded, overtaken } from './guard';
import { CancellationToken, DocumentDiagnosticReportKind } from './library';
import { linksOf } from './links';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import type { Session } from './session';
import { checkInSlices } from './slices';
import { inTurnsFor } from './turns';

/** Diagnostics: the client pulls them where it can, else they are pushed after each change. */
export const diagnosticsRegistration: Registration = {
  capabilities: ({ textDocument }) =>
    textDocument?.diagnostic
      ? { diagnosticProvider: { identifier: 'exemplar', interFileDependencies: true, workspaceDiagnostics: false } }
      : {},
  register(session) {
    if (session.client.textDocument?.diagnostic) pull(session);
    else push(session);
  },
};

function pull(session: Session): void {
  const { connection } = session;
  // Who can be told to ask again need not wait for what is out of sight.
  const takesParts = session.client.workspace?.diagnostics?.refreshSupport === true;
  const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guarded(connection, 'diagnostics', empty, async ({ textDocument, previousResultId }, token) => {
      const open = session.file(textDocument.uri);
      if (!open) return empty;
      await open.ready;
      if (!takesParts) await open.whole;
      for (;;) {
        const { state, version } = open;
        if (previousResultId === state) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: state };
        if (takesParts && (isLarge(open) || !open.isWhole)) {
          open.toldPart = true;
          await checkShown(session, open);
          session.checkWaiting(open);
          if (open.state === state && open.toldPart) {
            return { kind: DocumentDiagnosticReportKind.Full, resultId: `${state}.part`, items: itemsSoFar(session, open) };
          }
        } else if (await checkWhole(session, open, token)) {
          return { kind: DocumentDiagnosticReportKind.Full, resultId: state, items: itemsOf(session, open) };
        }
        // Other settings for the same text only mean to check it again.
        if (token.isCancellationRequested || open.version !== version || session.file(open.uri) !== open) throw overtaken();
      }
    }),
  );
  // An edit makes the client ask again by itself; other news do not.
  const known = new Map<string, number>();
  session.onFile((uri, open) => {
    const before = known.get(uri);
    if (!open) {
      known.delete(uri);
      return;
    }
    known.set(uri, open.generation);
    if (before !== undefined && before !== open.generation && session.client.workspace?.diagnostics?.refreshSupport) {
      connection.languages.diagnostics
        .refresh()
        .catch((error: unknown) => connection.console.warn(`refreshing diagnostics: ${String(error)}`));
    }
  });
}

function push(session: Session): void {
  const { connection } = session;
  session.onFile((uri, open) => {
    if (!open) {
      void connection.sendDiagnostics({ uri, diagnostics: [] });
      return;
    }
    const { state, version } = open;
    const publish = async (): Promise<void> => {
      await open.ready;
      await open.whole;
      if (isLarge(open)) {
        await checkShown(session, open);
        if (open.state !== state) return;
        await connection.sendDiagnostics({ uri, version, diagnostics: itemsSoFar(session, open) });
      }
      if (!(await checkWhole(session, open, CancellationToken.None)) || open.state !== state) return;
      await connection.sendDiagnostics({ uri, version, diagnostics: itemsOf(session, open) });
    };
    publish().catch((error) => connection.console.error(`diagnostics: ${describeError(error)}`));
  });
}

/** Checks what waits; false when the file changed meanwhile or was closed. */
async function checkWhole(session: Session, open: OpenFile, token: CancellationToken): Promise<boolean> {
  const { check } = open.file;
  if (!check) return true;
  const { host, attention } = session;
  const { state, uri } = open;
  const isCurrent = (): boolean => open.state === state && session.file(uri) === open;
  return checkInSlices({ check, host, attention, token, isCurrent, onSlice: () => session.progress(uri) });
}

/** Whether checking what waits takes so long that lines in sight are told of before the others. */
function isLarge({ file: { check } }: OpenFile): boolean {
  return check?.takesLong === true;
}

function checkShown(session: Session, open: OpenFile): Promise<void> {
  return inTurnsFor({ session, token: CancellationToken.None })(checkingShown(open));
}

function* checkingShown({ file, shown: { first, last } }: OpenFile): Work<void> {
  for (let line = first; line <= last; line++) {
    file.check?.line(line);
    yield (line - first) / (last - first + 1);
  }
}

function itemsOf(session: Session, { file, uri }: OpenFile): ReturnType<typeof diagnostics> {
  return file.check ? diagnostics(file, file.check.findings(), linksOf(session, uri)) : [];
}

function itemsSoFar(session: Session, { file, uri }: OpenFile): ReturnType<typeof diagnostics> {
  return file.check ? diagnostics(file, file.check.findingsSoFar(), linksOf(session, uri)) : [];
}
