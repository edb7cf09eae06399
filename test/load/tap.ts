import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, openWindow, sizes } from '../support/browser.ts';
import type { Ground } from './fill.ts';
import { median, quantile } from './numbers.ts';
import type { Place } from './place.ts';

const TAPS = 25;
/** About what a sealed check-in is. */
const BYTES = 1000;
const SLOWER = 4;
const OPENINGS = 7;

export interface Tap {
  /** Milliseconds from the last tap to the words "saved on this tablet", and for one bare IndexedDB put. */
  tap: number[];
  put: number[];
  /** The same tap, with the processor a quarter as fast. */
  slow: number[];
  /** Median tap against median put. */
  ratio: number;
  slowP95: number;
  /** Milliseconds from opening Haven without a network to its first words. */
  shell: number[];
}

/** Told by the page itself: what a test would add by asking is not in it. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const told = globalThis as unknown as { tapped: number; saved: number[] };
    told.saved = [];
    addEventListener('click', (event) => (told.tapped = event.timeStamp), { capture: true });
    let shown = false;
    new MutationObserver(() => {
      const now = /is saved on this tablet/.test(document.querySelector('h1, h2')?.textContent ?? '');
      if (now && !shown) told.saved.push(performance.now() - told.tapped);
      shown = now;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

const savedTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { saved: number[] }).saved.splice(0));

const checkIn = async (page: Page): Promise<void> => {
  await page.getByRole('radio').first().click();
  await page.getByRole('radio', { name: /Adult/ }).click();
  await page.getByRole('button', { name: /^Nothing right now/ }).click();
  await page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
  await page.getByRole('button', { name: /Next guest|next person/i }).click();
};

const checkInMany = async (page: Page): Promise<number[]> => {
  for (let n = 0; n < TAPS; n += 1) await checkIn(page);
  return savedTimes(page);
};

/** A store of its own and nothing around it, kept as strictly. */
const putMany = (page: Page): Promise<number[]> =>
  page.evaluate(
    async ([times, bytes]) => {
      const opening = indexedDB.open('bare', 1);
      opening.addEventListener('upgradeneeded', () =>
        opening.result.createObjectStore('puts', { autoIncrement: true }),
      );
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const took: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const began = performance.now();
        const tx = opening.result.transaction('puts', 'readwrite', { durability: 'strict' });
        tx.objectStore('puts').add({ box: 'x'.repeat(bytes) });
        await new Promise((resolve) => tx.addEventListener('complete', resolve));
        took.push(performance.now() - began);
      }
      return took;
    },
    [TAPS, BYTES] as const,
  );

/** Opened anew without a network: from asking for the page to the first words on it. */
const openShell = async (context: BrowserContext, url: string): Promise<number[]> => {
  const took: number[] = [];
  for (let n = 0; n < OPENINGS; n += 1) {
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page
      .getByText(/No signal/)
      .first()
      .waitFor();
    took.push(performance.now() - began);
    await page.close();
  }
  return took;
};

/** In a real browser without signal: how soon a guest is saved, against what the browser itself takes to keep as much. */
export const measureTap = async (place: Place, ground: Ground): Promise<Tap> => {
  const [cookie = ''] = await place.signIn('volunteer', ground, 1);
  const browser = await openBrowser();
  const { page, context, close } = await openWindow(browser, place, { cookie }, sizes.portrait, { installs: true });
  try {
    await page.goto(`${place.url}/operations/${ground.operationId}/centres/${ground.centreId}/check-in`);
    await page.getByRole('heading', { name: 'Which language?' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await watch(page);
    await checkInMany(page);
    const put = await putMany(page);
    const tap = await checkInMany(page);
    const shell = await openShell(context, place.url);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const slow = await checkInMany(page);
    for (const times of [tap, slow]) if (times.length !== TAPS) throw new Error('a saved guest was not seen');
    return { tap, put, slow, ratio: median(tap) / median(put), slowP95: quantile(slow, 0.95), shell };
  } finally {
    await close();
    await browser.close();
  }
};
