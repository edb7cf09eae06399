import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes, type Window } from '../../support/browser.ts';

type Clock = TestApp['clock'];

/** Haven as it is built, and a browser. */
export interface Stage {
  app: TestApp;
  browser: Browser;
  /** A window of one person's own, or nobody's: see `openWindow`. */
  open(
    person: Pick<Person, 'cookie'> | null,
    size?: { width: number; height: number },
    more?: { installs?: boolean; movesTime?: boolean },
  ): Promise<Window>;
}

/** For all tests of a file: there before the first of them, gone after the last. */
export const openStage = ({ clock }: { clock?: Clock } = {}): Stage => {
  let app: TestApp | null = null;
  let browser: Browser | null = null;
  beforeAll(async () => {
    app = await startTestApp({ clientDir, ...(clock ? { clock } : {}) });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  const there = <T>(it: T | null): T => {
    if (it === null) throw new Error('Nothing is open before the first test');
    return it;
  };
  return {
    get app() {
      return there(app);
    },
    get browser() {
      return there(browser);
    },
    open: (person, size = sizes.desk, more) => openWindow(there(browser), there(app), person, size, more),
  };
};
