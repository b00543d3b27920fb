import type { CancellationToken } from 'vscode-languageserver';
import type { FileCheck } from '../core/check/fileCheck';
import type { Attention } from './attention';
import type { Host } from './host';

// Long enough that switching costs little, short enough that a key typed meanwhile is answered at once.
const sliceMilliseconds = 6;
// Edits of one line follow each other: a long one is checked when none has come for this long.
const quietMilliseconds = 30;

/** What checking in slices has to know. */
export interface SlicedCheck {
  readonly check: FileCheck;
  readonly host: Host;
  readonly attention: Attention;
  readonly token: CancellationToken;
  /** Whether the check is still the file's. */
  readonly isCurrent: () => boolean;
  /** Called after each slice. */
  readonly onSlice: () => void;
}

/** Checks all waiting lines in slices and lets messages through in between; false when it was cancelled or is out of date. */
export async function checkInSlices({ check, host, attention, token, isCurrent, onSlice }: SlicedCheck): Promise<boolean> {
  for (;;) {
    if (check.waitsForLong) {
      await new Promise((resolve) => setTimeout(resolve, quietMilliseconds));
      if (token.isCancellationRequested || !isCurrent()) return false;
    }
    const end = host.now() + sliceMilliseconds;
    const done = check.checkPending(() => host.now() < end);
    onSlice();
    // What waited through a slice that took longer goes first.
    if (done && host.now() < end + sliceMilliseconds) return true;
    await attention.giveWay();
    if (token.isCancellationRequested || !isCurrent()) return false;
    if (done) return true;
  }
}
