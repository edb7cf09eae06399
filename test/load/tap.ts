import type { BrowserContext, Locator, Page } from 'playwright-core';
import { openBrowser, openWindow, sizes } from '../support/browser.ts';
import type { Ground } from './fill.ts';
import { median, quantile } from './numbers.ts';
import type { Place } from './place.ts';

const TAPS = 25;
/** About what a sealed check-in is. */
const BYTES = 1000;
const SLOWER = 4;
/** Milliseconds for the page to finish with what came before a tap. */
const STILL = 100;
const OPENINGS = 7;

export interface Tap {
  /** Milliseconds from the last tap to the words "saved on this tablet". */
  tap: number[];
  /** For one bare IndexedDB put that nobody sees, and from a tap that does nothing else to a word that says so. */
  put: number[];
  tappedPut: number[];
  /** The same tap, with the processor a quarter as fast. */
  slow: number[];
  /** Median tap against each median put. */
  ratio: number;
  tappedRatio: number;
  slowP95: number;
  /** Milliseconds from opening Haven without a network to its first words. */
  shell: number[];
}

/**
 * Told by the page itself, and pressed by the mouse alone: asking the page for what is on it, as a test does, takes it
 * longer than saving does.
 */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const told = globalThis as unknown as { tapped: number; saved: number[]; heard: (() => void) | null };
    told.saved = [];
    told.heard = null;
    addEventListener('click', (event) => (told.tapped = event.timeStamp), { capture: true });
    let shown = false;
    new MutationObserver(() => {
      const now = /saved/.test(document.querySelector('h1, h2')?.textContent ?? '');
      if (now && !shown) {
        told.saved.push(performance.now() - told.tapped);
        told.heard?.();
      }
      shown = now;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

const savedTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { saved: number[] }).saved.splice(0));

/** Presses a button, and answers once the page has told that it is saved. */
const tap = async (page: Page, button: Locator): Promise<void> => {
  const box = await button.boundingBox();
  if (!box) throw new Error('the button to tap is not there');
  const heard = page.evaluate(
    () => new Promise<void>((resolve) => ((globalThis as unknown as { heard: () => void }).heard = resolve)),
  );
  await page.waitForTimeout(STILL);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await heard;
};

const checkIn = async (page: Page): Promise<void> => {
  await page.getByRole('radio').first().click();
  await page.getByRole('radio', { name: /Adult/ }).click();
  await tap(page, page.getByRole('button', { name: /^Nothing right now/ }));
  await page.getByRole('button', { name: /Next guest|next person/i }).click();
};

const checkInMany = async (page: Page): Promise<number[]> => {
  for (let n = 0; n < TAPS; n += 1) await checkIn(page);
  return savedTimes(page);
};

/** A store of its own and nothing around it, kept as strictly; then the same, begun by a tap and told by one word. */
const putMany = async (page: Page): Promise<{ put: number[]; tapped: number[] }> => {
  const put = await page.evaluate(
    async ([times, bytes]) => {
      const opening = indexedDB.open('bare', 1);
      opening.addEventListener('upgradeneeded', () =>
        opening.result.createObjectStore('puts', { autoIncrement: true }),
      );
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const once = async (): Promise<void> => {
        const tx = opening.result.transaction('puts', 'readwrite', { durability: 'strict' });
        tx.objectStore('puts').add({ box: 'x'.repeat(bytes) });
        await new Promise((resolve) => tx.addEventListener('complete', resolve));
      };
      const took: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const began = performance.now();
        await once();
        took.push(performance.now() - began);
      }
      const [word, button] = [document.createElement('h1'), document.createElement('button')];
      button.textContent = 'Put';
      button.addEventListener('click', () => void once().then(() => (word.textContent = 'saved')));
      document.body.replaceChildren(word, button);
      return took;
    },
    [TAPS, BYTES] as const,
  );
  for (let n = 0; n < TAPS; n += 1) {
    await tap(page, page.getByRole('button', { name: 'Put' }));
    await page.evaluate(() => document.querySelector('h1')?.replaceChildren());
  }
  return { put, tapped: await savedTimes(page) };
};

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
    const taps = await checkInMany(page);
    const shell = await openShell(context, place.url);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const slow = await checkInMany(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const { put, tapped } = await putMany(page);
    for (const times of [taps, slow, tapped]) if (times.length !== TAPS) throw new Error('a saved guest was not seen');
    const [ratio, tappedRatio] = [median(taps) / median(put), median(taps) / median(tapped)];
    return { tap: taps, put, tappedPut: tapped, slow, ratio, tappedRatio, slowP95: quantile(slow, 0.95), shell };
  } finally {
    await close();
    await browser.close();
  }
};
