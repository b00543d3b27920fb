import type { CancellationToken, Position, ProgressToken, Range, ServerCapabilities } from 'vscode-languageserver';
import type { FeatureContext } from '../features/context';
import { guarded } from './guard';
import { linksOf } from './links';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import { countedAtLeisure, type Session } from './session';
import { type InTurns, inTurnsFor, progressOf } from './turns';

/** The handler of a request about one document, as connections take it. */
export type DocumentHandler<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result>;

/** The parameters of a request about one document, with a token where its progress is followed, and where in the document. */
export interface AboutOne {
  readonly textDocument: { readonly uri: string };
  readonly workDoneToken?: ProgressToken;
  readonly range?: Range;
  readonly position?: Position;
}

/** A feature that answers requests about one open document. */
export interface DocumentRequest<Params extends AboutOne, Result> {
  /** For the log. */
  readonly name: string;
  /** Whether the lines that are asked about are enough for the answer; else it waits until all of the text is there. */
  readonly ofLines?: boolean;
  readonly capabilities: Partial<ServerCapabilities>;
  /** The answer for documents that are not open, and when the feature fails. */
  readonly nothing: Result;
  readonly listen: (connection: Session['connection'], handler: DocumentHandler<Params, Result>) => void;
  /** What would hold up others is done `inTurns`, which tells how far it is; what waits for others says so by `tell` (0 to 1). */
  readonly answer: (
    context: FeatureContext,
    params: Params,
    inTurns: InTurns,
    token: CancellationToken,
    tell: (share: number) => void,
  ) => Result | Promise<Result>;
}

/** Wires such a feature: guarded, cancellable, and with the context of its document. */
export function onDocument<Params extends AboutOne, Result>(request: DocumentRequest<Params, Result>): Registration {
  return {
    capabilities: () => request.capabilities,
    register(session) {
      const handler = guarded<Params, Result>(session.connection, request.name, request.nothing, async (params, token) => {
        if (params.position) session.attention.asked();
        const open = session.file(params.textDocument.uri);
        if (!open) return request.nothing;
        await open.ready;
        if (params.range) session.look(open, params.range.start.line, params.range.end.line);
        else if (params.position) session.look(open, params.position.line, params.position.line);
        const last = request.ofLines ? (params.range?.end ?? params.position)?.line : undefined;
        if (last === undefined || last >= open.file.rows.length - 1) await open.whole;
        const worker = { session, token, progress: params.workDoneToken };
        return request.answer(contextOf(session, open), params, inTurnsFor(worker), token, progressOf(worker));
      });
      request.listen(session.connection, handler);
    },
  };
}

// A line of ordinary length is counted sooner.
const momentMilliseconds = 60;

function moment(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, momentMilliseconds, undefined));
}

/** What a feature may know of an open document. */
export function contextOf(session: Session, { uri, file, activeLine }: OpenFile): FeatureContext {
  const { commands = [] } = session.options;
  const actions = session.client.textDocument?.codeAction;
  return {
    file,
    target: session.target(uri),
    model: session.model(uri),
    settings: session.settings(uri),
    links: linksOf(session, uri),
    resolvesEdits: actions?.dataSupport === true && (actions.resolveSupport?.properties.includes('edit') ?? false),
    hasCommand: (command) => commands.includes(command),
    ...(activeLine !== undefined && { activeLine }),
    snippets: session.client.textDocument?.completion?.completionItem?.snippetSupport ?? false,
    tokensOf: (row) => session.tokensOf(uri, row),
    tokensSoon: async (row) => {
      if (row.text.length > countedAtLeisure) return session.knownTokens(uri, row);
      const counted = session.tokensOf(uri, row);
      // Whoever waited for the vocabulary of a worker that starts would wait in vain.
      return session.tokens.isAwake ? Promise.race([counted, moment()]) : session.knownTokens(uri, row);
    },
    knownTokens: (row) => session.knownTokens(uri, row),
  };
}
