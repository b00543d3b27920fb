/** Something that is done once after a while, however often it is asked for meanwhile. */
export interface Delayed {
  readonly start: () => void;
  readonly dispose: () => void;
}

/** Does it so many milliseconds after it was first asked for, as many as hold then. */
export function delayed(milliseconds: number | (() => number), run: () => void): Delayed {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start: () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          run();
        },
        typeof milliseconds === 'number' ? milliseconds : milliseconds(),
      );
    },
    dispose: () => clearTimeout(timer),
  };
}
