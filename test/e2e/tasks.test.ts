import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { standStill } from './support/time.ts';
import { openStage } from './support/stage.ts';
import { at, guests } from './support/checkIn.ts';
import { press } from './support/press.ts';

const stage = openStage();

test('a task is taken, done and gone; one that somebody else took first says so', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/tasks', sizes.portrait);
  await page.clock.install();
  const other = await stage.app.signInAs('volunteer', { ...where, name: 'Leon A.' });
  const raise = async (kind: string): Promise<string> => {
    const needId = stage.app.newId();
    await volunteer.done('needs.raise', { ...where, needId, kind });
    return needId;
  };
  await raise('drink');
  const contested = await raise('food');
  await start();
  await page.getByRole('button', { name: /^Take.*Drink/ }).click();
  await page.getByRole('button', { name: /^Done.*Drink/ }).click();
  await page.getByText('Nothing for you right now').waitFor();
  await context.setOffline(true);
  const { operationId } = where;
  await other.done('needs.progress', { operationId, needId: contested, to: 'accepted', baseVersion: 1 });
  await page.getByRole('button', { name: /^Take.*Food/ }).click();
  // It is said for five seconds.
  await standStill(page);
  await context.setOffline(false);
  await page.getByText('Taken by Leon A.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /Food/ }).count()).toBe(0);
  await close();
});

test('what was done by mistake is taken back where it was done, without signal too', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/tasks', sizes.portrait);
  await page.clock.install();
  const needId = stage.app.newId();
  await volunteer.done('needs.raise', { ...where, needId, kind: 'drink' });
  await start();
  await page.getByRole('button', { name: /^Take.*Drink/ }).click();
  await page.getByRole('button', { name: /^Done.*Drink/ }).waitFor();
  await context.setOffline(true);
  // The offer lasts a quarter of a minute.
  await standStill(page);
  await page.getByRole('button', { name: /^Done.*Drink/ }).click();
  await page.getByText('Done: Drink. Saved on this device.', { exact: true }).waitFor();
  // One press at a time: the next is taken a moment later.
  await page.clock.runFor(1000);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('Taken back. It is in hand again.', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Done.*Drink/ }).waitFor();
  await context.setOffline(false);
  const { operationId } = where;
  await expect
    .poll(async () => (await volunteer.mirror(operationId)).row('need', needId))
    .toMatchObject({ state: 'accepted', rowVersion: 4 });
  await close();
});

test('the lead is asked for from the bottom bar, and how far that has got is said as it is', async () => {
  const { page, start, close, manager, where } = await at(stage, '/tasks', sizes.portrait);
  await start();
  await page.getByRole('link', { name: 'Get the lead', exact: true }).click();
  await page.getByRole('button', { name: 'Ask for the lead', exact: true }).click();
  await page.getByText('Say where you are, so that they find you').first().waitFor();
  await page.getByLabel('Where are you?').fill('Front door');
  await page.getByRole('button', { name: 'Ask for the lead', exact: true }).click();
  await page.getByText('On the lead’s list.', { exact: true }).waitFor();
  const { operationId } = where;
  const held = await manager.mirror(operationId);
  const [detail] = held.rows('needDetail');
  expect(detail).toMatchObject({ note: 'The lead is wanted: Front door' });
  const needId = String(detail?.['id']);
  expect(held.row('need', needId)).toMatchObject({ priority: 'P1', state: 'open' });
  await manager.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 1 });
  await page.getByText(`${manager.name} has taken it.`, { exact: true }).waitFor();
  await close();
});

test('a volunteer is shown nothing of a concern that is not theirs to know of', async () => {
  const { page, told, start, close, manager, where } = await at(stage, '/tasks');
  const personId = stage.app.newId();
  await manager.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-009',
    ageBand: 'adult',
    language: 'ro',
    needs: [
      { id: stage.app.newId(), kind: 'threat' },
      { id: stage.app.newId(), kind: 'drink' },
    ],
  });
  await start();
  await page.getByText('Drink').first().waitFor();
  expect(await page.getByText('Restricted concern').count()).toBe(0);
  expect(await told()).toContain('welfare');
  expect(await told()).not.toMatch(/safeguarding|threat/);
  await close();
});

test('what somebody else changed first waits with both answers, and one of them is chosen', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/people');
  const personId = stage.app.newId();
  const { operationId } = where;
  const guest = { ...where, personId, reference: 'K-003', ageBand: 'adult', language: 'ro', needs: [] };
  await volunteer.done('people.checkIn', guest);
  await start();
  await page.getByRole('button', { name: /^K-003/ }).click();
  await page.getByRole('button', { name: 'Going out' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Going out' }).click();
  await volunteer.done('people.move', { operationId, personId, zone: 'Hall A', baseVersion: 1 });
  await context.setOffline(false);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await page.getByRole('heading', { name: 'K-003 here or not: two answers' }).first().waitFor();
  await page.getByText('It says now').first().waitFor();
  await press(page, /^Use what this tablet said/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guests(volunteer, where))[0]?.['presence']).toBe('temporarily_out');
  await close();
});
