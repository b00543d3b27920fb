import { findLines } from '../features/findLines';
import type { PreviewView } from '../shared/previewView';
import { type FindLinesParams, type FoundLines, findLines as findLinesRequest, type PreviewParams, previewLine } from '../shared/protocol';
import { guarded } from './guard';
import { tokenizerOf } from './lineTokens';
import type { Registration } from './registration';
import { contextOf } from './requests';

// A preview is wanted at once; when its tokens are counted, a new status tells the client to ask again.
const patience = 150;

/** Tells the client what to show of a line, and which lines match a filter. */
export const previewRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection, host } = session;
    connection.onRequest(
      previewLine,
      guarded<PreviewParams, PreviewView | null>(connection, 'preview', null, async (params) => {
        const open = session.file(params.textDocument.uri);
        if (!open) return null;
        await open.ready;
        await open.whole;
        const { preview } = await import('../features/preview');
        const context = contextOf(session, open);
        return preview({ ...context, tokensOf: (row) => soon(context.tokensOf(row)) }, params, tokenizerOf(session, open.uri));
      }),
    );
    connection.onRequest(
      findLinesRequest,
      guarded<FindLinesParams, FoundLines>(connection, 'findLines', { lines: [] }, async (params, token) => {
        const open = session.file(params.textDocument.uri);
        if (!open) return { lines: [] };
        await open.ready;
        await open.whole;
        return findLines(contextOf(session, open), params, async () => {
          await host.yieldTurn();
          return !token.isCancellationRequested;
        });
      }),
    );
  },
};

function soon<Value>(value: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
