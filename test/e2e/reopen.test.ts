import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openProfile, PATIENCE_MS, type Profile } from '../support/browser.ts';
import { wholeNames } from '../support/wholeNames.ts';

let app: TestApp;
let folder = '';
let profile: Profile | null = null;

beforeAll(async () => {
  app = await startTestApp({ clientDir });
  folder = await mkdtemp(path.join(tmpdir(), 'haven-profile-'));
});
afterAll(async () => {
  await profile?.kill();
  await app?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A window of the tablet's browser, in which the person is signed in. */
const open = async ({ cookie }: Person): Promise<Page> => {
  profile = await openProfile(folder);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await profile.context.addCookies([{ name, value, url: app.url, httpOnly: true, sameSite: 'Strict' }]);
  const page = wholeNames(await profile.context.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
};

/** Everything that makes it independent of the signal is there: the page itself, and the key to seal with. */
const ready = (page: Page) =>
  page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    const stores = await indexedDB.databases();
    if (!stores.some((it) => it.name === 'haven')) return false;
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('haven');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const keys = await new Promise<number>((resolve) => {
      const asked = db.transaction('keys').objectStore('keys').count();
      asked.addEventListener('success', () => resolve(asked.result));
    });
    db.close();
    return keys >= 2;
  });

const checkIn = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('button', { name: /^Nothing right now/ }).click();
  await page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
};
const oneWaits = (page: Page) =>
  page
    .getByText(/1\s*waiting/)
    .first()
    .waitFor();

test('a guest checked in without signal outlives a reload, a dead battery and a cold start, and is there once', async () => {
  const operationId = await app.operation({ languages: [{ tag: 'vi' }] });
  const where = { operationId, centreId: await app.centre({ operationId, name: 'Wren' }) };
  const volunteer = await app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const address = `${app.url}/operations/${operationId}/centres/${where.centreId}/check-in`;
  const rows = async (kind: string) => (await volunteer.mirror(operationId)).rows(kind);

  const first = await open(volunteer);
  await first.goto(address);
  await first.getByText('Which language?').first().waitFor();
  await ready(first);
  await profile?.context.setOffline(true);
  await checkIn(first);
  await first.reload();
  await oneWaits(first);
  await profile?.kill();

  const second = await open(volunteer);
  await profile?.context.setOffline(true);
  await second.goto(address);
  await oneWaits(second);
  expect(await rows('person')).toEqual([]);

  await profile?.context.setOffline(false);
  await expect.poll(() => rows('person')).toHaveLength(1);
  expect(await rows('stay')).toHaveLength(1);
  expect(await rows('person')).toMatchObject([{ reference: 'K-001', language: 'vi', presence: 'on_site' }]);
});
