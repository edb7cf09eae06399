import type { Page } from 'playwright-core';

/**
 * Time in a page stands still from here on, whatever the machine takes for what comes, until it is let pass. Answers
 * come and are drawn all the same. The window was opened with `movesTime`.
 * @param after so many milliseconds later, with what falls due in them
 */
export const standStill = async (page: Page, after = 1000): Promise<void> => {
  const stop = async () => page.clock.pauseAt((await page.evaluate(() => Date.now())) + after);
  // Where that moment has passed by the time it is heard, the next is waited for.
  for (let stopped = false; !stopped;) {
    stopped = await stop().then(
      () => true,
      (error: Error) => {
        if (!error.message.includes('to the past')) throw error;
        return false;
      },
    );
  }
};

/** So much time passes in a page, with all that falls due in it. */
export const pass = (page: Page, ms: number): Promise<void> => page.clock.runFor(ms);
