import type { Session } from './session';

// Engines give up the room for new objects only when less than a megabyte a second was made since they collected last, and that has
// sixteen when it is full.
const quietMilliseconds = 20_000;
const lookMilliseconds = 1000;
// The first leaves pages half empty, which the second puts together.
const collections = 2;

interface Quiet {
  readonly host: Pick<Session['host'], 'now' | 'collectGarbage'>;
  readonly attention: Session['attention'];
  readonly tokens: Pick<Session['tokens'], 'onCounted'>;
  readonly onFile: (listener: () => void) => void;
}

/**
 * Has the engine give back memory once nobody has asked about or edited a document for a while, and nothing was counted, because
 * everything stands still meanwhile. Does nothing where the engine alone decides.
 */
export function givingBack({ host: { now, collectGarbage }, attention, tokens, onFile }: Quiet): () => void {
  if (!collectGarbage) return () => undefined;
  let busyAt = 0;
  let due = 0;
  const busy = (): void => {
    busyAt = now();
  };
  tokens.onCounted(busy);
  onFile(busy);
  const look = (): void => {
    if (now() - Math.max(busyAt, attention.askedAt) < quietMilliseconds) {
      setTimeout(look, lookMilliseconds);
      return;
    }
    collectGarbage();
    due -= 1;
    if (due > 0) setTimeout(look, lookMilliseconds);
  };
  return () => {
    busy();
    if (due === 0) setTimeout(look, lookMilliseconds);
    due = collections;
  };
}
