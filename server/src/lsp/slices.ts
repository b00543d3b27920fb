import type { CancellationToken } from 'vscode-languageserver';
import type { FileCheck } from '../core/check/fileCheck';
import type { Host } from './host';

// Long enough that switching costs little, short enough that a key typed meanwhile is answered at once.
const sliceMilliseconds = 6;

/**
 * Checks all waiting lines in slices and lets messages through in between. Returns false when it was stopped: by the token,
 * or because `current` said that this check is no longer the file's.
 */
export async function checkInSlices(check: FileCheck, host: Host, current: () => boolean, token: CancellationToken): Promise<boolean> {
  for (;;) {
    const end = host.now() + sliceMilliseconds;
    if (check.checkPending(() => host.now() < end)) return true;
    await host.yieldTurn();
    if (token.isCancellationRequested || !current()) return false;
  }
}
