import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wholeNames } from '../support/wholeNames.ts';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { openStage } from './support/stage.ts';
import { press } from './support/press.ts';

const stage = openStage();

/** A centre of its own, with a volunteer at a tablet of theirs. */
const atDesk = async () => {
  const operationId = await stage.app.operation({ languages: [{ tag: 'vi' }] });
  const centreId = await stage.app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  const volunteer = await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const window = await stage.open(volunteer, sizes.tablet, { installs: true });
  const path = `${stage.app.url}/operations/${operationId}/centres/${centreId}/check-in`;
  await window.page.goto(path);
  await window.page.getByText('Which language?').first().waitFor();
  return { ...window, volunteer, where, path };
};

const answer = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: 'Drink' }).click();
  await press(page, /^Save/);
};
const saved = (page: Page) => page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
const checkIn = async (page: Page): Promise<void> => {
  await answer(page);
  await saved(page);
};
/** The key to seal with has come, as it does soon after signing in. */
const keyKept = (page: Page) =>
  page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('haven');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('keys').objectStore('keys').count();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result >= 2);
          };
        };
      }),
  );
const rowsOf = async (person: Person, where: { operationId: string }, kind: string) =>
  (await person.mirror(where.operationId)).rows(kind);
const waits = (page: Page, count: number) =>
  page
    .getByText(new RegExp(`${count}\\s*waiting`))
    .first()
    .waitFor();

test('a guest checked in without signal outlives a reload, and is there once when signal is back', async () => {
  const { page, context, close, volunteer, where } = await atDesk();
  await keyKept(page);
  await context.setOffline(true);
  await checkIn(page);
  await page.getByText('No signal. It will send by itself.').waitFor();
  await waits(page, 1);
  expect(await rowsOf(volunteer, where, 'person')).toEqual([]);
  await context.route('**/api/push', (route) => route.abort());
  await context.setOffline(false);
  await page.reload();
  await waits(page, 1);
  expect(await rowsOf(volunteer, where, 'person')).toEqual([]);
  await context.unrouteAll({ behavior: 'wait' });
  await expect.poll(() => rowsOf(volunteer, where, 'person')).toHaveLength(1);
  await page
    .getByText(/waiting/)
    .first()
    .waitFor({ state: 'detached' });
  expect(await rowsOf(volunteer, where, 'person')).toMatchObject([{ reference: 'K-001', language: 'vi' }]);
  expect(await rowsOf(volunteer, where, 'stay')).toHaveLength(1);
  await close();
});

test('a reply that is lost makes nobody come twice', async () => {
  const { page, context, close, volunteer, where } = await atDesk();
  let lost = 0;
  await context.route('**/api/push', async (route) => {
    await route.fetch();
    lost += 1;
    await (lost > 2 ? route.fallback() : route.abort());
  });
  await checkIn(page);
  await page.getByText('Sent. The centre can see them.').waitFor();
  expect(lost).toBeGreaterThan(2);
  expect(await rowsOf(volunteer, where, 'person')).toHaveLength(1);
  expect(await rowsOf(volunteer, where, 'stay')).toHaveLength(1);
  await close();
});

test('a hall’s sign-in page that answers everything is no signal: nothing is lost to it', async () => {
  const { page, context, close, volunteer, where } = await atDesk();
  await keyKept(page);
  const portal = { status: 200, contentType: 'text/html', body: '<html>Welcome to the hall</html>' };
  await context.route('**/api/**', (route) => route.fulfill(portal));
  await checkIn(page);
  await page.getByText('No signal. It will send by itself.').waitFor();
  await waits(page, 1);
  await context.unrouteAll({ behavior: 'wait' });
  await expect.poll(() => rowsOf(volunteer, where, 'person')).toHaveLength(1);
  await page.getByText('Sent. The centre can see them.').waitFor();
  await close();
});

test('a tablet with no room left says so, keeps the form, and saves when there is room again', async () => {
  const { page, close, volunteer, where } = await atDesk();
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    const room = globalThis as unknown as { makeRoom(): void };
    room.makeRoom = () => (IDBObjectStore.prototype.add = add);
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await answer(page);
  await page.getByRole('heading', { name: /NOT saved. Write it on/ }).waitFor();
  await page.getByText('There is no room left on this device.').waitFor();
  await page.getByText('NOT saved', { exact: true }).waitFor();
  expect(await page.getByText('All sent').count()).toBe(0);
  for (const words of ['K-001', 'Vietnamese', 'Adult', 'Drink']) await page.getByText(words).first().waitFor();
  expect(await rowsOf(volunteer, where, 'person')).toEqual([]);
  await page.evaluate(() => (globalThis as unknown as { makeRoom(): void }).makeRoom());
  await press(page, /^Try again/);
  await saved(page);
  await page.getByText('There is no room left').waitFor({ state: 'detached' });
  await expect.poll(() => rowsOf(volunteer, where, 'person')).toMatchObject([{ reference: 'K-001', language: 'vi' }]);
  await close();
});

test('a form in a dialog stays open, with what was typed, where it could not be saved', async () => {
  const { page, close } = await atDesk();
  await checkIn(page);
  await page.getByText('Sent. The centre can see them.').waitFor();
  await press(page, /^Name they like/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Dan');
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await dialog.getByRole('button', { name: /Save/ }).click();
  await dialog.getByText('NOT saved. Write it on paper').waitFor();
  expect(await dialog.getByRole('textbox').inputValue()).toBe('Dan');
  page.on('dialog', (asked) => void asked.accept());
  await close();
});

test('two windows of one browser send everything once, in order, and both know when it has gone', async () => {
  const { page, context, close, volunteer, where, path } = await atDesk();
  await keyKept(page);
  const other = wholeNames(await context.newPage());
  await other.goto(path);
  await other.getByText('Which language?').first().waitFor();
  // A window behind another is drawn so seldom that pressing in it takes long.
  await page.bringToFront();
  await context.setOffline(true);
  await checkIn(page);
  await waits(other, 1);
  await press(page, /^Next guest/);
  await checkIn(page);
  await waits(other, 2);
  await context.setOffline(false);
  await expect.poll(() => rowsOf(volunteer, where, 'person')).toHaveLength(2);
  await page.getByText('Sent. The centre can see them.').waitFor();
  await other
    .getByText(/waiting/)
    .first()
    .waitFor({ state: 'detached' });
  expect((await rowsOf(volunteer, where, 'person')).map((it) => it['reference']).toSorted()).toEqual([
    'K-001',
    'K-002',
  ]);
  await close();
});

test('nobody signs out over what only they can send; it is told what to do, and works once it has gone', async () => {
  const { page, context, close, volunteer, where } = await atDesk();
  await keyKept(page);
  await context.route('**/api/push', (route) => route.abort());
  await checkIn(page);
  await waits(page, 1);
  await press(page, /^Sign out/);
  await page.getByText('only you can send it').waitFor();
  await context.unrouteAll({ behavior: 'wait' });
  await press(page, /^Stay signed in and send/);
  await expect.poll(() => rowsOf(volunteer, where, 'person')).toHaveLength(1);
  await page.getByText('Sent. The centre can see them.').waitFor();
  // It is heard of before it is taken off what waits.
  await page
    .getByText(/waiting/)
    .first()
    .waitFor({ state: 'detached' });
  await press(page, /^Sign out/);
  await page.getByLabel('Work email address').waitFor();
  await close();
});
