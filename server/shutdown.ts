/** What is open, to be closed in the opposite order when the program is told to stop; the rest too where one fails. */
export class Shutdown {
  readonly #tasks: (() => unknown)[] = [];
  #stopping = false;

  /** Listens from the start: a signal that comes while things are being opened closes those that are. */
  constructor() {
    // `on`, not `once`: a terminal and npm may both send the signal, and the second must not kill the stopping.
    process.on('SIGINT', () => void this.now(0));
    process.on('SIGTERM', () => void this.now(0));
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  add(task: () => unknown): void {
    this.#tasks.push(task);
  }

  async now(code: number): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    let failed = 0;
    for (const task of this.#tasks.toReversed()) {
      try {
        await task();
      } catch (error) {
        failed = 1;
        console.error(error instanceof Error ? error.message : error);
      }
    }
    process.exit(code || failed);
  }
}
