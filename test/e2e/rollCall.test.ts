import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { pairTablet } from '../support/pairedTablet.ts';
import { addHand, firstUnlock, isLocked, lockIt, pairedTablet, unlockWith } from './support/tablets.ts';
import { pass, standStill } from './support/time.ts';
import { openStage } from './support/stage.ts';
import { centre, mark, marks, notSeen, open, press, seen, shows, startCall } from './support/rollCall.ts';

const stage = openStage();

test('one press starts it, two windows count together, and the manager ends it', async () => {
  const at = await centre(stage);
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
  const at = await centre(stage);
  const [holding, idle] = [
    await pairTablet(stage.app, { ...at.where, hands: [] }),
    await pairTablet(stage.app, { ...at.where, hands: [] }),
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
  const at = await centre(stage);
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
  const at = await centre(stage);
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
  // The rows have moved: a moment in which nobody is pressed by mistake.
  await pass(page, 400);
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
  const at = await centre(stage);
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
  const at = await centre(stage);
  for (const personId of at.guests.slice(0, 2)) {
    const out = { operationId: at.where.operationId, personId, to: 'temporarily_out', baseVersion: 1 };
    await at.volunteer.done('people.setPresence', out);
  }
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await notSeen(page, 3);
  // As a camera does, which reads on while somebody answers.
  const next = () => page.evaluate(() => document.querySelector<HTMLElement>('.head-row--out .btn')?.click());
  await next();
  await page.getByRole('heading', { name: 'K-001 was marked as out' }).waitFor();
  await page.locator('html:not(.is-pressed)').waitFor();
  await next();
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

test('a tablet restarted without signal goes on with the roll call after the PIN', async () => {
  const at = await centre(stage);
  const { where, manager, base } = at;
  const place = { ...where, manager, base, api: `/api${new URL(base).pathname}` };
  const joan = await addHand(stage.app, place, 'Joan P.');
  const { page, context, close } = await pairedTablet(stage, place, sizes.portrait);
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
