import type { Session } from './session';

// Engines give up the room for new objects only when less than a megabyte a second was made since they collected last, and that has
// sixteen when it is full.
const quietMilliseconds = 20_000;
const lookMilliseconds = 1000;

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
  let isDue = false;
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
    isDue = false;
    collectGarbage();
  };
  return () => {
    busy();
    if (isDue) return;
    isDue = true;
    setTimeout(look, lookMilliseconds);
  };
}
