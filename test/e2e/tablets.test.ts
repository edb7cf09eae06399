import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes } from '../support/browser.ts';
import {
  addHand,
  dumped,
  enter,
  firstUnlock,
  isLocked,
  isOpen,
  legible,
  lockIt,
  pairedTablet,
  unlockWith,
  ward,
} from './support/tablets.ts';
import { pass, standStill } from './support/time.ts';
import { smallTargets } from './support/targets.ts';
import { faults } from './support/faults.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ clientDir });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();
/** In sight: a page may hold more than it shows. */
const sees = (page: Page, words: string) => page.getByText(words).filter({ visible: true }).first().waitFor();
const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { name }).waitFor();

const checkIn = async (page: Page): Promise<void> => {
  await heading(page, 'Which language?');
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: /^Drink/ }).click();
  await press(page, /^Save/);
  await heading(page, /is saved on this tablet/);
};

test('a manager sets a tablet up, and a new volunteer checks in the first guest with four presses after the PIN', async () => {
  const place = await ward(app);
  const desk = await openWindow(browser, app, place.manager, sizes.desk);
  await desk.page.goto(`${place.base}/tablets`);
  await press(desk.page, /^Set up a tablet/);
  const code = await desk.page.locator('.pairing__code strong').innerText();

  const { page, close } = await openWindow(browser, app, null, sizes.tablet, { installs: true });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Set up this tablet' }).click();
  await page.getByLabel('Code from the manager’s screen').fill(code.toLowerCase());
  await press(page, /^Go on/);
  await heading(page, 'Show this to the manager, in person');
  const digits = await page.locator('.set-up__digits').innerText();
  expect(digits).toMatch(/^\d\d$/);
  await press(desk.page, new RegExp(`^Yes, it shows ${digits}$`));
  await desk.page.getByText('Tablet 1 is set up').waitFor();
  await isLocked(page);
  await desk.page.getByRole('button', { name: 'Done' }).click();

  await press(desk.page, /^Add a volunteer/);
  await desk.page.getByLabel('Name on the lock screen').fill('Joan P.');
  await press(desk.page, /^Add them/);
  await heading(desk.page, 'First PIN for Joan P.');
  await press(desk.page, /^Make a first PIN/);
  const first = (await desk.page.locator('.first-pin').innerText()).replaceAll(/\D/g, '');
  await desk.page.getByRole('button', { name: 'Done' }).click();
  await press(desk.page, /^Add a volunteer/);
  await desk.page.getByLabel('Name on the lock screen').fill('joan p');
  await press(desk.page, /^Add them/);
  await desk.page.getByText('There is a Joan P. already. Add a letter to tell them apart').first().waitFor();
  await desk.page.getByLabel('Name on the lock screen').fill('Joan Po.');
  await press(desk.page, /^Add them/);
  await heading(desk.page, 'First PIN for Joan Po.');
  await press(desk.page, /^Cancel/);
  await desk.page.getByText('No PIN yet').waitFor();

  await press(page, /^Someone new/);
  await press(page, /^Back to the names/);
  // A locked tablet asks every ten seconds.
  await page.getByRole('button', { name: 'Joan P.' }).waitFor();
  await firstUnlock(page, 'Joan P.', first, '294751');
  let presses = 0;
  await page.exposeFunction('pressed', () => (presses += 1));
  await page.evaluate(() =>
    addEventListener('pointerdown', () => void (globalThis as unknown as { pressed(): void }).pressed()),
  );
  await checkIn(page);
  expect(presses).toBe(4);
  await page.getByText('Sent. The centre can see them.').waitFor();
  const seen = await place.manager.mirror(place.operationId);
  expect(seen.rows('person')).toHaveLength(1);
  await desk.page.reload();
  await desk.page.getByRole('cell', { name: 'Joan P.' }).waitFor();
  expect(await desk.told()).toContain('Joan P.');
  expect(await desk.told()).not.toContain('294751');
  await close();
  await desk.close();
});

test('a number that does not match is refused, and the tablet is told to ask', async () => {
  const place = await ward(app);
  const { page, close } = await openWindow(browser, app, null, sizes.portrait);
  const made = (await place.manager.post(`${place.api}/pairings`, {})).body as { pairingId: string; code: string };
  await page.goto(`${app.url}/set-up`);
  await page.getByLabel('Code from the manager’s screen').fill('23456789AB');
  await press(page, /^Go on/);
  await page
    .getByText('That code is not right, has been used or has ended. Ask the manager for a new one')
    .first()
    .waitFor();
  await page.getByLabel('Code from the manager’s screen').fill(made.code);
  await press(page, /^Go on/);
  await page.getByText('Waiting for them to press Yes').waitFor();
  await place.manager.post(`${place.api}/pairings/${made.pairingId}/answer`, { match: false });
  await page
    .getByText(/The manager pressed No/)
    .first()
    .waitFor();
  expect(await page.getByLabel('Code from the manager’s screen').inputValue()).toBe('');
  await close();
});

test('the pairing is stopped by whoever holds the tablet', async () => {
  const place = await ward(app);
  const { page, close } = await openWindow(browser, app, null, sizes.phone);
  const made = (await place.manager.post(`${place.api}/pairings`, {})).body as { pairingId: string; code: string };
  await page.goto(`${app.url}/set-up`);
  await page.getByLabel('Code from the manager’s screen').fill(made.code);
  await press(page, /^Go on/);
  await press(page, /^Stop/);
  await page.getByText('Stopped. This tablet was not set up.').first().waitFor();
  const state = async () =>
    ((await place.manager.get(`${place.api}/pairings/${made.pairingId}`)).body as { state: string }).state;
  await expect.poll(state).not.toBe('asking');
  await close();
});

test('a tablet nobody touches locks, its half-said answers are gone, and another hand goes on', async () => {
  const place = await ward(app);
  const joan = await addHand(app, place, 'Joan P.');
  const meera = await addHand(app, place, 'Meera S.');
  const { page, close } = await pairedTablet(browser, app, place);
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await page.getByRole('radio', { name: /Romanian/ }).waitFor();
  await standStill(page);
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await heading(page, 'Adult or child?');
  await pass(page, 119_000);
  await isOpen(page);
  await pass(page, 1000);
  await isLocked(page);
  await page.clock.resume();
  await firstUnlock(page, 'Meera S.', meera, '685203');
  await heading(page, 'Which language?');
  await page.getByText('Centre Wren · Meera S.').waitFor();
  expect((await place.manager.mirror(place.operationId)).rows('person')).toEqual([]);
  await close();
});

test('a tablet that slept too long locks at the first touch', async () => {
  const place = await ward(app);
  const joan = await addHand(app, place, 'Joan P.');
  const { page, close } = await pairedTablet(browser, app, place);
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await page.getByRole('radio', { name: /Romanian/ }).waitFor();
  // The clock goes on while the device sleeps, and nothing else does.
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 3 * 60_000);
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await isLocked(page);
  expect(await page.getByRole('radio').count()).toBe(0);
  await close();
});

test('five wrong PINs lock the tablet until the manager unlocks it; what waits is safe, and people can be counted', async () => {
  const place = await ward(app);
  const joan = await addHand(app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(browser, app, place);
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await context.setOffline(true);
  await checkIn(page);
  await lockIt(page);
  for (const left of [4, 3, 2]) {
    await enter(page, '111111');
    await page.getByText(`That PIN was not right. ${left} tries left.`).waitFor();
  }
  await enter(page, '111111');
  await page.getByText('That PIN was not right. 1 try left.').waitFor();
  await enter(page, '111111');
  await page.getByText('Ask the manager to unlock Tablet 1. 1 waiting to send is safe.').waitFor();
  await page.reload();
  await isLocked(page);
  await press(page, /^Fire: count people/);
  for (const _ of [1, 2, 3]) await press(page, /^One more/);
  await press(page, /^One fewer/);
  await page.getByText('2 more than believed on site').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('K-0');
  await press(page, /^Back/);

  await context.setOffline(false);
  await page.getByText('Ask the manager to unlock Tablet 1.').waitFor();
  await expect.poll(async () => (await place.manager.mirror(place.operationId)).rows('person')).toHaveLength(1);
  const desk = await openWindow(browser, app, place.manager, sizes.desk);
  await desk.page.goto(`${place.base}/tablets`);
  await press(desk.page, /^Unlock Tablet 1/);
  await press(desk.page, /^Let it be used again/);
  await desk.page.getByText('In use', { exact: true }).waitFor();
  // A locked tablet asks every ten seconds.
  await page.getByRole('heading', { name: /enter your 6-digit PIN/ }).waitFor();
  await enter(page, '294751');
  await isOpen(page);
  await close();
  await desk.close();
});

test('a tablet taken out of use forgets everything it could show, and says what to do with it', async () => {
  const place = await ward(app);
  const quillon = await addHand(app, place, 'Quillon T.');
  const { page, close } = await pairedTablet(browser, app, place);
  await firstUnlock(page, 'Quillon T.', quillon, '294751');
  await checkIn(page);
  const desk = await openWindow(browser, app, place.manager, sizes.desk);
  await desk.page.goto(`${place.base}/tablets`);
  await press(desk.page, /^Rename Tablet 1/);
  await desk.page.getByLabel('Name', { exact: true }).fill('Desk by the door');
  await press(desk.page, /^Save the name/);
  await press(desk.page, /^Take Desk by the door out of use/);
  await press(desk.page, /^Take it out of use/);
  await desk.page.getByRole('alert').first().waitFor();
  await desk.page.getByLabel('Why').fill('Left on the coach');
  await press(desk.page, /^Take it out of use/);
  await desk.page.getByText('Out of use', { exact: true }).waitFor();
  await heading(page, /is out of use/);
  await page.reload();
  await heading(page, /is out of use/);
  expect(legible(await dumped(page), ['Quillon T.', '294751', 'key false'])).toEqual([]);
  await press(page, /^Set this tablet up again/);
  await heading(page, 'Set up this tablet');
  await close();
  await desk.close();
});

/** Twenty things nobody must find on a tablet that was put down. */
const canaries = Array.from({ length: 20 }, (_, at) => `Canary${String(at).padStart(2, '0')}x`);

const fillCentre = async ({
  manager,
  operationId,
  centreId,
}: {
  manager: Loose;
  operationId: string;
  centreId: string;
}) => {
  for (const [at, name] of canaries.slice(0, 8).entries()) {
    const guest = {
      personId: app.newId(),
      reference: `K-10${at}`,
      ageBand: 'adult',
      language: 'ro',
      preferredName: name,
    };
    await manager.done('people.checkIn', { operationId, centreId, ...guest, zone: canaries[8 + at], needs: [] });
  }
};

const note = async (page: Page, words: string): Promise<void> => {
  await press(page, /^Add a need/);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is needed').selectOption({ index: 1 });
  await dialog.getByLabel('Note').fill(words);
  await dialog.getByRole('button', { name: /^Raise/ }).click();
  await dialog.waitFor({ state: 'hidden' });
};

test('a restart without signal shows names after the PIN, and a locked tablet holds nothing that can be read', async () => {
  const place = await ward(app);
  await fillCentre(place);
  const joan = await addHand(app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(browser, app, place, sizes.portrait);
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await page.goto(`${place.base}/people`);
  await isLocked(page);
  await unlockWith(page, 'Joan P.', '294751');
  await sees(page, 'Canary00x');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));

  await context.setOffline(true);
  await page.getByText('K-101').filter({ visible: true }).first().click();
  await page
    .getByRole('button', { name: /^Change$/ })
    .first()
    .click();
  await page.getByLabel('Name they like').fill(`${canaries[16]}`);
  await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
  await sees(page, `${canaries[16]}`);
  await note(page, `${canaries[17]} ${canaries[18]}`);
  await press(page, /^All people/);
  await page.getByRole('searchbox').fill(`${canaries[19]}`);
  await lockIt(page);
  expect(legible(await dumped(page), canaries)).toEqual([]);

  await page.reload();
  await isLocked(page);
  await page.getByText(/^No signal since \d\d:\d\d$/).waitFor();
  await unlockWith(page, 'Joan P.', '294752');
  await page.getByText('That PIN was not right. 4 tries left.').waitFor();
  await enter(page, '294751');
  await page.getByText('Opened without signal.').waitFor();
  await sees(page, 'Canary00x');
  await sees(page, `${canaries[16]}`);
  await page.getByText('K-102').filter({ visible: true }).first().click();
  await sees(page, 'Canary10x');
  await sees(page, 'Comes with the signal');
  expect(await page.locator('main').innerText()).not.toMatch(/Not sure/);
  expect(legible(await dumped(page), canaries)).not.toEqual([]);
  await lockIt(page);
  expect(legible(await dumped(page), [...canaries, '294751'])).toEqual([]);

  await unlockWith(page, 'Joan P.', '294751');
  await isOpen(page);
  await context.setOffline(false);
  await page.getByText('Opened without signal.').waitFor({ state: 'hidden' });
  await page.getByText('Comes with the signal').first().waitFor({ state: 'hidden' });
  const named = async () => JSON.stringify((await place.manager.mirror(place.operationId)).rows('personIdentity'));
  await expect.poll(named).toContain(canaries[16]);
  await lockIt(page);
  expect(legible(await dumped(page), [...canaries, '294751'])).toEqual([]);
  await close();
});

test('lock screen, pad and counting read well, work by keyboard, and leave room for thumbs', async () => {
  const place = await ward(app);
  const joan = await addHand(app, place, 'Joan P.');
  await addHand(app, place, 'Leon A.');
  const { page, close } = await pairedTablet(browser, app, place, sizes.portrait);
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: 'Joan P.' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('123');
  expect(await page.locator('output').filter({ hasText: 'entered' }).innerText()).toBe('3 of 6 entered');
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  for (const _ of [1, 2, 3]) await page.keyboard.press('Backspace');
  await page.keyboard.type(joan);
  await heading(page, /choose a PIN of your own/);
  await page.keyboard.type('123456');
  await page.getByText('Choose digits that are not a run and not all the same.').waitFor();
  await page.keyboard.type('294751');
  await heading(page, /once more/);
  await page.keyboard.type('294752');
  await page.getByText('Those were not the same. Choose again.').waitFor();
  await page.keyboard.type('294751');
  await heading(page, /once more/);
  await page.keyboard.type('294751');
  await isOpen(page);
  await lockIt(page);
  await press(page, /^Fire: count people/);
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await press(page, /^Back/);
  await press(page, /^I forgot my PIN/);
  await heading(page, 'I forgot my PIN');
  expect(await faults(page)).toEqual([]);
  await close();
});

test('the manager’s page reads well', async () => {
  const place = await ward(app);
  await addHand(app, place, 'Joan P.');
  const tablet = await pairedTablet(browser, app, place, sizes.phone);
  const { page, close } = await openWindow(browser, app, place.manager, sizes.desk);
  await page.goto(`${place.base}/tablets`);
  await page.getByRole('rowheader', { name: /Tablet 1/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, /^Set up a tablet/);
  await page.locator('.pairing__code strong').waitFor();
  expect(await faults(page)).toEqual([]);
  await close();
  await tablet.close();
});

test('a browser with an account, opened without signal, says so calmly and goes on by itself', async () => {
  const place = await ward(app);
  const { page, context, close } = await openWindow(browser, app, place.manager, sizes.desk, { installs: true });
  await page.goto(`${place.base}/people`);
  await heading(page, 'People');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.reload();
  await heading(page, 'No signal');
  expect(await faults(page)).toEqual([]);
  await context.setOffline(false);
  await heading(page, 'People');
  await close();
});
