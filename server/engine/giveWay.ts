/** Whoever reads much gives way to whoever writes: a guest at the door does not wait for a manager's list. */
import { setImmediate } from 'node:timers/promises';

/** No reader waits longer for its turn than this and its place among the others. */
const MOST_MS = 10;

export class GiveWay {
  #writing = 0;
  #goOn: (() => void) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  async write<T>(work: () => Promise<T>): Promise<T> {
    this.#writing += 1;
    try {
      return await work();
    } finally {
      this.#writing -= 1;
      if (this.#writing === 0) this.#goOn?.();
    }
  }

  /** Resolves for one reader at a time, when nobody writes or after a moment, and once everybody else was served. */
  turn(): Promise<void> {
    const turn = this.#last.then(() => this.#next());
    this.#last = turn;
    return turn;
  }

  async #next(): Promise<void> {
    if (this.#writing > 0) await this.#quiet();
    await setImmediate();
  }

  #quiet(): Promise<void> {
    return new Promise((resolve) => {
      const enough = setTimeout(resolve, MOST_MS);
      this.#goOn = () => {
        clearTimeout(enough);
        resolve();
      };
    });
  }
}

/** One for the process, which serves everybody in turn. */
export const giveWay = new GiveWay();
