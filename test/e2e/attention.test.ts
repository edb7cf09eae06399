import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTENTION_PAGE } from '../../shared/attention.ts';
import { PUSH_ITEMS } from '../../shared/push.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes, type Window } from '../support/browser.ts';
import { faults } from './support/faults.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ clientDir });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A centre of its own with two volunteers and their manager. */
const scene = async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  return {
    where,
    base: `${app.url}/operations/${operationId}/centres/${centreId}`,
    meera: await app.signInAs('volunteer', { ...where, name: 'Meera S.' }),
    leon: await app.signInAs('volunteer', { ...where, name: 'Leon A.' }),
    manager: await app.signInAs('manager', { ...where, name: 'S. Whitlock' }),
  };
};
type Scene = Awaited<ReturnType<typeof scene>>;

const checkIn = async ({ where }: Scene, by: Person, reference: string, more: Record<string, unknown> = {}) => {
  const personId = app.newId();
  const args = { ...where, personId, reference, ageBand: 'adult', language: 'ro', needs: [], ...more };
  await by.done('people.checkIn', args);
  return personId;
};

/** What a tablet hands in and the server does not accept: a guest nobody knows is to be moved, so many times. */
const refuse = async ({ where }: Scene, by: Person, times = 1) => {
  const { body } = await by.get(`/api/keys/${where.operationId}`);
  const to = await publicKeyFrom(body.publicKey);
  const say = () => {
    const header = { v: 1 as const, id: app.newId(), keyId: body.keyId, authorId: by.userId, deviceId: null };
    const args = { operationId: where.operationId, personId: app.newId(), zone: 'Bed A12', baseVersion: 1 };
    return seal(to, header, { name: 'people.move', args, occurredAt: app.clock.now().toISOString() }, null);
  };
  let left = await Promise.all(Array.from({ length: times }, say));
  while (left.length > 0) {
    const { body: told } = await by.post('/api/push', { items: left.slice(0, PUSH_ITEMS), waiting: 0 });
    const answered = new Map(told.answers.map((it: Loose) => [it['id'], it['as']]));
    expect(new Set(answered.values())).toEqual(new Set(['refused']));
    left = left.filter((it) => !answered.has(it.id));
  }
};

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();
const says = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
const guestNow = async ({ where, manager }: Scene, id: string) =>
  (await manager.mirror(where.operationId)).rows('person').find((it) => it['id'] === id);

/** A volunteer's window on one guest, with no signal from then on. */
const openOffline = async ({ base, leon }: Scene, reference: string): Promise<Window> => {
  const window = await openWindow(browser, app, leon, sizes.tablet);
  await window.page.goto(`${base}/people`);
  await window.page.getByRole('button', { name: new RegExp(reference) }).click();
  await window.page.getByRole('article', { name: `Guest ${reference}` }).waitFor();
  await window.context.setOffline(true);
  return window;
};

const move = async (page: Page, zone: string): Promise<void> => {
  await press(page, /^Move$/);
  await page.getByLabel('Where they are').fill(zone);
  await press(page, /^Save$/);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

test('two tablets moved one guest without hearing of each other: both places are shown, and a person chooses', async () => {
  const at = await scene();
  const personId = await checkIn(at, at.meera, 'K-019');
  const { page, context, close } = await openOffline(at, 'K-019');
  await move(page, 'Quiet room');
  await at.meera.done('people.move', { operationId: at.where.operationId, personId, zone: 'Hall A', baseVersion: 1 });
  await context.setOffline(false);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await says(page, /^K-019 place: two answers$/);
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
  const at = await scene();
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
  const at = await scene();
  const all = ATTENTION_PAGE + 5;
  await refuse(at, at.leon, all);
  const { page, close } = await openWindow(browser, app, at.manager, sizes.desk);
  await page.goto(`${at.base}/people`);
  await page.getByRole('link', { name: `${all} need attention` }).click();
  await says(page, `${all} to sort out`);
  await expect.poll(() => page.locator('.attention-item').count()).toBe(all);
  await close();
});

test('one wristband checked in twice is joined by the manager with the safer age, and the join is undone', async () => {
  const at = await scene();
  const first = await checkIn(at, at.meera, 'K-023');
  const second = await checkIn(at, at.leon, 'K-023', { ageBand: 'unsure', preferredName: 'Mihai' });
  const { page, close } = await openWindow(browser, app, at.manager, sizes.tablet);
  await page.goto(`${at.base}/people`);
  await page.getByRole('link', { name: '1 possible duplicate' }).click();
  await says(page, 'K-023 was checked in twice');
  await page.getByText('is used, because it is the safer answer').waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, /^Same person: join them$/);
  await page.getByText('Nothing to sort out.').waitFor();
  const merged = async () =>
    [await guestNow(at, first), await guestNow(at, second)].map((it) => it?.['mergedInto'] ?? null);
  await expect.poll(async () => (await merged()).filter((it) => it !== null).length).toBe(1);
  await page.goto(`${at.base}/people`);
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
  const at = await scene();
  const first = await checkIn(at, at.meera, 'K-024');
  await checkIn(at, at.leon, 'K-024');
  const { page, close } = await openWindow(browser, app, at.manager, sizes.tablet);
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

test('what was refused says why, and is let go only with a reason', async () => {
  const at = await scene();
  await refuse(at, at.leon);
  const { page, close } = await openWindow(browser, app, at.leon, sizes.phone);
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
  const at = await scene();
  await refuse(at, at.leon);
  await refuse(at, at.meera);
  const own = await openWindow(browser, app, at.meera, sizes.tablet);
  await own.page.goto(`${app.url}/attention`);
  await says(own.page, '1 to sort out');
  const lead = await openWindow(browser, app, at.manager, sizes.desk);
  await lead.page.goto(`${app.url}/attention`);
  await says(lead.page, '2 to sort out');
  await lead.page.getByRole('button', { name: /Leon A\./ }).waitFor();
  expect(await own.page.getByRole('button', { name: /Leon A\./ }).count()).toBe(0);
  await own.close();
  await lead.close();
});

test('a choice made without signal leaves the list at once and is sent when the signal is back', async () => {
  const at = await scene();
  await refuse(at, at.leon);
  const { page, context, close } = await openWindow(browser, app, at.leon, sizes.tablet);
  await page.goto(`${app.url}/attention`);
  await says(page, /was not moved to Bed A12/);
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

test('something said of a guest whom only another tablet knows is kept, shown, and done once they are heard of', async () => {
  const at = await scene();
  const { page, close } = await openWindow(browser, app, at.leon, sizes.tablet);
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
  const at = await scene();
  const { page, close } = await openWindow(browser, app, at.leon, sizes.tablet);
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

/** Handed in by somebody's session, in another's name. */
const forge = async ({ where }: Scene, by: Person, authorId: string, name: string, args: Loose) => {
  const { body } = await by.get(`/api/keys/${where.operationId}`);
  const header = { v: 1 as const, id: app.newId(), keyId: body.keyId, authorId, deviceId: null };
  const said = { name, args, occurredAt: app.clock.now().toISOString() };
  const item = await seal(await publicKeyFrom(body.publicKey), header, said, null);
  expect((await by.post('/api/push', { items: [item], waiting: 0 })).body.answers).toMatchObject([
    { as: 'quarantined' },
  ]);
};

test('what came under a false name is shown with all it says and whose session it came by, and only care can be let in', async () => {
  const at = await scene();
  const sam = await app.signInAs('silver', { operationId: at.where.operationId, name: 'Sam Silver' });
  const state = { to: 'standing_down', baseVersion: 1, overrideReason: 'Gold has said so' };
  await forge(at, sam, at.manager.userId, 'centres.setState', { ...at.where, ...state });
  const personId = app.newId();
  const guest = { ...at.where, personId, reference: 'K-052', ageBand: 'adult', language: 'ro', needs: [] };
  await forge(at, at.leon, at.meera.userId, 'people.checkIn', guest);
  const { page, close } = await openWindow(browser, app, at.manager, sizes.tablet);
  await page.goto(`${app.url}/attention`);
  await says(page, 'State of the centre was not changed');
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
  await says(page, 'K-052 was not checked in');
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
  const at = await scene();
  const personId = await checkIn(at, at.meera, 'K-071');
  const said = { command: 'people.move', args: { zone: 'Quiet room' } };
  await at.leon.done('people.later', { ...at.where, heldId: app.newId(), reference: 'K-017', ...said });
  const { page, close } = await openWindow(browser, app, at.leon, sizes.tablet);
  await page.goto(`${app.url}/attention`);
  await says(page, 'K-017: not heard from the other tablet yet');
  expect(await faults(page)).toEqual([]);
  await press(page, /^Correct the wristband$/);
  await page.getByRole('dialog').getByLabel('Wristband').fill('k 71');
  await press(page, /^Send$/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guestNow(at, personId))?.['zone']).toBe('Quiet room');
  await close();
});
