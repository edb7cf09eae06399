import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { addHand, firstUnlock, isLocked, lockIt, pairedTablet, type Ward, ward } from './support/tablets.ts';
import { openStage } from './support/stage.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

const rowsOf = async ({ manager, operationId }: Ward, kind: string) => (await manager.mirror(operationId)).rows(kind);

/** A tablet with one guest on it that nobody has heard of, locked, without signal. */
const tabletWithGuest = async (place: Ward) => {
  const joan = await addHand(stage.app, place, 'Joan P.');
  const tablet = await pairedTablet(stage, place, sizes.portrait);
  const { page, context } = tablet;
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await page.getByRole('radio', { name: /Romanian/ }).waitFor();
  await context.setOffline(true);
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await press(page, /^Nothing right now/);
  await heading(page, /is saved on this tablet/);
  await lockIt(page);
  await page.getByText('1 waiting to send').waitFor();
  return tablet;
};

const letItIn = async (place: Ward): Promise<void> => {
  const desk = await stage.open(place.manager, sizes.desk);
  await desk.page.goto(`${stage.app.url}/attention`);
  await press(desk.page, /^Let it in/);
  await expect.poll(async () => (await rowsOf(place, 'person')).length).toBe(1);
  await desk.close();
};

test('a tablet Haven no longer knows is set up again, and what waited on it goes to the manager', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await tabletWithGuest(place);
  await context.clearCookies();
  await context.setOffline(false);
  await heading(page, 'Tablet 1 must be set up again');
  await page.getByText('What waits (1) then goes to the manager to look at.').waitFor();
  await page.reload();
  await press(page, /^Set this tablet up again/);
  await page.getByText('What waits on this tablet (1) is safe').waitFor();
  const { body } = await place.manager.post(`${place.api}/pairings`, {});
  await page.getByLabel('Code from the manager’s screen').fill(body.code);
  await press(page, /^Go on/);
  await page.getByText('Waiting for them to press Yes').waitFor();
  expect(await rowsOf(place, 'attention')).toEqual([]);
  await place.manager.post(`${place.api}/pairings/${body.pairingId}/answer`, { match: true });
  await isLocked(page);
  await page.getByText('All sent').waitFor();
  expect(await rowsOf(place, 'person')).toEqual([]);
  await letItIn(place);
  await close();
});

test('what waited on a tablet taken out of use is handed in, and goes to the manager', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await tabletWithGuest(place);
  const { operationId, centreId, manager } = place;
  const { items } = (await manager.get(`${place.api}/devices`)).body as { items: { id: string }[] };
  await manager.done('devices.revoke', { operationId, centreId, deviceId: items[0]?.id, reason: 'Left on the coach' });
  await context.setOffline(false);
  await heading(page, 'Tablet 1 is out of use');
  await page.getByText('Everything saved on it has been handed in.').waitFor();
  expect(await rowsOf(place, 'person')).toEqual([]);
  await letItIn(place);
  await close();
});
