/** Work on a whole file that may rest at each step, so that others get their turn: it yields the share done so far, from 0 to 1. */
export type Work<Result> = Generator<number, Result, void>;

/** Work that may rest at each step and does not know how far it is. */
export type Steps<Result> = Generator<void, Result, void>;

/** Work as a part of other work, of which it does what lies between two shares. */
export function* within<Result>(work: Work<Result>, from: number, to: number): Work<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Does the work without a rest. */
export function atOnce<Result>(work: Work<Result> | Steps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
