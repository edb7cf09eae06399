import type { Log } from './deps.ts';

/** Work that nobody waits for until the server stops. Its failures have been dealt with before it comes here. */
export class Background {
  readonly #all = new Set<Promise<void>>();

  add(work: Promise<void>): void {
    const watched = work.finally(() => this.#all.delete(watched));
    this.#all.add(watched);
  }

  /** Resolves when nothing is left, including work added meanwhile. */
  async done(): Promise<void> {
    while (this.#all.size > 0) await Promise.all(this.#all);
  }
}

/** Work cut short because Haven stops: whoever asked comes back to the next server. */
export class Stopping extends Error {}

/** Logs a failure of work that nobody waits for, unless it was only cut short. */
export const failing =
  (log: Log, event: string) =>
  (error: unknown): void => {
    if (!(error instanceof Stopping)) log.error(event, { error: error instanceof Error ? error.name : 'unknown' });
  };
