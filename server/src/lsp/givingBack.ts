import type { Session } from './session';

// As long as engines look back to tell whether much is made: only where nothing is do they give up room for new objects too.
const quietMilliseconds = 5000;

/**
 * Has the engine give back memory, some seconds after it was last asked to: once nobody has asked about or edited a document for as
 * long, and nothing was counted, because everything stands still meanwhile. Does nothing where the engine alone decides.
 */
export function givingBack({
  host,
  attention,
  tokens,
  onFile,
}: Pick<Session, 'host' | 'attention'> & {
  readonly tokens: Pick<Session['tokens'], 'onCounted'>;
  readonly onFile: (listener: () => void) => void;
}): () => void {
  const { now, collectGarbage } = host;
  if (!collectGarbage) return () => undefined;
  let busyAt = 0;
  let isDue = false;
  const busy = (): void => {
    busyAt = now();
  };
  tokens.onCounted(busy);
  onFile(busy);
  const wait = (milliseconds: number): void => {
    setTimeout(() => {
      const left = Math.max(busyAt, attention.askedAt) + quietMilliseconds - now();
      if (left > 0) return wait(left);
      isDue = false;
      collectGarbage();
    }, milliseconds);
  };
  return () => {
    busy();
    if (isDue) return;
    isDue = true;
    wait(quietMilliseconds);
  };
}
