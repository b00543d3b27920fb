import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Has the engine give up what is not used any more, which else it does when it needs room itself. */
export function collectGarbage(): void {
  collect ??= collector();
  collect();
}

let collect: (() => void) | undefined;

// The only way to ask for it that needs no flag at the start, which whoever starts the server would have to know of.
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const found = runInNewContext('gc') as () => void;
  // Code that was compiled under other flags would not be taken from the cache at the next start.
  setFlagsFromString('--no-expose-gc');
  return found;
}
