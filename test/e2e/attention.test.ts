import { expect, test } from 'vitest';
import { ATTENTION_PAGE } from '../../shared/attention.ts';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { checkIn, guestNow, move, openOffline, refuse, scene } from './support/attention.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('two tablets moved one guest without hearing of each other: both places are shown, and a person chooses', async () => {
  const at = await scene(stage);
  const personId = await checkIn(at, at.meera, 'K-019');
  const { page, context, close } = await openOffline(at, 'K-019');
  await move(page, 'Quiet room');
  await at.meera.done('people.move', { operationId: at.where.operationId, personId, zone: 'Hall A', baseVersion: 1 });
  await context.setOffline(false);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await heading(page, /^K-019 place: two answers$/);
  const row = page.getByRole('row', { name: /^Where/ });
  expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toBe('Where Quiet room Hall A');
  await expect.poll(() => row.getByRole('img', { name: 'Differs:' }).count()).toBe(2);
  expect(await faults(page)).toEqual([]);
  await press(page, /^Use what this tablet said$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guestNow(at, personId))?.['zone']).toBe('Quiet room');
  await close();
});

test('what the record says now can be kept, and the choice is found again among what was sorted out', async () => {
  const at = await scene(stage);
  const personId = await checkIn(at, at.meera, 'K-020');
  const { page, context, close } = await openOffline(at, 'K-020');
  await move(page, 'Quiet room');
  await at.meera.done('people.move', { operationId: at.where.operationId, personId, zone: 'Hall A', baseVersion: 1 });
  await context.setOffline(false);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await press(page, /^Keep what it says now$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await press(page, /^1 sorted out earlier$/);
  await page.locator('.attention-item', { hasText: /Left as it was at .* by Leon A\./ }).waitFor();
  expect((await guestNow(at, personId))?.['zone']).toBe('Hall A');
  await close();
});

test('however much there is to sort out, all of it is there', async () => {
  const at = await scene(stage);
  const all = ATTENTION_PAGE + 5;
  await refuse(at, at.leon, all);
  const { page, close } = await stage.open(at.manager, sizes.desk);
  await page.goto(`${at.base}/people`);
  await page.getByRole('link', { name: `${all} need attention` }).click();
  await heading(page, `${all} to sort out`);
  await expect.poll(() => page.locator('.attention-item').count()).toBe(all);
  await close();
});

test('what was refused says why, and is let go only with a reason', async () => {
  const at = await scene(stage);
  await refuse(at, at.leon);
  const { page, close } = await stage.open(at.leon, sizes.phone);
  await page.goto(`${at.base}/tasks`);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await press(page, /was not moved to Bed A12/);
  await page.getByText('It is not there any more, or it is not for this role. Ask the lead.').waitFor();
  await press(page, /^Discard$/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await dialog.getByText('Choose why').first().waitFor();
  await dialog.getByRole('radio', { name: 'It was done another way' }).check();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing to sort out.').waitFor();
  await press(page, /^1 sorted out earlier$/);
  await page.locator('.attention-item', { hasText: 'Discarded' }).click();
  await page.getByText('It was done another way').waitFor();
  await close();
});

test('a volunteer is shown their own, and the lead everybody’s', async () => {
  const at = await scene(stage);
  await refuse(at, at.leon);
  await refuse(at, at.meera);
  const own = await stage.open(at.meera, sizes.tablet);
  await own.page.goto(`${stage.app.url}/attention`);
  await heading(own.page, '1 to sort out');
  const lead = await stage.open(at.manager, sizes.desk);
  await lead.page.goto(`${stage.app.url}/attention`);
  await heading(lead.page, '2 to sort out');
  await lead.page.getByRole('button', { name: /Leon A\./ }).waitFor();
  expect(await own.page.getByRole('button', { name: /Leon A\./ }).count()).toBe(0);
  await own.close();
  await lead.close();
});

test('a choice made without signal leaves the list at once and is sent when the signal is back', async () => {
  const at = await scene(stage);
  await refuse(at, at.leon);
  const { page, context, close } = await stage.open(at.leon, sizes.tablet);
  await page.goto(`${stage.app.url}/attention`);
  await heading(page, /was not moved to Bed A12/);
  await context.setOffline(true);
  await page.getByText(/No signal\. This is from/).waitFor();
  await press(page, /^Discard$/);
  await page.getByRole('radio', { name: 'It was a mistake' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('1 thing waiting to send').waitFor();
  await page.getByText('Nothing to sort out.').waitFor();
  await context.setOffline(false);
  await press(page, /^1 sorted out earlier$/);
  await page.locator('.attention-item', { hasText: /Discarded at .* by Leon A\./ }).waitFor();
  await expect.poll(() => page.getByText('waiting to send').count()).toBe(0);
  await close();
});
