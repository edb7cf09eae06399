import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import {
  addHand,
  enter,
  firstUnlock,
  isLocked,
  isOpen,
  lockIt,
  pairedTablet,
  ward,
  checkIn,
} from './support/tablets.ts';
import { pass, standStill } from './support/time.ts';
import { smallTargets } from './support/targets.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('a tablet nobody touches locks, its half-said answers are gone, and another hand goes on', async () => {
  const place = await ward(stage.app);
  const joan = await addHand(stage.app, place, 'Joan P.');
  const meera = await addHand(stage.app, place, 'Meera S.');
  const { page, close } = await pairedTablet(stage, place);
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
  const place = await ward(stage.app);
  const joan = await addHand(stage.app, place, 'Joan P.');
  const { page, close } = await pairedTablet(stage, place);
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
  const place = await ward(stage.app);
  const joan = await addHand(stage.app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(stage, place);
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
  const desk = await stage.open(place.manager, sizes.desk);
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

test('lock screen, pad and counting read well, work by keyboard, and leave room for thumbs', async () => {
  const place = await ward(stage.app);
  const joan = await addHand(stage.app, place, 'Joan P.');
  await addHand(stage.app, place, 'Leon A.');
  const { page, close } = await pairedTablet(stage, place, sizes.portrait);
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

test('a browser with an account, opened without signal, says so calmly and goes on by itself', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await stage.open(place.manager, sizes.desk, { installs: true });
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
