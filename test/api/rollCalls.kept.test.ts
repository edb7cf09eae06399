import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollCall } from '../../db/schema/rollCalls.ts';
import type { Tx } from '../../server/engine/deps.ts';
import { mainRollCall, runningThen } from '../../server/rollCalls/rows.ts';
import { headKinds, rollCallReasons } from '../../shared/rollCalls/contract.ts';
import { type Loose, MORNING, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { leftThere } from '../support/leftThere.ts';
import { arrival } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let operationId: string;

beforeAll(async () => {
  app = await startTestApp();
  operationId = await app.operation();
});
afterAll(() => app.stop());

interface Hall {
  where: { operationId: string; centreId: string };
  manager: Person;
  volunteer: Person;
}
const hall = async (): Promise<Hall> => {
  const where = { operationId, centreId: await app.centre({ operationId }) };
  const manager = await app.signInAs('manager', { ...where, name: 'Maya Manager' });
  return { where, manager, volunteer: await app.signInAs('volunteer', { ...where, name: 'Vic Volunteer' }) };
};
const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
const start = async ({ where, volunteer }: Hall, more: Loose = {}, when = at('05:10')): Promise<string> => {
  const rollCallId = app.newId();
  await volunteer.done('rollCalls.start', { ...where, rollCallId, reason: 'fire', ...more }, { occurredAt: when });
  return rollCallId;
};
const call = async ({ manager }: Hall, id: string): Promise<Loose> =>
  (await manager.mirror(operationId)).row('rollCall', id);
const markOf = async ({ manager }: Hall, id: string): Promise<Loose> =>
  (await manager.mirror(operationId)).row('rollCallMark', id);
const texts = async ({ where, manager }: Hall): Promise<unknown[]> =>
  (await manager.mirror(operationId))
    .rows('logEntry')
    .flatMap((it) => (it['centreId'] === where.centreId ? it['text'] : []));

const said = { fire: 'fire', drill: 'fire drill', check: 'a check of who is here' };

test.each(some(rollCallReasons))(
  'a roll call because of "%s" keeps when, by whom and where to meet, and is logged',
  async (reason) => {
    for (const [meetAt, kept, words] of [
      ['The far car park', 'The far car park', '. Meet at: The far car park'],
      ['', null, ''],
      [undefined, null, ''],
    ] as const) {
      const there = await hall();
      const id = await start(there, { reason, meetAt });
      const nothingYet = { joinedTo: null, endedAt: null, endedBy: null, endedSeen: null, endedExpected: null };
      const begun = { reason, meetAt: kept, startedAt: at('05:10'), startedBy: 'Vic Volunteer' };
      expect(await call(there, id)).toEqual({ id, ...there.where, ...begun, ...nothingYet, rowVersion: 1 });
      // One that joins says nothing new.
      await start(there, { reason, meetAt }, at('05:12'));
      expect(await texts(there)).toEqual([`Roll call started: ${said[reason]}${words}`]);
    }
  },
);

test('it ends once: when, by whom and how many were seen stays as it was first said', async () => {
  const there = await hall();
  const id = await start(there);
  const other = await app.signInAs('manager', { ...there.where, name: 'Ola Other' });
  const first = await there.manager.done(
    'rollCalls.end',
    { ...there.where, rollCallId: id },
    { occurredAt: at('05:20') },
  );
  const before = await call(there, id);
  expect(before).toMatchObject({ endedAt: at('05:20'), endedBy: 'Maya Manager', endedSeen: 0, endedExpected: 0 });
  const joined = await start(there, {}, at('05:15'));
  for (const rollCallId of [id, joined])
    expect(await other.done('rollCalls.end', { ...there.where, rollCallId }, { occurredAt: at('05:25') })).toEqual(
      first,
    );
  expect(await call(there, id)).toEqual(before);
  expect((await texts(there)).filter((it) => String(it).startsWith('Roll call ended'))).toHaveLength(1);
});

test('a roll call of another centre is neither ended nor marked in from here', async () => {
  const [here, there] = [await hall(), await hall()];
  const rollCallId = await start(there);
  const markId = app.newId();
  const mark = { ...here.where, rollCallId, markId, subject: { kind: 'guest', reference: 'K-050' } };
  for (const [name, args] of [
    ['rollCalls.end', { ...here.where, rollCallId }],
    ['rollCalls.mark', mark],
    ['rollCalls.unmark', { ...here.where, rollCallId, markId }],
  ] as const)
    expect([name, (await here.manager.command(name, args)).status]).toEqual([name, 404]);
  expect(await call(there, rollCallId)).toMatchObject({ endedAt: null });
});

test.each(some(headKinds))(
  'a mark of a %s keeps whom, where, when, by whom, and which account counts it',
  async (kind) => {
    const there = await hall();
    const rollCallId = await start(there);
    const mark = async (subject: Loose, zone?: string) => {
      const markId = app.newId();
      const args = { ...there.where, rollCallId, markId, subject, ...(zone === undefined ? {} : { zone }) };
      await there.volunteer.done('rollCalls.mark', args, { occurredAt: at('05:14') });
      return [markId, await markOf(there, markId)] as const;
    };
    const subjectId = app.newId();
    const made = { rollCallId, subjectKind: kind, markedAt: at('05:14'), markedBy: 'Vic Volunteer', late: false };
    const own = { ...there.where, ...made, countedBy: there.volunteer.userId, takenBackAt: null };
    const [id, row] = await mark({ kind, id: subjectId }, 'Hall A');
    expect(row).toEqual({ id, ...own, subjectId, reference: null, zone: 'Hall A' });
    expect((await mark({ kind, id: subjectId }, ''))[1].zone).toBeNull();
    expect((await mark({ kind, id: subjectId }))[1].zone).toBeNull();
    if (kind !== 'guest') return;
    const [byNumber, worn] = await mark({ kind, reference: 'K-050' }, 'Hall A');
    expect(worn).toEqual({ id: byNumber, ...own, subjectId: null, reference: 'K-050', zone: 'Hall A' });
  },
);

test('what is marked on a tablet is counted by that tablet, whoever has it in their hands', async () => {
  const there = await hall();
  const tablet = await app.pairTablet({ ...there.where, hands: [{ name: 'Amir Tablet' }] });
  const amir = await tablet.unlock();
  const markId = app.newId();
  const mark = {
    ...there.where,
    rollCallId: await start(there),
    markId,
    subject: { kind: 'guest', reference: 'K-050' },
  };
  await amir.done('rollCalls.mark', mark);
  expect(await markOf(there, markId)).toMatchObject({ markedBy: 'Amir Tablet', countedBy: tablet.deviceId });
});

test('the id of a mark is for one sighting: said again it stands as it was, and for anyone else it is refused', async () => {
  const there = await hall();
  const rollCallId = await start(there);
  const [one, other, markId] = [app.newId(), app.newId(), app.newId()];
  const mark = (subject: Loose, id = markId) =>
    there.volunteer.command('rollCalls.mark', { ...there.where, rollCallId, markId: id, subject });
  await mark({ kind: 'guest', id: one });
  const worn = app.newId();
  await mark({ kind: 'guest', reference: 'K-050' }, worn);
  const before = await markOf(there, markId);
  for (const [subject, id] of [
    [{ kind: 'guest', id: other }, markId],
    [{ kind: 'staff', id: one }, markId],
    [{ kind: 'guest', reference: 'K-001' }, markId],
    [{ kind: 'guest', reference: 'K-051' }, worn],
  ] as const)
    expect((await mark(subject, id)).body).toMatchObject({
      type: '/problems/already-exists',
      detail: 'This id has been used. Make a new one',
    });
  const here = await hall();
  const elsewhere = { ...here.where, rollCallId: app.newId(), markId, subject: { kind: 'guest', id: one } };
  expect((await here.volunteer.command('rollCalls.mark', elsewhere)).status).toBe(409);
  await there.manager.done('rollCalls.end', { ...there.where, rollCallId });
  // It was in time when it was first said.
  expect((await mark({ kind: 'guest', id: one })).body.result).toEqual({ markId, late: false });
  expect((await mark({ kind: 'guest', reference: 'K-050' }, worn)).status).toBe(200);
  expect(await markOf(there, markId)).toEqual(before);
});

test('a mark is taken back once and for good, at its own centre alone', async () => {
  const [here, there] = [await hall(), await hall()];
  const rollCallId = await start(there);
  const markId = app.newId();
  const where = { ...there.where, rollCallId, markId };
  const subject = { kind: 'guest', reference: 'K-050' };
  await there.volunteer.done('rollCalls.unmark', where, { occurredAt: at('05:12') });
  await there.volunteer.done('rollCalls.unmark', where, { occurredAt: at('05:20') });
  expect(await markOf(there, markId)).toMatchObject({ takenBackAt: at('05:12'), subjectKind: null, markedAt: null });
  const elsewhere = { ...where, ...here.where, rollCallId: app.newId() };
  expect((await here.volunteer.command('rollCalls.mark', { ...elsewhere, subject })).status).toBe(409);
  expect((await here.volunteer.command('rollCalls.unmark', elsewhere)).status).toBe(404);
  await there.volunteer.done('rollCalls.mark', { ...where, subject });
  expect(await markOf(there, markId)).toMatchObject({ ...there.where, takenBackAt: at('05:12'), reference: 'K-050' });
});

test('the end waits for who went missing since it began, and not for who was reported before, or is elsewhere', async () => {
  const there = await hall();
  const guests: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const args = arrival(app, there.where);
    await there.volunteer.done('people.checkIn', args, { occurredAt: at('05:00') });
    guests.push(args.personId);
  }
  const [before, since, away] = guests;
  const set = (personId: unknown, to: string, when: string) =>
    there.manager.done('people.setPresence', { operationId, personId, to, baseVersion: 1 }, { occurredAt: when });
  await set(before, 'missing', at('05:09'));
  const id = await start(there);
  await set(since, 'missing', at('05:11'));
  await set(away, 'departed', at('05:11'));
  // Another need of theirs from before is no report.
  const need = { ...there.where, needId: app.newId(), personId: since, kind: 'drink' };
  await there.manager.done('needs.raise', need, { occurredAt: at('05:08') });
  const left = leftThere(app, there.where);
  await left.guest({ undoneAt: MORNING });
  await left.visitor();
  await left.visitor({ signedOutAt: MORNING });
  await leftThere(app, (await hall()).where).visitor();
  await there.manager.done('rollCalls.end', { ...there.where, rollCallId: id });
  expect(await call(there, id)).toMatchObject({ endedSeen: 0, endedExpected: 2 });
});

test('whoever came long before their shift and signed in then is one head, not two', async () => {
  const there = await hall();
  const slotId = app.newId();
  const shift = { shiftStart: at('07:00'), shiftEnd: at('14:00'), needed: 1 };
  const slot = { ...there.where, slotId, role: 'welfare', partner: 'BRC', ...shift };
  await there.manager.done('roster.add', slot);
  const came = { occurredAt: at('05:10') };
  await there.manager.done('roster.arrive', { operationId, slotId, count: 1 }, came);
  const visit = { ...there.where, visitId: app.newId(), kind: 'staff', name: 'R. Iqbal', organisation: 'BRC' };
  await there.volunteer.done('visits.signIn', visit, came);
  const id = await start(there, {}, at('05:15'));
  await there.manager.done('rollCalls.end', { ...there.where, rollCallId: id });
  expect(await call(there, id)).toMatchObject({ endedSeen: 0, endedExpected: 1 });
});

const given = (centreId: string, started: string, ended: string | null, more: Loose = {}) => {
  const id = app.newId();
  const when = { startedAt: new Date(at(started)), endedAt: ended === null ? null : new Date(at(ended)) };
  return { id, operationId, centreId, reason: 'check' as const, startedBy: 'Maya', ...when, ...more };
};

test('what is said of a moment belongs to the roll call that runs, else to the last that ran then', async () => {
  const { centreId } = (await hall()).where;
  const long = given(centreId, '05:00', '05:20');
  const short = given(centreId, '05:05', '05:10');
  await app.deps.db.insert(rollCall).values([long, short, given(centreId, '05:00', '06:00', { joinedTo: long.id })]);
  await app.deps.db.insert(rollCall).values(given((await hall()).where.centreId, '05:00', null));
  const then = async (time: string) =>
    (await runningThen(app.deps.db as unknown as Tx, centreId, new Date(at(time))))?.id;
  expect(await Promise.all(['04:59', '05:00', '05:07', '05:20', '05:21'].map(then))).toEqual([
    undefined,
    long.id,
    long.id,
    long.id,
    undefined,
  ]);
  const now = given(centreId, '05:30', null);
  await app.deps.db.insert(rollCall).values(now);
  expect(await then('05:07')).toBe(now.id);
});

test('a roll call counts for the one it joined, in its own operation alone', async () => {
  const { centreId } = (await hall()).where;
  const main = given(centreId, '05:00', null);
  const joined = given(centreId, '05:01', null, { joinedTo: main.id });
  await app.deps.db.insert(rollCall).values([main, joined]);
  const of = async (id: string, where = operationId) =>
    (await mainRollCall(app.deps.db as unknown as Tx, where, id))?.id;
  expect([await of(main.id), await of(joined.id), await of(app.newId())]).toEqual([main.id, main.id, undefined]);
  expect(await of(main.id, await app.operation())).toBeUndefined();
});
