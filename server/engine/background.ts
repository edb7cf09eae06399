import type { Log } from './deps.ts';

/** Work that nobody waits for until the server stops. What fails has been dealt with before it comes here. */
export class Background {
  readonly #all = new Set<Promise<void>>();

  add(work: Promise<void>): void {
    const watched = work.finally(() => this.#all.delete(watched));
    this.#all.add(watched);
  }

  /** Resolves when nothing is left, what was begun meanwhile included. */
  async done(): Promise<void> {
    while (this.#all.size > 0) await Promise.all(this.#all);
  }
}

/** What is begun is not finished, as Haven stops: whoever asked comes back to the next one. */
export class Stopping extends Error {}

/** Logs by its kind what nobody waits for and has failed, unless it was only cut short. */
export const failing =
  (log: Log, event: string) =>
  (error: unknown): void => {
    if (!(error instanceof Stopping)) log.error(event, { error: error instanceof Error ? error.name : 'unknown' });
  };
