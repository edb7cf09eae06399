import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Loose } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
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
  checkIn,
} from './support/tablets.ts';
import { openStage } from './support/stage.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

/** In sight: a page may hold more than it shows. */
const sees = (page: Page, words: string) => page.getByText(words).filter({ visible: true }).first().waitFor();

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
      personId: stage.app.newId(),
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

test('a tablet taken out of use forgets everything it could show, and says what to do with it', async () => {
  const place = await ward(stage.app);
  const quillon = await addHand(stage.app, place, 'Quillon T.');
  const { page, close } = await pairedTablet(stage, place);
  await firstUnlock(page, 'Quillon T.', quillon, '294751');
  await checkIn(page);
  const desk = await stage.open(place.manager, sizes.desk);
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

test('a restart without signal shows names after the PIN, and a locked tablet holds nothing that can be read', async () => {
  const place = await ward(stage.app);
  await fillCentre(place);
  const joan = await addHand(stage.app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(stage, place, sizes.portrait);
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
