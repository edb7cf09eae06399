import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners/contract.ts';
import { testClock } from '../support/app.ts';
import { type Window } from '../support/browser.ts';
import { dumped, legible, type Ward, ward } from './support/tablets.ts';
import { openStage } from './support/stage.ts';

const clock = testClock();
const PASSWORD = 'three words and a river';
const words = 'The man in the grey coat asked which room she sleeps in';
const patient = { timeout: 60_000 };

const stage = openStage({ clock });
let place: Ward;

beforeAll(async () => {
  place = await ward(stage.app);
  await (await stage.app.signInAs('planner')).done('partners.save', savePartner.example);
  for (const name of ['tess', 'amir']) {
    await stage.app.account(`${name}@haven.example`, PASSWORD, [
      { role: 'manager', operationId: place.operationId, centreId: place.centreId, address: true },
    ]);
  }
});

const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Work email address').fill(`${name}@haven.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Somebody signed in at the log, as at a desk of the hall. */
const atLog = async (name: string): Promise<Window> => {
  const window = await stage.open(null);
  await window.page.goto(`${place.base}/log`);
  await signIn(window.page, name);
  await box(window.page).waitFor();
  return window;
};

const box = (page: Page) => page.getByLabel(/^(Write what happened|What was decided)$/);
const sessionEnds = (of: string) =>
  stage.app.deps
    .sql`delete from session where user_id = (select id from "user" where email = ${`${of}@haven.example`})`;
/** The words are on the disk once there is something on it. */
const isKept = async (page: Page, drafts = 1): Promise<void> => {
  const count = () =>
    page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('haven drafts');
        opening.addEventListener('success', () => resolve(opening.result));
      });
      const rows = await new Promise<number>((resolve) => {
        const asked = db.transaction('draft').objectStore('draft').count();
        asked.addEventListener('success', () => resolve(asked.result));
      });
      db.close();
      return rows;
    });
  await expect.poll(count, patient).toBe(drafts);
};
const says = async (page: Page, what: string): Promise<void> => {
  await expect.poll(() => box(page).inputValue(), patient).toBe(what);
};

/** A slot of one partner in one shift, so that all of them stand in one cell. */
const planned = async (role: string): Promise<void> => {
  const { operationId, centreId, manager } = place;
  const slot = { slotId: stage.app.newId(), role, partner: savePartner.example.details.code, language: null };
  const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z', needed: 4, note: '' };
  await manager.done('roster.add', { operationId, centreId, ...slot, ...shift });
};

/** One guest's record, opened from the list. */
const guestAt = async (page: Page, reference: string): Promise<Locator> => {
  await page.getByRole('table').getByText(reference).first().click();
  const guest = page.getByRole('article', { name: `Guest ${reference}` });
  await guest.waitFor();
  return guest;
};

test('a half-typed decision is there again after the page is loaded anew, and gone once it is sent', async () => {
  const { page, close } = await atLog('tess');
  await page.getByLabel('This is a decision').check({ force: true });
  await box(page).fill(words);
  await page.getByLabel('Reason, and what was known').fill('Two people saw it');
  await isKept(page, 3);
  await page.reload();
  await says(page, words);
  await expect.poll(() => page.getByLabel('Reason, and what was known').inputValue()).toBe('Two people saw it');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('listitem').filter({ hasText: words }).waitFor();
  await isKept(page, 0);
  await page.reload();
  await box(page).waitFor();
  await says(page, '');
  await close();
});

test('a sign-in that was needed loses no words: their writer finds them, and the next person never sees them', async () => {
  const { page, close } = await atLog('tess');
  await box(page).fill(words);
  await isKept(page);
  await sessionEnds('tess');
  await page.getByLabel('Work email address').waitFor(patient);
  expect(legible(await dumped(page), [words, 'grey coat', 'tess@haven.example'])).toEqual([]);

  await signIn(page, 'amir');
  await box(page).waitFor();
  await page.getByText('Online').first().waitFor();
  await says(page, '');
  await box(page).fill('Amir was here');
  await isKept(page, 2);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Work email address').waitFor();
  expect(legible(await dumped(page), [words, 'grey coat', 'Amir was here'])).toEqual([]);

  await signIn(page, 'tess');
  await says(page, words);
  await box(page).fill('');
  await isKept(page, 1);
  await close();
});

test('words nobody came back to are gone after twelve hours', async () => {
  const { page, close } = await atLog('tess');
  await box(page).fill(words);
  await isKept(page);
  clock.advance(12 * 60 + 1);
  await page.reload();
  await box(page).waitFor();
  await isKept(page, 0);
  expect(await box(page).inputValue()).toBe('');
  await close();
});

test('what was half typed of one guest never stands in the form of another, and closing the form throws it away', async () => {
  const { operationId, centreId, manager } = place;
  for (const reference of ['K-081', 'K-082']) {
    const known = { personId: stage.app.newId(), reference, language: 'vi', ageBand: 'adult', needs: [] };
    await manager.done('people.checkIn', { operationId, centreId, ...known });
  }
  const { page, close } = await atLog('tess');
  await page.goto(`${place.base}/people`);
  const open = async (reference: string) => {
    const guest = await guestAt(page, reference);
    await guest.getByRole('button', { name: 'Add a need' }).click();
    return page.getByRole('dialog').getByLabel(/^Note/);
  };
  const note = await open('K-081');
  await note.fill(words);
  await isKept(page);
  await page.reload();

  const others = await open('K-082');
  await page.getByText('Online').first().waitFor();
  expect(await others.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Not now' }).click();
  const own = await open('K-081');
  await expect.poll(() => own.inputValue(), patient).toBe(words);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await isKept(page, 0);
  expect(await (await open('K-081')).inputValue()).toBe('');
  await close();
});

test('a day that was chosen comes back with its time', async () => {
  const { page, close } = await atLog('tess');
  await page.goto(`${place.base}/arrivals`);
  const dialog = page.getByRole('dialog');
  const open = () => page.getByRole('button', { name: 'Record a vehicle' }).click();
  await open();
  await dialog.getByLabel('Due at').fill('0630');
  await dialog.getByRole('button', { name: /change the day/ }).click();
  await dialog.getByLabel('Which day').fill('2026-11-23');
  await isKept(page, 2);
  await page.reload();
  await open();
  await expect.poll(() => dialog.getByLabel('Due at').inputValue(), patient).toBe('0630');
  await expect.poll(() => dialog.getByLabel('Which day').inputValue(), patient).toBe('2026-11-23');
  expect(await dialog.getByLabel('Which day').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Not now' }).click();
  await isKept(page, 0);
  await close();
});

test('where somebody else changed what was being changed, the words come back and say so', async () => {
  const { operationId, centreId, manager } = place;
  const personId = stage.app.newId();
  await manager.done('people.checkIn', {
    operationId,
    centreId,
    personId,
    reference: 'K-083',
    language: 'vi',
    ageBand: 'adult',
    needs: [],
  });
  const { page, close } = await atLog('tess');
  await page.goto(`${place.base}/people`);
  const open = async () => {
    const guest = await guestAt(page, 'K-083');
    await guest.getByRole('button', { name: /^(Add|Change)$/ }).click();
    return page.getByRole('dialog').getByLabel('Name they like');
  };
  await (await open()).fill('Lan');
  await isKept(page);
  await manager.done('people.identify', { operationId, personId, preferredName: 'Mai', baseVersion: 0 });
  await page.reload();
  const name = await open();
  await expect.poll(() => name.inputValue(), patient).toBe('Lan');
  await page.getByText('Somebody has changed this since you wrote. It says: Mai').waitFor();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('article').getByText('Name kept in the record.').waitFor();
  await close();
});

test('an answer half taken down stays in its form when the signal goes, and waits to be saved', async () => {
  await planned('welfare');
  const { page, context, close } = await atLog('tess');
  await page.goto(`${place.base}/roster`);
  await page.getByRole('grid').getByRole('button').first().click();
  const said = page.getByLabel('In their words');
  await said.fill(words);
  await context.setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.getByText('What you have typed stays').waitFor();
  expect(await said.inputValue()).toBe(words);
  await context.setOffline(false);
  await page.getByText('What you have typed stays').waitFor({ state: 'detached', ...patient });
  expect(await said.inputValue()).toBe(words);
  await close();
});

test('an answer half taken down waits while another role is looked at, and is gone once the drawer is closed', async () => {
  await planned('registration');
  await planned('first_aid');
  const { page, close } = await atLog('tess');
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto(`${place.base}/roster`);
  const drawer = page.getByRole('dialog');
  const said = drawer.getByLabel('In their words');
  const look = (role: RegExp) => drawer.getByRole('button', { name: role }).click();
  const open = () => page.getByRole('grid').getByRole('button').first().click();
  await open();
  await look(/^Registration/);
  await said.fill(words);
  await look(/^First aid/);
  expect(await said.inputValue()).toBe('');
  await look(/^Registration/);
  await expect.poll(() => said.inputValue(), patient).toBe(words);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await open();
  await look(/^Registration/);
  expect(await said.inputValue()).toBe('');
  await isKept(page, 0);
  await close();
});

test('a search is not kept: nobody is missing from the list when it is opened again', async () => {
  const { page, close } = await atLog('tess');
  await page.goto(`${place.base}/people`);
  await page.getByRole('table').getByText('K-081').waitFor();
  await page.getByRole('searchbox').fill('nobody');
  await page.getByRole('table').getByText('K-081').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('table').getByText('K-081').waitFor();
  await isKept(page, 0);
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await close();
});
