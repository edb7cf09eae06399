import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { checkIn, guestNow, scene } from './support/attention.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('one wristband checked in twice is joined by the manager with the safer age, and the join is undone', async () => {
  const at = await scene(stage);
  const first = await checkIn(at, at.meera, 'K-023');
  const second = await checkIn(at, at.leon, 'K-023', { ageBand: 'unsure', preferredName: 'Mihai' });
  const { page, close } = await stage.open(at.manager, sizes.tablet);
  await page.goto(`${at.base}/people`);
  await page.getByRole('link', { name: '1 possible duplicate' }).click();
  await heading(page, 'K-023 was checked in twice');
  await page.getByText('is used, because it is the safer answer').waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, /^Same person: join them$/);
  await page.getByText('Nothing to sort out.').waitFor();
  const merged = async () =>
    [await guestNow(at, first), await guestNow(at, second)].map((it) => it?.['mergedInto'] ?? null);
  await expect.poll(async () => (await merged()).filter((it) => it !== null).length).toBe(1);
  await page.goto(`${at.base}/people`);
  await page.getByRole('row', { name: /K-023/ }).getByRole('button').first().click();
  await page.getByText('Joined with K-023').waitFor();
  expect(await page.getByRole('row', { name: /K-023/ }).count()).toBe(1);
  await page.getByRole('link', { name: 'undo' }).click();
  await press(page, /^Undo the join$/);
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the join' }).click();
  await page.getByText('Write why, such as: two sisters').first().waitFor();
  await page.getByLabel('Why').fill('Two sisters');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the join' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(merged).toEqual([null, null]);
  await close();
});

test('two people with one wristband: one of them is given another, and nothing is left to sort out', async () => {
  const at = await scene(stage);
  const first = await checkIn(at, at.meera, 'K-024');
  await checkIn(at, at.leon, 'K-024');
  const { page, close } = await stage.open(at.manager, sizes.tablet);
  await page.goto(`${at.base}/people`);
  await page.getByRole('link', { name: '1 possible duplicate' }).click();
  await press(page, /^Two people: new wristband$/);
  await press(page, /^Save$/);
  await page.getByText('Choose who gets it').first().waitFor();
  await page.getByRole('radio', { name: /Meera/ }).check();
  await page.getByLabel('Number on the new band').fill('k41');
  await press(page, /^Save$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guestNow(at, first))?.['reference']).toBe('K-041');
  await close();
});
