import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { checkIn, forge, guestNow, scene } from './support/attention.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('something said of a guest whom only another tablet knows is kept, shown, and done once they are heard of', async () => {
  const at = await scene(stage);
  const { page, close } = await stage.open(at.leon, sizes.tablet);
  await page.goto(`${at.base}/people`);
  await page.getByRole('searchbox').fill('K-030');
  await press(page, /^Say something about K-030$/);
  await page.getByRole('radio', { name: 'They moved' }).check();
  await page.getByLabel('Where they are').fill('Quiet room');
  expect(await faults(page)).toEqual([]);
  await press(page, /^Save$/);
  await page.getByText('K-030: not heard from the other tablet yet.').waitFor();
  const personId = await checkIn(at, at.meera, 'K-030');
  await page.getByText('K-030: not heard from the other tablet yet.').waitFor({ state: 'detached' });
  await expect.poll(async () => (await guestNow(at, personId))?.['zone']).toBe('Quiet room');
  await close();
});

test('at the door, a wristband this tablet does not know may be another tablet’s: they came back all the same', async () => {
  const at = await scene(stage);
  const { page, close } = await stage.open(at.leon, sizes.tablet);
  await page.goto(`${at.base}/check-in`);
  // Where bands are scanned, the wristband is the first question.
  const first = page.getByRole('button', { name: /^(Change wristband|Came back)/ }).first();
  if ((await first.innerText()).startsWith('Change')) await first.click();
  await press(page, /^Came back/);
  await page.getByLabel('Number on the wristband').fill('31');
  await page.getByText('This tablet knows nobody with K-031').waitFor();
  await press(page, /^Say something about K-031$/);
  await page.getByRole('radio', { name: 'They went out' }).check();
  await press(page, /^Save$/);
  await page.getByText('K-031: not heard from the other tablet yet.').waitFor();
  const personId = await checkIn(at, at.meera, 'K-031');
  await expect.poll(async () => (await guestNow(at, personId))?.['presence']).toBe('temporarily_out');
  await close();
});

test('what came under a false name is shown with all it says and whose session it came by, and only care can be let in', async () => {
  const at = await scene(stage);
  const sam = await stage.app.signInAs('silver', { operationId: at.where.operationId, name: 'Sam Silver' });
  const state = { to: 'standing_down', baseVersion: 1, overrideReason: 'Gold has said so' };
  await forge(at, sam, at.manager.userId, 'centres.setState', { ...at.where, ...state });
  const personId = stage.app.newId();
  const guest = { ...at.where, personId, reference: 'K-052', ageBand: 'adult', language: 'ro', needs: [] };
  await forge(at, at.leon, at.meera.userId, 'people.checkIn', guest);
  const { page, close } = await stage.open(at.manager, sizes.tablet);
  await page.goto(`${stage.app.url}/attention`);
  await heading(page, 'State of the centre was not changed');
  await page.getByText(/^Handed in by the account of Sam Silver at/).waitFor();
  await page.getByText('It says it is from S. Whitlock, but that is not proven.').waitFor();
  await page.getByRole('row', { name: 'What it becomes Standing down' }).waitFor();
  await page.getByRole('row', { name: 'Reason to go on all the same Gold has said so' }).waitFor();
  await page.getByText('It cannot be let in').waitFor();
  expect(await page.getByRole('button', { name: 'Let it in' }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await press(page, /^Discard$/);
  await page.getByRole('radio', { name: 'It was a mistake' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  // The next is opened by whoever sees to it, and never by itself.
  await press(page, /^K-052 was not checked in/);
  await heading(page, 'K-052 was not checked in');
  await page.getByText(/^Handed in by the account of Leon A\. at/).waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, /^Let it in$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guestNow(at, personId))?.['reference']).toBe('K-052');
  const now = await at.manager.mirror(at.where.operationId);
  expect(now.row('centre', at.where.centreId)).toMatchObject({ state: 'open' });
  await close();
});

test('a wristband that was misread is corrected where it waits, and what was said is done', async () => {
  const at = await scene(stage);
  const personId = await checkIn(at, at.meera, 'K-071');
  const said = { command: 'people.move', args: { zone: 'Quiet room' } };
  await at.leon.done('people.later', { ...at.where, heldId: stage.app.newId(), reference: 'K-017', ...said });
  const { page, close } = await stage.open(at.leon, sizes.tablet);
  await page.goto(`${stage.app.url}/attention`);
  await heading(page, 'K-017: not heard from the other tablet yet');
  expect(await faults(page)).toEqual([]);
  await press(page, /^Correct the wristband$/);
  await page.getByRole('dialog').getByLabel('Wristband').fill('k 71');
  await press(page, /^Send$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guestNow(at, personId))?.['zone']).toBe('Quiet room');
  await close();
});
