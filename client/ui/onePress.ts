/**
 * A press that acts at once, on one row of a list, moves the rows: a second one, of a double tap or because nothing seemed
 * to happen, would meet another guest. So there is one at a time, and a moment after each in which none is taken.
 */
const SETTLE_MS = 400;
/** Whatever does not end must not take the other buttons along. */
const LONGEST_MS = 2_000;

export interface Presses {
  after: (ms: number, run: () => void) => void;
  /** Shows that none is taken, or that they are again. */
  show: (held: boolean) => void;
}

export const makePress = ({ after, show }: Presses) => {
  let holder: object | null = null;
  return async (task: () => Promise<unknown>): Promise<void> => {
    if (holder) return;
    const mine = {};
    holder = mine;
    show(true);
    const release = (): void => {
      if (holder !== mine) return;
      holder = null;
      show(false);
    };
    after(LONGEST_MS, release);
    try {
      await task();
    } finally {
      after(SETTLE_MS, release);
    }
  };
};

/** What the styles and whoever presses by script know it by. */
const HELD = 'is-pressed';

export const onePress = makePress({
  after: (ms, run) => void setTimeout(run, ms),
  show: (held) => document.documentElement.classList.toggle(HELD, held),
});
