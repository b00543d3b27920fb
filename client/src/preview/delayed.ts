/** Something that is done once after a while, however often it is asked for meanwhile. */
export interface Delayed {
  readonly start: () => void;
  readonly dispose: () => void;
}

/** Does it so many milliseconds after it was first asked for. */
export function delayed(milliseconds: number, run: () => void): Delayed {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, milliseconds);
    },
    dispose: () => clearTimeout(timer),
  };
}
