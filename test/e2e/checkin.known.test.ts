import { expect, test } from 'vitest';
import { openStage } from './support/stage.ts';
import { answerWith, at, guests } from './support/checkIn.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('a number somebody wears is questioned and never refused', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/check-in');
  const guest = { ...where, reference: 'K-041', ageBand: 'adult', language: 'ro', needs: [] };
  await volunteer.done('people.checkIn', { ...guest, personId: stage.app.newId() });
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Type another number/);
  for (const digit of ['4', '1']) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByText('K-041 is already here. Came back?').waitFor();
  await press(page, /^Use K-041/);
  await answerWith(page, /^Adult/);
  await page.getByText('Somebody else wears this number too').waitFor();
  expect(await guests(volunteer, where)).toHaveLength(2);
  await close();
});

test('a mistaken check-in is undone in sight of all, with its reason', async () => {
  const { page, start, close, base, volunteer, where } = await at(stage, '/check-in');
  await start();
  await answerWith(page, /^Adult/, /^Drink/);
  await press(page, /^Undo this check-in/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await dialog.getByText('Choose why').waitFor();
  await dialog.getByText('Checked in twice').click();
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await heading(page, 'The check-in of K-001 is undone');
  await page.goto(`${base}/people`);
  await page.getByLabel('All', { exact: true }).click();
  await page.locator('s', { hasText: 'K-001' }).first().waitFor();
  await page.getByText('Undone: Checked in twice').waitFor();
  expect(await guests(volunteer, where)).toMatchObject([{ undoneReason: 'Checked in twice' }]);
  await close();
});

test('a guest who went out is found by wristband and is back', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/check-in');
  const personId = stage.app.newId();
  await volunteer.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-007',
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  });
  const { operationId } = where;
  await volunteer.done('people.setPresence', { operationId, personId, to: 'temporarily_out', baseVersion: 1 });
  await start();
  await press(page, /^Back/);
  await press(page, /^Came back/);
  await page.getByLabel('Number on the wristband').fill('7');
  await press(page, /^They are back/);
  await page.getByText('K-007 is back').waitFor();
  await expect.poll(async () => (await guests(volunteer, where))[0]?.['presence']).toBe('on_site');
  await close();
});
