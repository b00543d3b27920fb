import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { Work } from '../core/work';
import { cancelled } from './guard';
import { WorkDoneProgress } from './library';
import type { Session } from './session';

// Long enough that switching costs little, short enough that a key typed meanwhile is answered at once.
const turnMilliseconds = 6;
// Often enough to see that it goes on.
const progressMilliseconds = 150;

/** Does work in turns, between which other messages are answered; fails as cancelled when it is not wanted any more. */
export type InTurns = <Result>(work: Work<Result>) => Promise<Result>;

/** Whose work it is. */
export interface Worker {
  readonly session: Pick<Session, 'connection' | 'host'>;
  readonly token: CancellationToken;
  /** Where the client wants to be told how far the work is. */
  readonly progress?: ProgressToken | undefined;
}

/** A way to do work in turns for one request. */
export function inTurnsFor({ session: { connection, host }, token, progress }: Worker): InTurns {
  return async (work) => {
    let toldAt = host.now();
    let turnEnd = toldAt + turnMilliseconds;
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      const now = host.now();
      if (now < turnEnd) continue;
      if (progress !== undefined && now > toldAt + progressMilliseconds) {
        toldAt = now;
        const percentage = Math.floor(step.value * 100);
        void connection.sendProgress(WorkDoneProgress.type, progress, { kind: 'report', percentage });
      }
      await host.yieldTurn();
      if (token.isCancellationRequested) throw cancelled();
      turnEnd = host.now() + turnMilliseconds;
    }
  };
}
