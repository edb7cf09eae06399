import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholeNames } from '../support/wholeNames.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openBrowser, openWindow, sizes } from '../support/browser.ts';
import { copyOfClient, type Release } from '../support/release.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let browser: Browser;
let release: Release;

beforeEach(async () => {
  release = await copyOfClient();
  app = await startTestApp({ clientDir: release.folder });
  browser = await openBrowser();
});
afterEach(async () => {
  await browser?.close();
  await app?.stop();
  await release?.remove();
});

const NAME = 'Meera Canary';

/** A volunteer's tablet at a centre of its own. */
const atCentre = async () => {
  const operationId = await app.operation({ languages: [{ tag: 'vi' }] });
  const centreId = await app.centre({ operationId, name: 'Wren' });
  const volunteer = await app.signInAs('volunteer', { operationId, centreId, name: NAME });
  const base = `${app.url}/operations/${operationId}/centres/${centreId}`;
  const window = await openWindow(browser, app, volunteer, sizes.tablet, { installs: true });
  return { ...window, volunteer, base };
};

const kept = (page: Page): Promise<void> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null).then(() => undefined);

/** Counts the builds that this window has seen thrown away before they could be used. */
const countThrownAway = (page: Page) =>
  page.addInitScript(() => {
    const told = globalThis as unknown as { thrownAway: number };
    told.thrownAway = 0;
    const watch = (worker: ServiceWorker | null): void =>
      worker?.addEventListener('statechange', () => void (told.thrownAway += Number(worker.state === 'redundant')));
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = async function (...asked) {
      const made = await register.apply(this, asked);
      if (made.installing ?? made.waiting ?? made.active) watch(made.installing);
      else told.thrownAway += 1;
      made.addEventListener('updatefound', () => watch(made.installing));
      return made;
    };
  });
const oneIsThrownAway = (page: Page) =>
  page.waitForFunction(() => (globalThis as unknown as { thrownAway: number }).thrownAway > 0);

/** A newer build is kept, and this window has heard of it. */
const newerIsKept = async (page: Page): Promise<void> => {
  const state = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
  await expect.poll(state).toBe('installed');
};

/** The browser says that it is online, which is when it looks for a newer build. */
const lookAgain = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')));

const buildOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['build'] ?? 'first');

/** Everything the worker has kept: address and text. */
const everythingKept = (page: Page): Promise<{ path: string; text: string }[]> =>
  page.evaluate(async () => {
    const found: { path: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = (await (await cache.match(request))?.text()) ?? '';
        found.push({ path: new URL(request.url).pathname, text });
      }
    }
    return found;
  });

test('after one visit Haven opens without a network and says that there is none', async () => {
  const { page, context, base, close } = await atCentre();
  await page.goto(`${base}/tasks`);
  await page.getByText('Nothing for you right now').waitFor();
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'No signal' }).waitFor();
  await page.goto(`${base}/check-in`);
  await page.getByRole('heading', { name: 'No signal' }).waitFor();
  expect(await page.title()).toBe('Haven');
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Which language?' }).waitFor();
  await close();
});

test('the worker keeps the built files and nothing the server says', async () => {
  const { page, base, received, close } = await atCentre();
  await page.goto(`${base}/tasks`);
  await kept(page);
  await page.reload();
  await page.getByText(NAME).waitFor();
  await expect.poll(() => received.join('')).toContain(NAME);
  const files = await everythingKept(page);
  expect(files.map((it) => it.path)).toContain('/index.html');
  expect(files.filter((it) => /^\/(api|socket\.io|healthz|readyz)/.test(it.path))).toEqual([]);
  expect(files.filter((it) => it.text.includes(NAME))).toEqual([]);
  for (const { path: name, text } of some(files.filter((it) => /\.(html|js|css|webmanifest)$/.test(it.path)))) {
    expect({ name, text }).toEqual({ name, text: await readFile(path.join(release.folder, name), 'utf8') });
  }
  await close();
});

test('a new version asks, waits for the guest at the desk, and never loads anything anew by itself', async () => {
  const { page, context, volunteer, base, close } = await atCentre();
  await page.goto(`${base}/check-in`);
  await page.getByRole('heading', { name: 'Which language?' }).waitFor();
  await kept(page);
  const other = wholeNames(await context.newPage());
  await other.goto(`${base}/tasks`);
  await other.getByText('Nothing for you right now').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('heading', { name: 'Adult or child?' }).waitFor();

  // The server has none of the first build's files any more; the windows that are open still need them.
  await release.next('second');
  await lookAgain(page);
  await other.getByText('A new version is ready.').waitFor();
  await newerIsKept(page);
  expect(await page.getByText('A new version is ready.').count()).toBe(0);
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('button', { name: /^Nothing right now/ }).click();
  await page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
  await page.getByText('A new version is ready.').waitFor();
  expect(await buildOf(page)).toBe('first');

  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => buildOf(page).catch(() => '')).toBe('second');
  await page.getByRole('heading', { name: 'Which language?' }).waitFor();
  expect(await buildOf(other)).toBe('first');
  await other.getByRole('link', { name: 'People' }).click();
  await other.getByText('K-001').first().waitFor();
  // Not from the browser's own memory alone, which it may empty when it likes.
  expect(await other.evaluate(() => caches.keys())).toHaveLength(2);
  await other.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => buildOf(other).catch(() => '')).toBe('second');
  expect((await volunteer.mirror(base.split('/')[4] ?? '')).rows('person')).toHaveLength(1);
  // Nobody uses the first build any more: at the next page it is gone.
  await other.reload();
  await expect.poll(() => other.evaluate(() => caches.keys())).toEqual(['haven second']);
  await close();
});

test('a new version that waits while other pages are opened is taken without signal', async () => {
  const { page, context, base, close } = await atCentre();
  await page.goto(`${base}/tasks`);
  await page.getByText('Nothing for you right now').waitFor();
  await kept(page);
  await release.next('second');
  await lookAgain(page);
  await newerIsKept(page);
  const builds = await page.evaluate(() => caches.keys());
  expect(builds).toHaveLength(2);
  expect(builds).toContain('haven second');

  // At every page the build in use throws away what nobody needs: the one that waits is needed.
  for (const screen of ['people', 'tasks', 'people']) {
    await page.goto(`${base}/${screen}`);
    await page.getByText('A new version is ready.').waitFor();
    expect(await page.evaluate(() => caches.keys())).toEqual(builds);
  }
  expect(await buildOf(page)).toBe('first');

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => buildOf(page).catch(() => '')).toBe('second');
  await page.getByRole('heading', { name: 'No signal' }).waitFor();
  await page.goto(`${base}/check-in`);
  await page.getByRole('heading', { name: 'No signal' }).waitFor();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['haven second']);
  await close();
});

test('a new version asks twice where something is typed and not saved', async () => {
  const { page, close } = await openWindow(browser, app, null, sizes.desk, { installs: true });
  await page.goto(app.url);
  await page.getByLabel('Email').fill('someone@haven.example');
  await kept(page);
  await release.next('second');
  await lookAgain(page);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await page.getByText('What you have typed on this page would be lost').waitFor();
  await page.getByRole('button', { name: 'Finish first' }).click();
  expect(await page.getByLabel('Email').inputValue()).toBe('someone@haven.example');
  await page.getByRole('button', { name: 'Use it now' }).click();
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => buildOf(page).catch(() => '')).toBe('second');
  await close();
});

test('a captive portal that answers with its own page is never kept, and spoils no build that was', async () => {
  const { page, context, base, close } = await atCentre();
  const victim = path.join(release.folder, await release.asset('Silver-'));
  const script = await readFile(victim);
  const portal = '<!doctype html><title>Free wifi</title>';
  await countThrownAway(page);
  await writeFile(victim, portal);
  await page.goto(`${base}/tasks`);
  await page.getByText('Nothing for you right now').waitFor();
  await oneIsThrownAway(page);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);

  await writeFile(victim, script);
  await page.reload();
  await kept(page);
  await release.next('second');
  await writeFile(path.join(release.folder, 'manifest.webmanifest'), portal);
  await lookAgain(page);
  await oneIsThrownAway(page);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  expect(await page.getByText('A new version is ready.').count()).toBe(0);
  expect((await everythingKept(page)).filter((it) => it.text.includes('Free wifi'))).toEqual([]);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'No signal' }).waitFor();
  await close();
});
