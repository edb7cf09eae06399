import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readKeys } from '../../server/keys.ts';
import { startTestApp, type TestApp, testClock } from '../support/app.ts';
import { type FreshDatabase, freshDatabase, UNTOUCHED, bringUpToDate } from '../support/cluster.ts';
import { OlderBrowser } from '../support/olderBrowser.ts';
import { layOut, nextMorning, older, olderFolder } from '../support/olderRelease.ts';

vi.mock('socket.io-client', () => {
  const socket = { on: () => undefined, emit: () => undefined, connect: () => undefined, disconnect: () => undefined };
  return { io: () => socket };
});

let database: FreshDatabase;
let app: TestApp;
let browser: OlderBrowser;
const { operationId, centreId, guests, hands, accounts } = older;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: nextMorning(5) });
  database = await freshDatabase(UNTOUCHED);
  await layOut(database.owner);
  await bringUpToDate(database);
  app = await startTestApp({ database, keys: readKeys(olderFolder, {}), clock: testClock(nextMorning(5)) });
});
afterEach(() => browser.close());
afterAll(async () => {
  vi.useRealTimers();
  await app?.stop();
});

/** What became of each of them: how often it was taken in, and what was wrong. */
const taken = async (ids: readonly string[]) => {
  const found = await database.sql<{ id: string; problem: unknown; events: number }[]>`
    select r.command_id as id, r.problem, (select count(*)::int from event e where e.command_id = r.command_id) as events
    from receipt r where r.command_id = any(${[...ids]})`;
  return ids.map((id) => found.filter((it) => it.id === id));
};
const once = (ids: readonly string[]) => ids.map((id) => [{ id, problem: null, events: 1 }]);
const manager = () => app.holding(older.cookies['manager'] ?? '').mirror(operationId);

/** Each answer it was given, by command. */
const told = (ids: readonly string[]) =>
  ids.map((id) => browser.answers.filter((it) => it.id === id).map((it) => [it.as, 'replay' in it && it.replay]));
const first = ['accepted', false];
const again = ['accepted', true];

test('what a tablet had not sent is unlocked by a hand without signal, and goes out once although an answer is lost', async () => {
  browser = new OlderBrowser('tablet', app.url, older.cookies['tablet']);
  const page = await browser.open();
  const known = await page.readDevice();
  const hand = known?.view.hands.find((it) => it.userId === hands.joan.userId);
  if (!known || !hand) throw new Error('the tablet does not know what it is');
  page.startTablet(known);
  await expect.poll(() => page.waiting.value).toBe(7);
  expect(await page.unlock(hand, hands.idris.pin)).toMatchObject({ as: 'wrong', triesLeft: 3 });
  expect(await page.unlock(hand, hands.joan.pin)).toEqual({ as: 'open' });
  // As she left it: what she had said counts on her own screen.
  expect(page.byId.person.peek().get(guests['onTablet'] ?? '')).toMatchObject({
    reference: 'A-009',
    zone: 'Quiet room',
  });
  expect(page.byId.personIdentity.peek().get(guests['mother'] ?? '')).toMatchObject({ preferredName: 'Hoa' });
  expect(await taken(browser.waiting)).toEqual(browser.waiting.map(() => []));

  [browser.losing, browser.silent] = [1, false];
  page.flush();
  await expect.poll(async () => (await page.database()).count('outbox')).toBe(0);
  const heard = told(browser.waiting);
  expect(heard.map(([it]) => it)).toEqual(browser.waiting.map(() => first));
  const repeated = heard.flatMap(([, ...rest]) => rest);
  expect(repeated.length).toBeGreaterThan(0);
  expect(repeated).toEqual(repeated.map(() => again));
  expect(await taken(browser.waiting)).toEqual(once(browser.waiting));
  await expect.poll(() => page.waiting.value).toBe(0);
});

test('and all of it has come to pass, with what another had said of a guest only that tablet knew', async () => {
  const seen = await manager();
  const late = seen.rows('person').filter((it) => it['reference'] === 'A-012');
  expect(late).toMatchObject([{ id: guests['late'], ageBand: 'unsure', language: 'ro', zone: 'Quiet room' }]);
  expect(seen.row('personIdentity', guests['late'] ?? '')).toMatchObject({ preferredName: 'Mirel', sex: 'male' });
  expect(seen.row('person', guests['onTablet'] ?? '')).toMatchObject({ zone: 'Quiet room' });
  expect(seen.row('need', older.needs.clothing)).toMatchObject({ state: 'met', holder: 'Joan Pell' });
  const restricted = seen.rows('need').filter((it) => it['compartment'] === 'safeguarding');
  expect(restricted.map((it) => it['personId'])).toEqual([guests['mother'], guests['late']]);
  expect(seen.rows('person').find((it) => it['paperForm'] === 2)).toMatchObject({ reference: 'A-013' });
  const marks = seen.rows('rollCallMark').filter((it) => it['rollCallId'] === older.rollCalls.running);
  expect(marks.map((it) => it['subjectId'])).toEqual([guests['mother'], guests['onTablet']]);
  expect(seen.rows('visit').filter((it) => it['kind'] === 'visitor')).toMatchObject([{ name: 'C. Marlow', centreId }]);
});

test('the tablet goes on as the one it was: its wrong PINs are told, its keys are the same, its hands unlock it with signal', async () => {
  browser = new OlderBrowser('tablet', app.url, older.cookies['tablet']);
  const page = await browser.open();
  browser.silent = false;
  const known = await page.readDevice();
  const [idris] = known?.view.hands.filter((it) => it.userId === hands.idris.userId) ?? [];
  if (!known || !idris) throw new Error('the tablet does not know what it is');
  const kept = await page.unwrap(idris.userId, hands.idris.pin);
  page.startTablet(known);
  expect(await page.unlock(idris, hands.idris.pin)).toEqual({ as: 'open' });
  expect(await page.unwrap(idris.userId, hands.idris.pin)).toEqual(kept);
  await expect.poll(() => page.tries()).toEqual({ wrong: 0, untold: 0 });
});

const desk = async (whose: 'manager' | 'planner', waiting: number): Promise<void> => {
  browser = new OlderBrowser(whose, app.url);
  const page = await browser.open();
  browser.silent = false;
  page.flush();
  await expect.poll(() => page.waiting.value).toBe(waiting);
  await page.session.signIn(accounts[whose].email, accounts[whose].password);
  await expect.poll(async () => (await page.database()).count('outbox')).toBe(0);
  expect(told(browser.waiting)).toEqual(browser.waiting.map(() => [first]));
  expect(await taken(browser.waiting)).toEqual(once(browser.waiting));
};

test('what a manager had not sent from a desk goes out once they have signed in again', async () => {
  await desk('manager', 3);
  const seen = await manager();
  expect(seen.rows('logEntry').map((it) => it['text'])).toContain('Second kettle has come');
  expect(seen.rows('slot').filter((it) => it['arrived'] === 3)).toHaveLength(1);
  expect(seen.rows('vehicle')).toContainEqual(expect.objectContaining({ label: 'Coach 2', state: 'arrived' }));
});

test('what a planner had not sent opens an operation and changes the register', async () => {
  await desk('planner', 2);
  const planner = app.holding(older.cookies['planner'] ?? '');
  const { items } = (await planner.get('/api/operations')).body as { items: { codeName: string }[] };
  expect(items.map((it) => it.codeName).toSorted()).toEqual(['Glasswort', 'Marram', 'Samphire']);
  expect((await planner.get('/api/partners')).text).toContain('01632 960191');
});
