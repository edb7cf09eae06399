import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners/contract.ts';
import type { Loose, Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();

beforeAll(async () => {
  const planner = await stage.app.signInAs('planner');
  await planner.done('partners.save', savePartner.example);
});

interface Desk {
  page: Page;
  manager: Person;
  volunteer: Person;
  where: { operationId: string; centreId: string };
  base: string;
  close: () => Promise<void>;
}

/** A centre, its manager at a desk and a volunteer on the floor. */
const desk = async (
  centre: Loose = {},
  path = '',
  size: { width: number; height: number } = sizes.desk,
  operation: Loose = {},
): Promise<Desk> => {
  const operationId = await stage.app.operation(operation);
  const centreId = await stage.app.centre({ operationId, name: 'Wren', ...centre });
  const where = { operationId, centreId };
  const manager = await stage.app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const { page, close } = await stage.open(manager, size);
  const base = `${stage.app.url}/operations/${operationId}/centres/${centreId}`;
  await page.goto(`${base}${path}`);
  return { page, manager, volunteer, where, base, close };
};

const raise = async (by: Person, where: Desk['where'], kind: string): Promise<string> => {
  const needId = stage.app.newId();
  await by.done('needs.raise', { ...where, needId, kind });
  return needId;
};

test('a centre that is not ready opens only with a reason, and the log keeps what was missing', async () => {
  const { page, close } = await desk({ state: 'activating' });
  await page.getByRole('button', { name: 'Open the centre' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open the centre' }).click();
  await dialog.getByText('Not yet: fire briefing given').waitFor();
  await dialog.getByRole('button', { name: 'Open the centre all the same' }).click();
  await dialog.getByText('Give a reason to go on without it').waitFor();
  await dialog.getByText('Not yet: fire briefing given').waitFor();
  await dialog.getByLabel('Reason to go on without it').fill('The first coach is at the gate');
  await dialog.getByRole('button', { name: 'Open the centre all the same' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Stand down' }).waitFor();
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'The first coach is at the gate' });
  await entry.waitFor();
  expect((await entry.textContent())?.toLowerCase()).toContain('fire briefing given');
  await close();
});

test('items ticked one after the other before opening are all kept', async () => {
  const { page, manager, where, close } = await desk({ state: 'activating' });
  await page.getByText('0 of 12').waitFor();
  for (const item of ['Fire briefing given', 'Welfare staffed', 'Areas laid out']) {
    await page.getByLabel(item).check({ force: true });
  }
  await page.getByText('3 of 12').waitFor();
  await expect
    .poll(async () => (await manager.mirror(where.operationId)).row('centre', where.centreId)?.['ready'])
    .toEqual({ fire_briefing: true, welfare: true, areas: true });
  await close();
});

test('a P1 comes up on the manager’s board by itself and is accepted in one press', async () => {
  const { page, manager, volunteer, where, close } = await desk({}, '/needs');
  await page.getByText('No needs waiting').waitFor();
  const needId = await raise(volunteer, where, 'missing_person');
  await page.getByRole('button', { name: /^Accept Missing person, / }).click();
  await page.getByRole('button', { name: /Missing person .* S\. Whitlock, accepted/ }).waitFor();
  // The screen shows it before the server has answered.
  await expect
    .poll(async () => (await manager.mirror(where.operationId)).row('need', needId))
    .toMatchObject({ state: 'accepted', holder: 'S. Whitlock' });
  await close();
});

test('arrows move through the needs, Enter opens one, and what someone else did shows at once', async () => {
  const { page, volunteer, where, close } = await desk({}, '/needs');
  await raise(volunteer, where, 'warmth');
  const food = await raise(volunteer, where, 'food');
  const first = page.getByRole('button', { name: /Warmth/ });
  await page.getByRole('button', { name: /Food/ }).waitFor();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'They said no' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /Food/ }).getAttribute('aria-expanded')).toBe('true');
  await volunteer.done('needs.progress', { operationId: where.operationId, needId: food, to: 'met', baseVersion: 1 });
  await page.getByRole('button', { name: /Food/ }).waitFor({ state: 'detached' });
  await close();
});

const recordCoach = async ({ manager, where }: Desk): Promise<string> => {
  const vehicleId = stage.app.newId();
  const coach = { label: 'Coach 2', kind: 'coach', people: 9, dueAt: '2026-11-19T06:30:00Z' };
  await manager.done('vehicles.record', { ...where, vehicleId, ...coach });
  return vehicleId;
};

test('a change that comes too late keeps what was typed, says how things stand, and can be saved over it', async () => {
  const here = await desk({}, '/arrivals');
  const { page, manager, where } = here;
  const vehicleId = await recordCoach(here);
  await page.getByRole('button', { name: 'Change Coach 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('People on board').fill('12');
  await manager.done('vehicles.change', { operationId: where.operationId, vehicleId, baseVersion: 1, people: 10 });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Coach 2, 10 on board, on the way, due 06:30').waitFor();
  expect(await dialog.getByLabel('People on board').inputValue()).toBe('12');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '12', exact: false }).first().waitFor();
  await here.close();
});

test('a coach due tomorrow stays tomorrow’s when the number on board is corrected, and its day is said', async () => {
  const { page, manager, where, close } = await desk({}, '/arrivals');
  const vehicleId = stage.app.newId();
  const coach = { label: 'Coach 3', kind: 'coach', people: 9, dueAt: '2026-11-20T06:30:00.000Z' };
  await manager.done('vehicles.record', { ...where, vehicleId, ...coach });
  const dueAt = async () => (await manager.mirror(where.operationId)).row('vehicle', vehicleId);
  const dialog = page.getByRole('dialog');
  const change = async (label: string, text: string) => {
    await page.getByRole('button', { name: 'Change Coach 3' }).click();
    await dialog.getByRole('button', { name: /Fri 20 Nov.*change the day/ }).waitFor();
    await dialog.getByLabel(label).fill(text);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await change('People on board', '12');
  await expect.poll(dueAt).toMatchObject({ people: 12, dueAt: coach.dueAt });
  await change('Due at', '0715');
  await expect.poll(dueAt).toMatchObject({ people: 12, dueAt: '2026-11-20T07:15:00.000Z' });
  await close();
});

test('heads counted at a coach are set against who was checked in from it', async () => {
  const here = await desk({}, '/arrivals');
  const { page, volunteer, where } = here;
  await recordCoach(here);
  const arrival = { ...where, ageBand: 'adult', language: 'ro', vehicle: 'Coach 2', needs: [] };
  await volunteer.done('people.checkIn', { ...arrival, personId: stage.app.newId(), reference: 'K-001' });
  await page.getByRole('button', { name: /It is here.*Coach 2/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fewer people' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '8 got out' }).click();
  const found = page.getByText('8 got out, 1 checked in, 7 to find');
  await found.waitFor();
  await expect.poll(() => page.getByRole('button', { name: /Count again.*Coach 2/ }).count()).toBe(1);
  await here.close();
});

test('two guests with one wristband are flagged until one is given another; an undone check-in stays, struck through', async () => {
  const here = await desk({}, '/arrivals');
  const { page, volunteer, where } = here;
  const arrival = { ...where, ageBand: 'adult', language: 'ro', needs: [] };
  const mistaken = stage.app.newId();
  for (const [personId, reference] of [
    [stage.app.newId(), 'K-011'],
    [stage.app.newId(), 'K-011'],
    [mistaken, 'K-034'],
  ]) {
    await volunteer.done('people.checkIn', { ...arrival, personId, reference });
  }
  const undone = { operationId: where.operationId, personId: mistaken, baseVersion: 1 };
  await volunteer.done('people.undoCheckIn', { ...undone, reason: 'Scanned the wrong wristband' });
  await page.getByText(/Undone .*: Scanned the wrong wristband/).waitFor();
  await page
    .getByRole('button', { name: /Give another wristband/ })
    .first()
    .click();
  await page.getByLabel('New wristband').fill('k 41');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'K-041' }).waitFor();
  await page.getByText('Wristband on two guests').first().waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.struck', { hasText: 'K-034' }).count()).toBe(1);
  await here.close();
});

const addWelfare = async ({ manager, where }: Desk): Promise<string> => {
  const slotId = stage.app.newId();
  const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z' };
  await manager.done('roster.add', { ...where, slotId, role: 'welfare', partner: 'BRC', needed: 8, ...shift });
  return slotId;
};

test('an answer by phone is recorded on the roster, four of eight, with who said so and in their words', async () => {
  const here = await desk({}, '/roster');
  const { page, manager, where } = here;
  const slotId = await addWelfare(here);
  const cell = page.getByRole('button', { name: /British Red Cross, Early: Not asked/ });
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '01632 960105' }).waitFor();
  await page.getByLabel('How many').fill('4');
  await page.getByLabel('By when').fill('06:20');
  await page.getByRole('button', { name: 'Save: 4 yes, 4 to find' }).click();
  await page.getByText('Say who gave the answer').waitFor();
  await page.getByLabel('Who said so').fill('K Thorpe');
  await page.getByLabel(/In their words/).fill('Four now, asking Nottingham');
  await page.getByRole('button', { name: 'Save: 4 yes, 4 to find' }).click();
  await page.getByRole('button', { name: /British Red Cross, Early: Yes 4 of 8 by 06:20, 4 to find/ }).waitFor();
  await expect
    .poll(async () => (await manager.mirror(where.operationId)).row('slot', slotId))
    .toMatchObject({ accepted: 4, saidBy: 'K Thorpe', words: 'Four now, asking Nottingham' });
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Staff gaps, next 24 hours' }).waitFor();
  await here.close();
});

test('a log line written without signal is kept, says that it waits, and goes out by itself', async () => {
  // A code name may hold the word on a button.
  const { page, manager, where, close } = await desk({}, '/log', sizes.desk, { codeName: 'Ladder' });
  await page.getByText('Nothing here yet').waitFor();
  await page.context().setOffline(true);
  await page.getByText(/Offline since/).waitFor();
  await page.getByLabel('Write what happened').fill('Heating is on in hall B');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Waiting to send').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Waiting to send').waitFor({ state: 'detached' });
  await page.getByText('Heating is on in hall B').waitFor();
  const mirror = await manager.mirror(where.operationId);
  expect(mirror.rows('logEntry').map((it) => it['text'])).toEqual(['Heating is on in hall B']);
  await close();
});

test('a decision needs its reason, and keeps both', async () => {
  const { page, close } = await desk({}, '/log', sizes.phone);
  await page.getByLabel('This is a decision').check({ force: true });
  await page.getByLabel('What was decided').fill('Hold coach 2 for ten minutes');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Give the reason').waitFor();
  await page.getByLabel(/^Reason/).fill('Arrivals is not clear');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Why: Arrivals is not clear').waitFor();
  await page.getByText('Decision 1.').waitFor();
  expect(await page.getByLabel('Write what happened').inputValue()).toBe('');
  await close();
});
