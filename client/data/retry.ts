const FIRST_MS = 1000;
/** Everybody is back within five seconds of the server, including the time the last try takes. */
export const LONGEST_MS = 4000;

/** How long to wait after so many failed tries, in ms: longer each time, and random, so that tablets do not come at once. */
export const waitAfter = (tries: number, random: number): number =>
  Math.min(FIRST_MS * 2 ** tries, LONGEST_MS) * (0.5 + random / 2);

export interface Retry {
  /** Tries again after a while, unless that is due already. Answers how many tries there have been. */
  soon(): number;
  /** Tries at once, if a try was due. */
  now(): void;
  /** It went well, or is no longer wanted. */
  stop(): void;
}

/** Retries `run` until it is stopped. */
export const makeRetry = (run: () => void): Retry => {
  let tries = 0;
  let due: ReturnType<typeof setTimeout> | undefined;
  const go = (): void => {
    due = undefined;
    run();
  };
  return {
    soon: () => {
      if (due === undefined) {
        due = setTimeout(go, waitAfter(tries, Math.random()));
        tries += 1;
      }
      return tries;
    },
    now: () => {
      if (due === undefined) return;
      clearTimeout(due);
      go();
    },
    stop: () => {
      clearTimeout(due);
      due = undefined;
      tries = 0;
    },
  };
};
