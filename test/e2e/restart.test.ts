import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/app.ts';
import { type Window } from '../support/browser.ts';
import {
  addHand,
  firstUnlock,
  isLocked,
  lockIt,
  pairedTablet,
  unlockWith,
  type Ward,
  ward,
} from './support/tablets.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
let place: Ward;

beforeAll(async () => {
  place = await ward(stage.app);
});

const PIN = '418302';
const words = 'Second coach is held at the roundabout, driver says';
/** Longer than any wait between two tries, on a machine that has much to do. */
const patient = { timeout: 60_000 };

const arrive = (by: Person, reference: string) =>
  by.done('people.checkIn', {
    operationId: place.operationId,
    centreId: place.centreId,
    personId: stage.app.newId(),
    reference,
    language: 'vi',
    ageBand: 'adult',
    needs: [],
  });

const isChanges = (frame: string): boolean => frame.startsWith('42["changes"');
/** How often the live line has told of changes, or that there are none. */
const changesOf = ({ received }: Window): number => received.filter(isChanges).length;
/** Has it come over the live line, and not by asking? */
const isLive = ({ received }: Window, told: string): boolean =>
  received.some((it) => isChanges(it) && it.includes(told));

const headings = (page: Page): Promise<string> => page.locator('h1').first().innerText();

const openTablet = async (name: string): Promise<Window> => {
  const first = await addHand(stage.app, place, name);
  const tablet = await pairedTablet(stage, place);
  await firstUnlock(tablet.page, name, first, PIN);
  return tablet;
};

test('a restart of the server leaves everyone where they were, with their words, and live again by themselves', async () => {
  const { operationId, manager } = place;
  const silver = await stage.app.signInAs('silver', { operationId });
  const desk = await stage.open(manager);
  await desk.page.goto(`${place.base}/log`);
  const wall = await stage.open(silver, { width: 1920, height: 1080 });
  await wall.page.goto(`${stage.app.url}/operations/${operationId}/wall`);
  await wall.page.getByText('Wren, open').first().waitFor();
  const tablet = await openTablet('Joan P.');
  await tablet.page.getByRole('radio', { name: /Vietnamese/ }).click();
  await tablet.page.getByRole('radio', { name: /^Adult/ }).waitFor();
  const locked = await pairedTablet(stage, place);
  const box = desk.page.getByLabel('Write what happened');
  await box.fill(words);

  await arrive(manager, 'K-071');
  for (const it of [desk, tablet]) await expect.poll(() => isLive(it, 'K-071'), patient).toBe(true);
  const before = new Map<Window, number>();
  await stage.app.restart(async () => {
    for (const it of [desk, tablet, wall]) before.set(it, changesOf(it));
    await desk.page
      .getByText(/Offline since/)
      .first()
      .waitFor();
    expect(await box.inputValue()).toBe(words);
    await tablet.page.getByRole('radio', { name: /^Adult/ }).waitFor();
    await wall.page.getByText('Wren, open').first().waitFor();
    await isLocked(locked.page);
  });
  for (const it of [desk, tablet, wall])
    await expect.poll(() => changesOf(it), patient).toBeGreaterThan(before.get(it) ?? 0);
  const counted = changesOf(wall);
  await arrive(manager, 'K-072');

  for (const it of [desk, tablet]) await expect.poll(() => isLive(it, 'K-072'), patient).toBe(true);
  await expect.poll(() => changesOf(wall), patient).toBeGreaterThan(counted);
  await desk.page.getByText('Online').first().waitFor();
  expect(await box.inputValue()).toBe(words);
  expect(await headings(desk.page)).toBe('Log');
  await tablet.page.getByRole('radio', { name: /^Adult/ }).click();
  await tablet.page.getByRole('button', { name: /^Nothing right now/ }).click();
  await tablet.page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
  await wall.page.getByText('Wren, open').first().waitFor();
  await isLocked(locked.page);
  await desk.page.getByRole('button', { name: 'Add' }).click();
  await desk.page.getByRole('listitem').filter({ hasText: words }).waitFor();
  for (const it of [desk, wall, tablet, locked]) await it.close();
});

test('while Haven is not ready, or something else answers in its place, nobody is signed out', async () => {
  const desk = await stage.open(place.manager);
  const { page } = desk;
  await page.goto(`${place.base}/log`);
  await page.getByLabel('Write what happened').fill(words);
  const answers = [
    {
      status: 503,
      contentType: 'application/problem+json',
      body: '{"type":"/problems/database-unavailable","status":503}',
    },
    { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
    { status: 401, contentType: 'text/html', body: '<h1>Proxy: who are you?</h1>' },
    { status: 200, contentType: 'text/html', body: '<h1>Free wifi</h1>' },
  ];
  for (const answer of answers) {
    await page.route('**/api/**', (it) => it.fulfill(answer));
    const asked = page.waitForResponse(/\/api\/operations\/.*\/pull/);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await asked;
    await page.unroute('**/api/**');
    expect(await page.getByLabel('Write what happened').inputValue()).toBe(words);
  }
  await desk.close();
});

test('a session that ended while the server was away is told so once it is back', async () => {
  const someone = await stage.app.signInAs('manager', place);
  const { page, close } = await stage.open(someone);
  await page.goto(`${place.base}/log`);
  await page.getByLabel('Write what happened').waitFor();
  await stage.app.restart(async () => {
    await stage.app.deps.sql`delete from session where id = ${someone.sessionId}`;
  });
  await page.getByLabel('Work email address').waitFor(patient);
  expect(await page.getByLabel('Write what happened').count()).toBe(0);
  await close();
});

test('a tablet that locks in the middle of a guest gives the answers back to the same hand, and to no other', async () => {
  const tablet = await openTablet('Mary O.');
  const { page } = tablet;
  const other = await addHand(stage.app, place, 'Leon B.');
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).waitFor();
  await lockIt(page);
  await page.reload();
  await isLocked(page);
  await expect.poll(() => page.getByRole('button', { name: 'Leon B.' }).count(), patient).toBe(1);
  await firstUnlock(page, 'Leon B.', other, '593817');
  await page.getByRole('heading', { name: 'Which language?' }).waitFor();
  await lockIt(page);
  await unlockWith(page, 'Mary O.', PIN);
  await page.getByRole('radio', { name: /^Adult/ }).waitFor();
  await tablet.close();
});
