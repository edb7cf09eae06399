import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { PATIENCE_MS, sizes, type Window } from '../support/browser.ts';
import { wholeNames } from '../support/wholeNames.ts';
import { openStage } from './support/stage.ts';
import { addHand, firstUnlock, isLocked, isOpen, lockIt, pairedTablet, type Ward, ward } from './support/tablets.ts';

const PASSWORD = 'three words and a river';
const patient = { timeout: PATIENCE_MS };
const stage = openStage();
let place: Ward;

beforeAll(async () => {
  place = await ward(stage.app);
  await stage.app.account('tess@haven.example', PASSWORD, [
    { role: 'manager', operationId: place.operationId, centreId: place.centreId, address: true },
  ]);
});

const signIn = async (page: Page): Promise<void> => {
  await page.getByLabel('Work email address').fill('tess@haven.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
};
const box = (page: Page) => page.getByLabel(/^(Write what happened|What was decided)$/);
const stillHere = (page: Page) => page.getByRole('alert').filter({ hasText: 'Still here?' });

/** Another window of the same browser, whose time is moved with the first. */
const beside = async ({ context }: Window, path: string): Promise<Page> => {
  const page = wholeNames(await context.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(path);
  return page;
};

/** Somebody signed in at the log, with the list of guests in a window beside it. */
const twoWindows = async () => {
  const window = await stage.open(null, sizes.desk, { movesTime: true });
  const log = window.page;
  await log.goto(`${place.base}/log`);
  await signIn(log);
  await box(log).waitFor();
  const people = await beside(window, `${place.base}/people`);
  await people
    .getByRole('heading', { name: /People/ })
    .first()
    .waitFor();
  const pass = (minutes: number): Promise<void> => log.clock.fastForward(minutes * 60_000);
  return { ...window, log, people, pass };
};

test('one window that is used keeps the others of its browser: nobody is signed out behind their back', async () => {
  const { log, people, pass, close } = await twoWindows();
  for (let times = 0; times < 3; times += 1) {
    await pass(10);
    await log.keyboard.press('Shift');
  }
  await pass(4);
  expect(await stillHere(people).count()).toBe(0);
  expect(await box(log).isVisible()).toBe(true);
  expect(await people.getByLabel('Work email address').count()).toBe(0);
  await close();
});

test('two minutes before it signs out it asks, in every window, and any touch is an answer for all', async () => {
  const { log, people, pass, close } = await twoWindows();
  await pass(12.9);
  expect(await stillHere(log).count()).toBe(0);
  await pass(0.2);
  for (const page of [log, people]) await stillHere(page).waitFor();
  await people.getByRole('button', { name: 'I am here' }).click();
  for (const page of [log, people]) await stillHere(page).waitFor({ state: 'detached' });
  await pass(12);
  expect(await box(log).isVisible()).toBe(true);
  await close();
});

test('who is signed out for being away is told so, and finds what they had begun to write', async () => {
  const { log, people, pass, close } = await twoWindows();
  await box(log).fill('The coach is at the gate');
  await pass(15.1);
  for (const page of [log, people]) {
    await page.getByLabel('Work email address').waitFor();
    await page.getByText('Nobody touched Haven for 15 minutes, so it signed out.').waitFor();
  }
  await log.getByText('What you had begun to write is kept here for 12 hours.').waitFor();
  await signIn(log);
  await expect.poll(() => box(log).inputValue(), patient).toBe('The coach is at the gate');
  await box(log).fill('');
  await close();
});

test('a session that was ended elsewhere is not said to have been idle', async () => {
  const { log, people, close } = await twoWindows();
  await log.getByRole('button', { name: 'Sign out' }).click();
  await log.getByLabel('Work email address').waitFor();
  await people.getByText('Your session is over').waitFor();
  expect(await log.getByText('Nobody touched Haven').count()).toBe(0);
  // Nothing had been begun, so nothing is said to be kept.
  expect(await people.getByText('begun to write').count()).toBe(0);
  await close();
});

test('a second window on a tablet leaves the first as it is, half-filled form and all', async () => {
  const first = await addHand(stage.app, place, 'Joan P.');
  const tablet = await pairedTablet(stage, place);
  const { page } = tablet;
  await firstUnlock(page, 'Joan P.', first, '274915');
  const heard: string[] = [];
  const second = wholeNames(await tablet.context.newPage());
  second.on('request', (request) => heard.push(new URL(request.url()).pathname));
  await second.goto(stage.app.url);
  await isLocked(second);
  // It has heard from Haven twice: by then it has done what it does at its start.
  const views = () => heard.filter((it) => it === '/api/device').length;
  await expect.poll(views, patient).toBeGreaterThanOrEqual(2);
  expect(heard).not.toContain('/api/device/lock');
  await isOpen(page);
  const me = await page.request.get(`${stage.app.url}/api/me`);
  expect(me.status()).toBe(200);
  await lockIt(page);
  await isLocked(second);
  await tablet.close();
});
