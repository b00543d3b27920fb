import type { Host } from './host';

// Who reads or types asks again within this time.
const span = 500;
// As long as a slice: half of a core is left to the editor and to whoever counts, on machines that have two.
const rest = 6;

/** Whether somebody is asking about places in documents, and so waits for answers. */
export class Attention {
  readonly #host: Pick<Host, 'now' | 'yieldTurn'>;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(host: Pick<Host, 'now' | 'yieldTurn'>) {
    this.#host = host;
  }

  /** When somebody last asked, by the host's clock; `-Infinity` before that. */
  get askedAt(): number {
    return this.#askedAt;
  }

  /** Says that somebody has asked. */
  asked(): void {
    this.#askedAt = this.#host.now();
  }

  /** Resolves after waiting messages had their turn, and later while somebody asks: for work in the background. */
  async giveWay(): Promise<void> {
    await this.#host.yieldTurn();
    if (this.#host.now() - this.#askedAt < span) await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
