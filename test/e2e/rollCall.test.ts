import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes } from '../support/browser.ts';
import { pairTablet } from '../support/pairedTablet.ts';
import { arrival } from '../support/scene.ts';
import { addHand, firstUnlock, isLocked, lockIt, pairedTablet, unlockWith } from './support/tablets.ts';
import { faults } from './support/faults.ts';
import { pass, standStill } from './support/time.ts';

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

interface Place {
  where: { operationId: string; centreId: string };
  manager: Person;
  volunteer: Person;
  guests: string[];
  base: string;
}

const names = ['Ana', 'Dan', 'Linh', 'Bao'];
const zones = ['Hall A', 'Hall B'];

/** A centre with four guests, one of whom may be a child, and a cook in the sign-in book. */
const centre = async (operation: Loose = {}): Promise<Place> => {
  const operationId = await app.operation(operation);
  const centreId = await app.centre({ operationId, name: 'Wren', sheetLetter: 'K' });
  const where = { operationId, centreId };
  const manager = await app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const guests: string[] = [];
  for (const [at, preferredName] of names.entries()) {
    const age: Loose = at === 3 ? { ageBand: 'unsure', groupId: app.newId() } : {};
    const args = arrival(app, where, { preferredName, reference: `K-00${at + 1}`, zone: zones[at % 2], ...age });
    await volunteer.done('people.checkIn', args);
    guests.push(args.personId);
  }
  const cook = { kind: 'staff', name: 'R. Iqbal', organisation: 'Red Cross', zone: 'Kitchen' };
  await volunteer.done('visits.signIn', { ...where, visitId: app.newId(), ...cook });
  return { where, manager, volunteer, guests, base: `${app.url}/operations/${operationId}/centres/${centreId}` };
};

const startCall = async ({ where, volunteer }: Place, reason = 'fire'): Promise<string> => {
  const rollCallId = app.newId();
  await volunteer.done('rollCalls.start', { ...where, rollCallId, reason, meetAt: 'The far car park' });
  return rollCallId;
};

const open = async (at: Place, who: Person, size: { width: number; height: number }, path = '/roll-call') => {
  const window = await openWindow(browser, app, who, size, { installs: true, movesTime: true });
  await window.page.goto(`${at.base}${path}`);
  return window;
};

const marks = async ({ where, manager }: Place) => (await manager.mirror(where.operationId)).rows('rollCallMark');

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
/** Once the mark is drawn the rows have moved up, and the next one can be pressed where it stands. */
const mark = async (page: Page, who: string): Promise<void> => {
  await press(page, `Here: ${who}`);
  await page.getByRole('button', { name: `Here: ${who}`, exact: true }).waitFor({ state: 'detached' });
};
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const count = (page: Page) => page.getByRole('region', { name: 'Count' });
const seen = (page: Page, n: number) =>
  count(page)
    .locator('.call-count__seen', { hasText: `${n}` })
    .waitFor();
const notSeen = (page: Page, n: number) => count(page).getByText(`${n} not seen yet`).waitFor();

test('one press starts it, two windows count together, and the manager ends it', async () => {
  const at = await centre();
  const tablet = await open(at, at.volunteer, sizes.portrait);
  await shows(tablet.page, /5 people/);
  await press(tablet.page, 'Fire: start counting');
  await notSeen(tablet.page, 5);
  const desk = await open(at, at.manager, sizes.desk, '/people');
  await shows(desk.page, 'Roll call: fire.');
  await desk.page.getByRole('link', { name: 'Count', exact: true }).click();
  await mark(tablet.page, 'K-001');
  await mark(tablet.page, 'R. Iqbal');
  await notSeen(desk.page, 3);
  for (const band of ['K-002', 'K-003', 'K-004']) await mark(desk.page, band);
  await shows(tablet.page, /5 of 5 seen, at \d\d:\d\d/);
  await shows(tablet.page, 'Seen by others');
  await press(desk.page, 'End the roll call');
  await press(desk.page, 'End it');
  await shows(tablet.page, /Last roll call: fire, .* 5 of 5 seen/);
  const calls = (await at.manager.mirror(at.where.operationId)).rows('rollCall');
  expect(calls).toMatchObject([{ startedBy: 'Meera S.', endedBy: 'S. Whitlock', endedSeen: 5, endedExpected: 5 }]);
  await tablet.close();
  await desk.close();
});

test('whoever ends it is told which tablets may still hold marks', async () => {
  const at = await centre();
  const [holding, idle] = [
    await pairTablet(app, { ...at.where, hands: [] }),
    await pairTablet(app, { ...at.where, hands: [] }),
  ];
  await startCall(at);
  const desk = await open(at, at.manager, sizes.tablet);
  await standStill(desk.page);
  const told = desk.page.getByText('no signal or still something to send');
  const asked = async () => {
    await press(desk.page, 'End the roll call');
    await pass(desk.page, 100);
    await shows(desk.page, /Marks that tablets without signal still hold/);
    await told.waitFor();
    return told.textContent();
  };
  await holding.locked.post('/api/device/report', { waiting: 3, tries: 0 });
  expect(await asked()).toMatch(/^Tablet 1 has no signal .* Ask whoever holds it for their count first\.$/);
  await press(desk.page, 'Not now');
  await pass(desk.page, 100);
  for (const it of [holding, idle])
    await it.locked.post('/api/device/report', { waiting: it === idle ? 1 : 0, tries: 0 });
  expect(await asked()).toMatch(/^Tablet 2 has no signal /);
  await desk.close();
});

test('without signal marks are kept and show at once, the count to tell is there, and both agree afterwards', async () => {
  const at = await centre();
  await startCall(at);
  const away = await open(at, at.volunteer, sizes.portrait);
  const desk = await open(at, at.manager, sizes.tablet);
  await notSeen(away.page, 5);
  await away.context.setOffline(true);
  await mark(away.page, 'K-001');
  await mark(away.page, 'K-002');
  await shows(away.page, /Tell the roll-call lead your count: 2\./);
  await seen(away.page, 2);
  await mark(desk.page, 'K-002');
  await mark(desk.page, 'K-003');
  await seen(desk.page, 2);
  await away.context.setOffline(false);
  await seen(desk.page, 3);
  await seen(away.page, 3);
  await expect.poll(() => marks(at)).toHaveLength(4);
  await away.close();
  await desk.close();
});

test('for ten seconds a mark is undone by one press, and the person is looked for again', async () => {
  const at = await centre();
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await notSeen(page, 5);
  await standStill(page);
  const undo = page.getByRole('button', { name: 'Undo: K-002' });
  await press(page, 'Here: K-002');
  await notSeen(page, 4);
  await pass(page, 9_900);
  await undo.click();
  await notSeen(page, 5);
  await press(page, 'Here: K-002');
  await notSeen(page, 4);
  await undo.waitFor();
  await pass(page, 10_000);
  await undo.waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('K-002');
  await undo.click();
  await page.getByRole('button', { name: 'Here: K-002' }).waitFor();
  const back = { subjectId: at.guests[1], takenBackAt: expect.any(String) };
  await expect.poll(() => marks(at)).toMatchObject([back, back]);
  await close();
});

test('someone marked as out is asked after; seen, their record is put right', async () => {
  const at = await centre();
  const [personId] = at.guests;
  const out = { operationId: at.where.operationId, personId, to: 'temporarily_out', note: 'Pharmacy', baseVersion: 1 };
  await at.volunteer.done('people.setPresence', out);
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await shows(page, 'Out for now · Pharmacy');
  await notSeen(page, 4);
  await press(page, 'Here: K-001');
  await press(page, 'They are back');
  await seen(page, 1);
  const row = async () => (await at.manager.mirror(at.where.operationId)).row('person', String(personId));
  await expect.poll(row).toMatchObject({ presence: 'on_site' });
  await close();
});

test('two marked as out are seen at once: each is asked after, one after the other', async () => {
  const at = await centre();
  for (const personId of at.guests.slice(0, 2)) {
    const out = { operationId: at.where.operationId, personId, to: 'temporarily_out', baseVersion: 1 };
    await at.volunteer.done('people.setPresence', out);
  }
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await notSeen(page, 3);
  await page.evaluate(() => {
    for (const it of document.querySelectorAll<HTMLElement>('.head-row--out .btn')) it.click();
  });
  await page.getByRole('heading', { name: 'K-001 was marked as out' }).waitFor();
  await shows(page, 'Then the same for K-002.');
  await press(page, 'They are back');
  await page.getByRole('heading', { name: 'K-002 was marked as out' }).waitFor();
  await press(page, 'Leave the record');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // Sent in the order it was said: what comes last here has everything before it.
  await mark(page, 'K-003');
  await expect.poll(async () => (await marks(at)).length).toBe(3);
  const row = async (n: number) =>
    (await at.manager.mirror(at.where.operationId)).row('person', String(at.guests[n]))?.['presence'];
  expect(await row(0)).toBe('on_site');
  expect(await row(1)).toBe('temporarily_out');
  await close();
});

test('the manager who reports a child missing has it in the log that the police know', async () => {
  const at = await centre();
  await startCall(at);
  const { page, close } = await open(at, at.manager, sizes.tablet);
  await press(page, 'Report missing');
  await page.getByRole('radio', { name: /K-004/ }).check();
  await press(page, 'K-004 is missing');
  await press(page, 'The police have been told');
  await shows(page, /Reported missing/);
  const log = async () => (await at.manager.mirror(at.where.operationId)).rows('logEntry').map((it) => it['text']);
  await expect.poll(log).toContain('The police have been told that K-004 is missing');
  await close();
});

test('a tablet restarted without signal goes on with the roll call after the PIN', async () => {
  const at = await centre();
  const { where, manager, base } = at;
  const place = { ...where, manager, base, api: `/api${new URL(base).pathname}` };
  const joan = await addHand(app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(browser, app, place, sizes.portrait);
  await firstUnlock(page, 'Joan P.', joan, '294751');
  await page.goto(`${base}/roll-call`);
  await isLocked(page);
  await unlockWith(page, 'Joan P.', '294751');
  await press(page, 'Fire: start counting');
  await press(page, 'Here: K-001');
  await notSeen(page, 4);
  // Haven is told of the lock once the roll is kept.
  const kept = page.waitForRequest('**/api/device/lock');
  await lockIt(page);
  await kept;
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.reload();
  await isLocked(page);
  await unlockWith(page, 'Joan P.', '294751');
  await notSeen(page, 4);
  await shows(page, 'Dan');
  await mark(page, 'K-002');
  await mark(page, 'R. Iqbal');
  await notSeen(page, 2);
  await shows(page, 'Tell the roll-call lead your count: 3.');
  await context.setOffline(false);
  await expect.poll(async () => (await marks(at)).length).toBe(3);
  await close();
});

test('someone who may be a child is missing: police now, and a P1 reaches the manager', async () => {
  const at = await centre();
  await startCall(at);
  const desk = await open(at, at.manager, sizes.desk, '');
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await press(page, 'Report missing');
  await page.getByRole('radio', { name: /K-004/ }).check();
  await press(page, 'K-004 is missing');
  await page.getByRole('heading', { name: 'Tell the police now' }).waitFor();
  await shows(page, /Call 999/);
  expect(await faults(page)).toEqual([]);
  await shows(desk.page, /Missing person · K-004/);
  await press(page, 'The police have been told');
  await shows(page, /Reported missing/);
  const notes = async () => JSON.stringify((await at.manager.mirror(at.where.operationId)).rows('needDetail'));
  await expect.poll(notes).toMatch(/The police have been told that K-004 is missing, at \d\d:\d\d/);
  await notSeen(page, 5);
  await close();
  await desk.close();
});

test('a grown-up or a member of staff who is missing is told to the lead as well', async () => {
  const at = await centre();
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.phone);
  for (const who of ['K-001', 'R. Iqbal']) {
    await press(page, 'Report missing');
    await page.getByRole('radio', { name: new RegExp(who) }).check();
    await press(page, `${who} is missing`);
    await page.getByRole('heading', { name: `${who} is reported missing` }).waitFor();
    await press(page, 'Back to the roll call');
  }
  const told = async () =>
    (await at.manager.mirror(at.where.operationId)).rows('needDetail').filter((it) => it['kind'] === 'missing_person');
  await expect.poll(told).toHaveLength(2);
  await close();
});

test('found by number, by name and by zone; a wristband on no list is kept too', async () => {
  const at = await centre();
  await startCall(at, 'drill');
  const { page, close } = await open(at, at.volunteer, sizes.tablet);
  await page.getByRole('searchbox').fill('linh');
  await page.getByRole('button', { name: 'Here: K-003' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Here: / }).count()).toBe(1);
  await page.getByRole('searchbox').fill('');
  await press(page, 'Find by zone');
  await page.getByRole('button', { name: /Hall B/ }).click();
  await expect.poll(() => page.getByRole('button', { name: /^Here: / }).count()).toBe(2);
  await press(page, 'Show every place');
  await press(page, 'Scan');
  await page.getByLabel('Number on the wristband').fill('1');
  await page.getByRole('dialog').getByRole('button', { name: 'Here' }).click();
  await shows(page, 'K-001 is marked as here. Next?');
  await page.getByLabel('Number on the wristband').fill('50');
  await press(page, 'K-050 is here');
  await page.keyboard.press('Escape');
  await shows(page, 'Seen, but on no list here');
  await seen(page, 1);
  await close();
});

test('everything can be pressed with a thumb, and reads well to a machine', async () => {
  const at = await centre();
  await startCall(at);
  for (const [turn, size] of [sizes.phone, sizes.portrait, sizes.tablet].entries()) {
    const { page, close } = await open(at, at.volunteer, size);
    await press(page, `Here: K-00${turn + 1}`);
    await shows(page, 'Seen by you, latest first');
    const heights = await page
      .locator('.roll-page button, .roll-page .btn')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
    const here = await page
      .locator('.head-row__here')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    expect(Math.min(...here)).toBeGreaterThanOrEqual(56);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await close();
  }
});

test('the list prints by place with boxes to tick, and says EXERCISE when it is one', async () => {
  const at = await centre({ codeName: 'Larkspur', exercise: true });
  const { page, close } = await open(at, at.manager, sizes.desk);
  await shows(page, /5 people/);
  await page.emulateMedia({ media: 'print' });
  const list = page.locator('.print-roll');
  await expect
    .poll(() => list.locator('caption').allTextContents())
    .toEqual(['Hall A · 2', 'Hall B · 2', 'Kitchen · 1', 'On no list']);
  expect(await list.locator('tbody .print-roll__box span').count()).toBe(5 + 4);
  for (const end of ['::before', '::after']) {
    const words = await page.evaluate((it) => getComputedStyle(document.body, it).content, end);
    expect(words).toContain('EXERCISE Larkspur');
  }
  expect(await list.textContent()).toMatch(/printed .*\d\d:\d\d · 5 people believed on site/);
  expect(await page.getByRole('button', { name: 'Fire: start counting' }).isVisible()).toBe(false);
  await close();
});

test('a visitor signs in and out in the book, and is waited for in between', async () => {
  const at = await centre();
  const { page, close } = await open(at, at.volunteer, sizes.portrait, '/visits');
  await press(page, 'Sign in');
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await form.getByText('Enter something').first().waitFor();
  await form.getByLabel('Name').fill('Councillor Ellis');
  await form.getByLabel('Where they will be').fill('Hall B');
  await form.getByRole('radio', { name: 'Visitor' }).check();
  await form.getByRole('button', { name: 'Sign in' }).click();
  await shows(page, '2 people here who are not guests');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Roll call' }).first().click();
  await shows(page, /1 visitor\./);
  await page.goBack();
  await shows(page, /Visitor · Hall B · in/);
  await press(page, 'Sign out: Councillor Ellis');
  await shows(page, 'Signed out: 1');
  await close();
});
