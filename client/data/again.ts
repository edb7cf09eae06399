const FIRST_MS = 1000;
/** Everybody is back within five seconds of the server, the last try's own way there counted in. */
export const LONGEST_MS = 4000;

/** How long to wait after so many tries in vain, in ms: longer each time, and seldom the same for two tablets of a hall. */
export const waitAfter = (tries: number, random: number): number =>
  Math.min(FIRST_MS * 2 ** tries, LONGEST_MS) * (0.5 + random / 2);

export interface Again {
  /** Tries again after a while, unless that is due already. Answers how many tries there have been. */
  later(): number;
  /** Tries at once what was to be tried later. */
  now(): void;
  /** It went well, or is not wanted any more. */
  rest(): void;
}

/** Tries something for as long as it takes. */
export const makeAgain = (run: () => void): Again => {
  let tries = 0;
  let due: ReturnType<typeof setTimeout> | undefined;
  const go = (): void => {
    due = undefined;
    run();
  };
  return {
    later: () => {
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
    rest: () => {
      clearTimeout(due);
      due = undefined;
      tries = 0;
    },
  };
};
