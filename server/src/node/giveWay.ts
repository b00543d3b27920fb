import { constants, setPriority } from 'node:os';

/**
 * Lets others have the processor first where there are not enough for all: to be called in a thread for whose work nobody waits. Does nothing but
 * on Linux, because elsewhere a priority is that of the whole process, which answers questions.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where the system allows no change the work goes on as it would have.
  }
}
