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
