import { mkdtemp, cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MAJOR } from '../../db/embedded/folders.ts';
import { migrations } from '../../db/migrate.ts';
import { readKeys } from '../../server/keys.ts';
import { REGISTERS } from '../../server/engine/define.ts';
import { verifyStream } from '../../server/engine/verify.ts';
import { authorKeyFrom, fromBase64url, isProven } from '../../shared/sealing.ts';
import { type Loose, type Person, startTestApp, type TestApp, testClock } from '../support/app.ts';
import { type FreshDatabase, freshDatabase, UNTOUCHED, bringUpToDate } from '../support/cluster.ts';
import { everyRow } from '../support/everyRow.ts';
import { cookieIn } from '../support/pairedTablet.ts';
import {
  type Account,
  type Answered,
  answered,
  layOut,
  nextMorning,
  older,
  olderFolder,
  olderTables,
  rowsNow,
} from '../support/olderRelease.ts';
import { some } from '../support/some.ts';

let database: FreshDatabase;
let dataDir: string;
let app: TestApp;
let applied: string[];
/** Each table as it was once it had been brought up to date, before anybody asked for anything. */
const before = new Map<string, Record<string, unknown>[]>();
const { operationId, centreId, guests, cookies, accounts } = older;

const holding = (whose: string): Person => app.holding(cookies[whose] ?? '');
const person = async (by: Person, id: string | undefined) => (await by.mirror(operationId)).row('person', id ?? '');

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: nextMorning(5) });
  dataDir = await mkdtemp(path.join(tmpdir(), 'haven-older-'));
  await cp(path.join(olderFolder, 'keys.json'), path.join(dataDir, 'keys.json'));
  database = await freshDatabase(UNTOUCHED);
  await layOut(database.owner);
  applied = await bringUpToDate(database);
  for (const [name, table] of olderTables()) before.set(name, await rowsNow(database.owner, name, table));
  app = await startTestApp({ database, keys: readKeys(dataDir, {}), clock: testClock(nextMorning(5)) });
});
afterAll(async () => {
  vi.useRealTimers();
  await app?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('it is brought up to date from where it stood', () => {
  expect(applied).toEqual(Object.keys(migrations).toSorted().slice(13));
});

test('its database is of the PostgreSQL that comes along', async () => {
  const [running] = await database.owner`select current_setting('server_version_num')::int / 10000 as major`;
  expect([older.postgres, MAJOR]).toEqual([String(running?.['major']), String(running?.['major'])]);
});

test('every row of every table is there as it was', async () => {
  const tables = olderTables();
  const named = await database.owner`select tablename from pg_tables where schemaname = 'public'`;
  const added = named.map((it) => String(it['tablename'])).filter((it) => !tables.has(it));
  expect(added.toSorted()).toEqual(['key_mark', 'verification', 'wall']);
  tables.delete('migration');
  for (const [name, { rows }] of some(tables)) expect({ name, rows: before.get(name) }).toEqual({ name, rows });
});

test('every row says what its newest version says, and the whole chain fits', async () => {
  const { counts, wrong } = await everyRow(app.deps);
  expect(wrong).toEqual([]);
  expect(counts).toMatchObject({
    person: 10,
    stay: 10,
    need: 8,
    needDetail: 8,
    slot: 9,
    rollCallMark: 4,
    attention: 5,
  });
  const streams = await database.owner<{ id: string }[]>`select id from stream`;
  const verdicts = await Promise.all(streams.map(({ id }) => verifyStream(app.deps.db, app.deps.keys.audit, id)));
  expect(verdicts.map(({ erased, faults }) => ({ erased, faults }))).toEqual(
    streams.map(() => ({ erased: 0, faults: [] })),
  );
});

test('a manager is shown everyone as they were: in a group, joined, undone, missing, on the way elsewhere, from paper', async () => {
  const seen = await holding('manager').mirror(operationId);
  const of = (name: string) => seen.row('person', guests[name] ?? '');
  const family = { groupId: older.groupId, presence: 'on_site', centreId };
  expect(of('mother')).toMatchObject({ ...family, reference: 'A-001', zone: 'Hall A', vehicle: 'Van 1' });
  expect(of('child')).toMatchObject({ ...family, reference: 'A-002', ageBand: 'child' });
  expect(of('twice')).toMatchObject({ ageBand: 'unsure', language: 'ro', mergedInto: null, undoneAt: null });
  expect(of('again')).toMatchObject({ mergedInto: guests['twice'], undoneReason: 'Joined with A-003' });
  expect(of('mistake')).toMatchObject({ undoneReason: 'Scanned the wrong wristband', mergedInto: null });
  expect(of('missing')).toMatchObject({ presence: 'missing', presenceNote: 'Not seen since the fire drill' });
  expect(of('moved')).toMatchObject({ presence: 'in_transit', centreId: older.otherCentreId });
  const [keyed] = seen.rows('person').filter((it) => it['paperForm'] !== null);
  expect(keyed).toMatchObject({ paperForm: 1, reference: 'A-010', flags: ['from_paper'] });
  expect(Date.parse(String(keyed?.['keyedAt'])) - Date.parse(String(keyed?.['arrivedAt']))).toBeCloseTo(3_600_000, -2);
  expect(seen.row('personIdentity', guests['mother'] ?? '')).toMatchObject({ preferredName: 'Hoa', sex: 'female' });
});

test('a restricted need is a mark to a manager, and to a volunteer nothing', async () => {
  const { restricted, food } = older.needs;
  const [lead, volunteer] = [
    await holding('manager').mirror(operationId),
    await holding('volunteer').mirror(operationId),
  ];
  expect(lead.row('need', restricted)).toMatchObject({ compartment: 'safeguarding', priority: 'P1', state: 'open' });
  expect(lead.row('needDetail', restricted)).toBeUndefined();
  expect(lead.row('need', restricted)).toMatchObject({ personId: guests['mother'] });
  expect(volunteer.row('need', restricted)).toBeUndefined();
  expect(volunteer.row('needDetail', restricted)).toBeUndefined();
  expect(volunteer.row('needDetail', food)).toMatchObject({ kind: 'food', note: 'Soup' });
  expect(JSON.stringify(await holding('silver').pull(operationId))).not.toMatch(/Hoa|A-001|threat/);
});

test('a roll call that ended keeps its count, and one that runs goes on', async () => {
  const seen = await holding('manager').mirror(operationId);
  const { ended, running } = older.rollCalls;
  expect(seen.row('rollCall', ended)).toMatchObject({ reason: 'drill', endedSeen: 2, endedExpected: 7 });
  expect(seen.row('rollCall', running)).toMatchObject({ reason: 'check', endedAt: null });
  expect(seen.rows('rollCallMark').filter((it) => it['takenBackAt'] !== null)).toMatchObject([{ reference: 'A-002' }]);
});

test('whoever was signed in still is, and whoever was stopped is not', async () => {
  for (const who of ['admin', 'planner', 'manager', 'volunteer', 'silver'] as const) {
    expect((await holding(who).get('/api/me')).body).toMatchObject({ userId: accounts[who].userId });
  }
  expect((await holding('stopped').get('/api/me')).status).toBe(401);
});

test('people sign in with the passwords they had; a link that nobody had used still makes one', async () => {
  const signIn = async ({ email, password }: Pick<Account, 'email' | 'password'>): Promise<number> =>
    (await app.nobody.post('/api/sign-in', { email, password })).status;
  const { stopped, ...others } = accounts;
  for (const who of some(Object.values(others))) expect(await signIn(who)).toBe(204);
  expect(await signIn(stopped)).toBe(401);
  expect(await signIn({ email: accounts.planner.email, password: accounts.admin.password })).toBe(401);
  const { email, token } = older.invited;
  const password = 'seven steps to the mill';
  expect((await app.nobody.post('/api/join', { token, password })).status).toBe(204);
  expect(await signIn({ email, password })).toBe(204);
  expect((await app.nobody.post('/api/join', { token, password })).status).toBe(410);
});

/** What would grow if anything were done twice. */
const done = async (): Promise<unknown> => {
  const [row] = await database.owner`
    select (select count(*) from event) events, (select count(*) from version) versions,
      (select count(*) from receipt) receipts, (select count(*) from refused_command) refused,
      (select count(*) from attention) questions, (select count(*) from quarantined_item) sealed`;
  return row;
};

/** Nobody is told any more how far the registers have come. */
const asToldNow = ({ path: where, body, answer }: Answered, registers: ReadonlySet<unknown>): Loose => {
  if (where !== '/api/push') return registers.has(body.id) && 'seq' in answer ? { ...answer, seq: 0 } : answer;
  return { answers: answer.answers.map((it: Loose) => ('replay' in it ? { ...it, replay: true } : it)) };
};

test('whatever is sent again gets the answer it got, and nothing is done twice', async () => {
  const receipts = olderTables().get('receipt')?.rows ?? [];
  const registers = new Set(receipts.filter((it) => it['stream_id'] === REGISTERS).map((it) => it['command_id']));
  const counted = await done();
  const sent = answered();
  expect(sent.length).toBeGreaterThan(40);
  for (const it of some(sent)) {
    const { status, body, replay } = await holding(it.by).post(it.path, it.body);
    const again = it.path === '/api/push' ? {} : { replay };
    const expected = it.path === '/api/push' ? {} : { replay: true };
    expect({ path: it.path, status, body, ...again }).toEqual({
      path: it.path,
      status: it.status,
      body: asToldNow(it, registers),
      ...expected,
    });
  }
  expect(await done()).toEqual(counted);
});

test('the paired tablet is what it was: it opens by PIN, gives the same keys, and pulls', async () => {
  const [device = ''] = (cookies['tablet'] ?? '').split('; ');
  const locked = app.holding(device);
  const { joan, idris } = older.hands;
  const { body: view } = await locked.get('/api/device');
  expect(view).toMatchObject({ label: 'Desk 1', letter: 'C', operationId, centreId, idleMinutes: 5, state: 'open' });
  expect(view.hands.map((it: Loose) => it.name)).toEqual(['Idris Kaye', 'Joan Pell', 'Nell Thorne', 'Vic Amory']);
  expect((await locked.post('/api/device/unlock', { userId: joan.userId, pin: idris.pin })).status).toBe(401);
  const turn = await locked.post('/api/device/unlock', { userId: joan.userId, pin: joan.pin });
  expect(turn.status).toBe(200);
  const proof = await authorKeyFrom(fromBase64url(turn.body.secrets.author));
  const [written] = answered().filter((it) => it.by === 'tablet');
  expect(await isProven(proof, written?.body.items[0])).toBe(true);
  const opened = app.holding(`${device}; ${cookieIn(turn)}`);
  expect(await person(opened, guests['onTablet'])).toMatchObject({ reference: 'A-009', zone: 'Hall A' });
});

test('a tablet taken out of use stays so', async () => {
  expect((await holding('lostTablet').get('/api/device')).status).toBe(410);
});

const questions = async (kind: string): Promise<Loose[]> => {
  const list = await holding('manager').get(`/api/operations/${operationId}/attention?centreId=${centreId}`);
  return (list.body as { items: Loose[] }).items.filter((it) => it.kind === kind);
};

test('what a lost tablet had handed in, sealed, is opened, shown and let in, once', async () => {
  const sealed = await questions('quarantined');
  const { checkIn, note } = older.sealed;
  expect(sealed.map((it) => it.commandId)).toEqual([checkIn, note]);
  expect(sealed[0]).toMatchObject({ references: ['A-008'], choices: ['release', 'discard', 'ask'] });
  for (const { id: attentionId } of some(sealed)) {
    const args = { operationId, attentionId, baseVersion: 1 };
    await holding('manager').done('attention.release', args);
    expect((await holding('manager').command('attention.release', args)).status).toBe(409);
  }
  const seen = await holding('manager').mirror(operationId);
  expect(seen.rows('person').filter((it) => it['reference'] === 'A-008')).toMatchObject([{ id: guests['sealed'] }]);
  expect(seen.row('personIdentity', guests['sealed'] ?? '')).toMatchObject({ preferredName: 'Ilie' });
  const noted = seen.rows('needDetail').filter((it) => String(it['note']).includes('Warm, not hot'));
  expect(noted).toMatchObject([{ kind: 'drink' }]);
});

test('what was said of a guest not heard of yet is done once they are', async () => {
  const [held] = await questions('held');
  expect(held).toMatchObject({ references: ['A-012'] });
  const late = {
    operationId,
    centreId,
    personId: guests['late'],
    reference: 'A-012',
    ageBand: 'adult',
    language: 'ro',
  };
  await holding('volunteer').done('people.checkIn', { ...late, needs: [] });
  await expect
    .poll(() => person(holding('manager'), guests['late']))
    .toMatchObject({ reference: 'A-012', zone: 'Quiet room' });
  expect(await questions('held')).toEqual([]);
});

test('two records that were joined can be parted again', async () => {
  await holding('manager').done('people.unmerge', { operationId, mergeId: older.mergeId, reason: 'Two brothers' });
  expect(await person(holding('manager'), guests['again'])).toMatchObject({ mergedInto: null, undoneAt: null });
});

test('after all that every row is told of, and the chain goes on from where it was', async () => {
  expect((await everyRow(app.deps)).wrong).toEqual([]);
  const verdict = await verifyStream(app.deps.db, app.deps.keys.audit, operationId);
  expect(verdict.faults).toEqual([]);
  expect(verdict.events).toBeGreaterThan(57);
});

test('whoever was not there for a while has to sign in again', async () => {
  vi.setSystemTime(nextMorning(5 + 16));
  expect((await holding('planner').get('/api/me')).status).toBe(401);
});
