import { vocabulary } from '../../scripts/vocabularies.mjs';
import { createCountingService } from '../../server/src/core/tokens/counting';
import type { CountingPort } from '../../server/src/lsp/tokenCounts';

/** Counts in this thread, as the worker would. */
export function inThreadCounting(): CountingPort {
  const answer = createCountingService(vocabulary);
  let listener: Parameters<CountingPort['onReply']>[0] = () => undefined;
  return {
    post: (request) => {
      void answer(request).then((reply) => listener(reply));
    },
    onReply: (listen) => {
      listener = listen;
    },
    onError: () => undefined,
    dispose: () => undefined,
  };
}
