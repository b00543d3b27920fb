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

/** Tells the client of one request how far its work is (0 to 1), a few times a second at the most. */
export function progressOf({ session: { connection, host }, progress }: Pick<Worker, 'session' | 'progress'>): (share: number) => void {
  let toldAt = host.now();
  return (share) => {
    const now = host.now();
    if (progress === undefined || now <= toldAt + progressMilliseconds) return;
    toldAt = now;
    void connection.sendProgress(WorkDoneProgress.type, progress, { kind: 'report', percentage: Math.floor(share * 100) });
  };
}

/** A way to do work in turns for one request. */
export function inTurnsFor({ session, token, progress }: Worker): InTurns {
  const { host } = session;
  return async (work) => {
    const tell = progressOf({ session, progress });
    let turnEnd = host.now() + turnMilliseconds;
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (host.now() < turnEnd) continue;
      tell(step.value);
      await host.yieldTurn();
      if (token.isCancellationRequested) throw cancelled();
      turnEnd = host.now() + turnMilliseconds;
    }
  };
}
