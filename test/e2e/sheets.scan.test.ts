import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkLetter } from '../../shared/references.ts';
import { sizes } from '../support/browser.ts';
import { addHand, firstUnlock, pairedTablet, ward } from './support/tablets.ts';
import { faults } from './support/faults.ts';
import { pass, standStill } from './support/time.ts';
import { openStage } from './support/stage.ts';
import { at, guests, lookAt } from './support/sheets.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('a wristband held before the camera is the one that is used', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/check-in', 'volunteer', sizes.tablet);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-041');
  await start();
  await heading(page, 'Which language?');
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await heading(page, 'Which language?');
  await page.getByText('K-041').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await press(page, /^Nothing right now/);
  await heading(page, 'K-041 is saved on this tablet');
  await expect.poll(async () => (await guests(volunteer, where.operationId))[0]?.['reference']).toBe('K-041');
  await close();
});

test('a guest who went out is found by scanning their wristband', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/check-in', 'volunteer', sizes.portrait);
  const personId = stage.app.newId();
  await volunteer.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-007',
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  });
  await volunteer.done('people.setPresence', {
    operationId: where.operationId,
    personId,
    to: 'temporarily_out',
    baseVersion: 1,
  });
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-007');
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await press(page, /^They are back/);
  await page.getByText('K-007 is back').waitFor();
  await expect.poll(async () => (await guests(volunteer, where.operationId))[0]?.['presence']).toBe('on_site');
  await close();
});

test('without a camera, or with a strange code, it is said, and the number is typed', async () => {
  const { page, context, start, close } = await at(stage, '/check-in', 'volunteer', sizes.tablet);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'https://example.org/K-041');
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await page.getByText('That code is not from one of our sheets').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await press(page, /^Go on without scanning/);
  await press(page, /^Scan wristband/);
  await page.getByText('The camera is switched off for Haven on this tablet').waitFor();
  await press(page, /^Type the number/);
  const number = page.getByLabel('Number on the wristband');
  await number.fill(`14${checkLetter('K-015')}`);
  await page.getByText('Look at the number again').waitFor();
  await number.fill(`14${checkLetter('K-014')}`);
  await page.getByRole('button', { name: 'Use K-014' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await number.fill('14');
  await press(page, /^Use K-014/);
  await heading(page, 'Which language?');
  await close();
});

/** As a scanner types: all at once, and Enter. */
const scan = async (page: Page, text: string): Promise<void> => {
  await standStill(page);
  await page.keyboard.type(`${text}\n`);
  await page.clock.resume();
};

test('a scanner that types its number and presses Enter is heard, wherever the cursor is', async () => {
  const { page, start, close } = await at(stage, '/check-in', 'volunteer', sizes.tablet);
  await start();
  await press(page, /^Change wristband/);
  await heading(page, 'Check in a guest');
  // The page listens from when its heading has the focus.
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe('Check in a guest');
  await scan(page, 'M-123');
  await heading(page, 'Which language?');
  await page.getByText('M-123').waitFor();
  await press(page, /^Change wristband/);
  await press(page, /^Type another number/);
  await page.getByLabel('Number on the wristband').focus();
  await scan(page, 'FORM-012');
  await heading(page, 'Key in a paper form');
  expect(await page.getByLabel('Form number').inputValue()).toBe('12');
  await close();
});

test('what a person types, slower than any scanner, is not taken for a wristband', async () => {
  const { page, start, close } = await at(stage, '/check-in', 'volunteer', sizes.tablet);
  await start();
  await press(page, /^Change wristband/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Check in a guest');
  await standStill(page);
  await page.keyboard.type('M-12');
  await pass(page, 301);
  await page.keyboard.type('3\n');
  // Whatever the keys did is done before the next of them is heard.
  await pass(page, 301);
  await page.keyboard.type('M-124\n');
  await heading(page, 'Which language?');
  await page.getByText('M-124').waitFor();
  await close();
});

test('where wristbands are printed, a paired tablet looks for one without a press', async () => {
  const place = await ward(stage.app);
  const { operationId, centreId, manager } = place;
  await manager.done('sheets.make', {
    operationId,
    centreId,
    sheetId: stage.app.newId(),
    kind: 'wristbands',
    count: 48,
  });
  const first = await addHand(stage.app, place, 'Meera S.');
  const { page, context, close } = await pairedTablet(stage, place);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-041');
  await page.reload();
  await firstUnlock(page, 'Meera S.', first, '314159');
  await heading(page, 'Which language?');
  await page.getByText('K-041').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: /^Drink/ }).click();
  await press(page, /^Save/);
  await heading(page, 'K-041 is saved on this tablet');
  await expect.poll(async () => (await guests(manager, operationId))[0]?.['reference']).toBe('K-041');
  await close();
});
