import { expect, test } from 'vitest';
import { setUpLink } from '../../shared/tablets.ts';
import { some } from '../support/some.ts';
import { sizes } from '../support/browser.ts';
import { addHand, firstUnlock, isLocked, pairedTablet, ward, checkIn } from './support/tablets.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('a manager sets a tablet up, and a new volunteer checks in the first guest with four presses after the PIN', async () => {
  const place = await ward(stage.app);
  const desk = await stage.open(place.manager, sizes.desk);
  await desk.page.goto(`${place.base}/tablets`);
  await press(desk.page, /^Set up a tablet/);
  const code = await desk.page.locator('.pairing__code strong').innerText();

  const { page, close } = await stage.open(null, sizes.tablet, { installs: true });
  await page.goto(stage.app.url);
  await page.getByRole('link', { name: 'Set up this tablet' }).click();
  await page.getByLabel('Code from the manager’s screen').fill(code.toLowerCase());
  await press(page, /^Go on/);
  await heading(page, 'Show this to the manager, in person');
  const digits = await page.locator('.set-up__digits').innerText();
  expect(digits).toMatch(/^\d\d$/);
  await press(desk.page, new RegExp(`^Yes, it shows ${digits}$`));
  await desk.page.getByText('Tablet 1 is set up').waitFor();
  await isLocked(page);
  await desk.page.getByRole('button', { name: 'Done' }).click();

  await press(desk.page, /^Add a volunteer/);
  await desk.page.getByLabel('Name on the lock screen').fill('Joan P.');
  await press(desk.page, /^Add them/);
  await heading(desk.page, 'First PIN for Joan P.');
  await press(desk.page, /^Make a first PIN/);
  const first = (await desk.page.locator('.first-pin').innerText()).replaceAll(/\D/g, '');
  await desk.page.getByRole('button', { name: 'Done' }).click();
  await press(desk.page, /^Add a volunteer/);
  await desk.page.getByLabel('Name on the lock screen').fill('joan p');
  await press(desk.page, /^Add them/);
  await desk.page.getByText('There is a Joan P. already. Add a letter to tell them apart').first().waitFor();
  await desk.page.getByLabel('Name on the lock screen').fill('Joan Po.');
  await press(desk.page, /^Add them/);
  await heading(desk.page, 'First PIN for Joan Po.');
  await press(desk.page, /^Cancel/);
  await desk.page.getByText('No PIN yet').waitFor();

  await press(page, /^Someone new/);
  await press(page, /^Back to the names/);
  // A locked tablet asks every ten seconds.
  await page.getByRole('button', { name: 'Joan P.' }).waitFor();
  await firstUnlock(page, 'Joan P.', first, '294751');
  let presses = 0;
  await page.exposeFunction('pressed', () => (presses += 1));
  await page.evaluate(() =>
    addEventListener('pointerdown', () => void (globalThis as unknown as { pressed(): void }).pressed()),
  );
  await checkIn(page);
  expect(presses).toBe(4);
  await page.getByText('Sent. The centre can see them.').waitFor();
  const seen = await place.manager.mirror(place.operationId);
  expect(seen.rows('person')).toHaveLength(1);
  await desk.page.reload();
  await desk.page.getByRole('cell', { name: 'Joan P.' }).waitFor();
  expect(await desk.told()).toContain('Joan P.');
  expect(await desk.told()).not.toContain('294751');
  await close();
  await desk.close();
});

test('the code is a link that any camera opens: the page has it filled in, keeps it in no address, and asks before it pairs', async () => {
  const place = await ward(stage.app);
  const desk = await stage.open(place.manager, sizes.desk);
  await desk.page.goto(`${place.base}/tablets`);
  await press(desk.page, /^Set up a tablet/);
  await desk.page.getByRole('img', { name: 'QR code that opens Haven with the code below' }).waitFor();
  const code = (await desk.page.locator('.pairing__code strong').innerText()).replaceAll(' ', '');
  expect(await desk.page.locator('.pairing__code').innerText()).toContain(stage.app.url);

  const { page, close } = await stage.open(null, sizes.tablet);
  const asked: string[] = [];
  page.on('request', (it) => asked.push(it.url()));
  await page.goto(setUpLink(stage.app.url, code));
  const typed = page.getByLabel('Code from the manager’s screen');
  await expect.poll(() => typed.inputValue()).toBe(code);
  await page.getByText('Nothing happens until you press Go on').waitFor();
  expect(new URL(page.url()).hash).toBe('');
  expect(some(asked).filter((it) => it.includes('pairings') || new URL(it).search.includes(code))).toEqual([]);
  expect(await faults(page)).toEqual([]);
  await press(page, /^Go on/);
  await heading(page, 'Show this to the manager, in person');
  await press(page, /^Stop/);
  await close();
  await desk.close();
});

test('what was wrong with a code is gone once another is typed', async () => {
  const { page, close } = await stage.open(null, sizes.portrait);
  await page.goto(`${stage.app.url}/set-up`);
  const typed = page.getByLabel('Code from the manager’s screen');
  await typed.fill('2345');
  await press(page, /^Go on/);
  await page.getByText('Type the ten letters and digits of the code').first().waitFor();
  await typed.fill('23456');
  await page.getByText('Type the ten letters and digits of the code').first().waitFor({ state: 'detached' });
  expect(await typed.inputValue()).toBe('23456');
  await close();
});

test('a number that does not match is refused, and the tablet is told to ask', async () => {
  const place = await ward(stage.app);
  const { page, close } = await stage.open(null, sizes.portrait);
  const made = (await place.manager.post(`${place.api}/pairings`, {})).body as { pairingId: string; code: string };
  await page.goto(`${stage.app.url}/set-up`);
  await page.getByLabel('Code from the manager’s screen').fill('23456789AB');
  await press(page, /^Go on/);
  await page
    .getByText('That code is not right, has been used or has ended. Ask the manager for a new one')
    .first()
    .waitFor();
  await page.getByLabel('Code from the manager’s screen').fill(made.code);
  await press(page, /^Go on/);
  await page.getByText('Waiting for them to press Yes').waitFor();
  await place.manager.post(`${place.api}/pairings/${made.pairingId}/answer`, { match: false });
  await page
    .getByText(/The manager pressed No/)
    .first()
    .waitFor();
  expect(await page.getByLabel('Code from the manager’s screen').inputValue()).toBe('');
  await close();
});

test('the pairing is stopped by whoever holds the tablet', async () => {
  const place = await ward(stage.app);
  const { page, close } = await stage.open(null, sizes.phone);
  const made = (await place.manager.post(`${place.api}/pairings`, {})).body as { pairingId: string; code: string };
  await page.goto(`${stage.app.url}/set-up`);
  await page.getByLabel('Code from the manager’s screen').fill(made.code);
  await press(page, /^Go on/);
  await press(page, /^Stop/);
  await page.getByText('Stopped. This tablet was not set up.').first().waitFor();
  const state = async () =>
    ((await place.manager.get(`${place.api}/pairings/${made.pairingId}`)).body as { state: string }).state;
  await expect.poll(state).not.toBe('asking');
  await close();
});

test('the manager’s page reads well', async () => {
  const place = await ward(stage.app);
  await addHand(stage.app, place, 'Joan P.');
  const tablet = await pairedTablet(stage, place, sizes.phone);
  const { page, close } = await stage.open(place.manager, sizes.desk);
  await page.goto(`${place.base}/tablets`);
  await page.getByRole('rowheader', { name: /Tablet 1/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, /^Set up a tablet/);
  await page.locator('.pairing__code strong').waitFor();
  expect(await faults(page)).toEqual([]);
  await close();
  await tablet.close();
});
