/** What is open, to be closed in the opposite order when the program is told to stop. */
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
    for (const task of this.#tasks.toReversed()) await task();
    process.exit(code);
  }
}
