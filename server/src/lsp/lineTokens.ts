import type { Tokenize } from '../features/lineTokens';
import { type LineTokens, type LineTokensParams, lineTokens } from '../shared/tokensProtocol';
import { guarded } from './guard';
import type { Registration } from './registration';
import { contextOf } from './requests';
import type { Session } from './session';

/** Tells the client the borders of a line's tokens. */
export const lineTokensRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    session.connection.onRequest(
      lineTokens,
      guarded<LineTokensParams, LineTokens | { readonly why: string } | null>(session.connection, 'lineTokens', null, async (params) => {
        const open = session.file(params.textDocument.uri);
        if (!open) return null;
        await open.ready;
        await open.whole;
        const { lineTokens: answer } = await import('../features/lineTokens');
        return answer(contextOf(session, open), params, tokenizerOf(session, open.uri));
      }),
    );
  },
};

/** Tells tokens apart for a file, with the tokenizer that holds for it. */
export function tokenizerOf(session: Session, uri: string): Tokenize {
  return async (texts) => {
    const model = session.countedModel(uri);
    const tokens = model && (await session.tokens.tokenize(texts, model));
    if (!tokens) return undefined;
    const { windows, unusable } = tokens;
    const { tokenizer, encoding } = model;
    if (tokenizer && unusable === undefined) return { windows, by: tokenizer.name };
    const borders = encoding === 'cl100k_base' ? 'cl100k_base' : 'o200k_base';
    if (tokenizer)
      return { windows, estimate: `these are the borders of ${borders}: ${tokenizer.name} cannot show its own, because ${unusable}` };
    return {
      windows,
      ...(encoding === 'approximate' && { estimate: `these are the borders of ${borders}, as the model’s own tokenizer is not at hand` }),
    };
  };
}
