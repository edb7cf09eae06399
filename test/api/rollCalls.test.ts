import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { savePartner } from '../../shared/partners/contract.ts';
import { placeId } from '../../shared/rollCalls/rostered.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

interface Hall {
  operationId: string;
  centreId: string;
  manager: Person;
  volunteer: Person;
  guests: string[];
}

/** A centre of its own with guests on site. */
const hall = async (n: number, more: Loose = {}): Promise<Hall> => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, sheetLetter: 'K' });
  const where = { operationId, centreId };
  const manager = await app.signInAs('manager', { ...where, name: 'Maya Manager' });
  const volunteer = await app.signInAs('volunteer', { ...where, name: 'Vic Volunteer' });
  const guests: string[] = [];
  for (let it = 0; it < n; it += 1) {
    const args = arrival(app, where, more);
    await volunteer.done('people.checkIn', args);
    guests.push(args.personId);
  }
  return { ...where, manager, volunteer, guests };
};

const startIn = async ({ operationId, centreId }: Hall, who: Person, rollCallId = app.newId(), when?: string) => {
  const args = { operationId, centreId, rollCallId, reason: 'fire', meetAt: 'The far car park' };
  return (await who.done('rollCalls.start', args, when ? { occurredAt: when } : {})) as {
    rollCallId: string;
    joined: string | null;
  };
};

const guestMark = ({ operationId, centreId }: Hall, rollCallId: string, id: string, markId = app.newId()) => ({
  operationId,
  centreId,
  rollCallId,
  markId,
  subject: { kind: 'guest', id },
});

const marksOf = async (at: Hall) => (await at.volunteer.mirror(at.operationId)).rows('rollCallMark');
const seenOf = async (at: Hall): Promise<string[]> =>
  [
    ...new Set((await marksOf(at)).filter((it) => it['takenBackAt'] === null).map((it) => String(it['subjectId']))),
  ].toSorted();

test('a second start while one is running joins it, whoever comes second', async () => {
  const at = await hall(0);
  const first = await startIn(at, at.manager);
  const second = await startIn(at, at.volunteer);
  expect(first.joined).toBeNull();
  expect(second.joined).toBe(first.rollCallId);
  const rows = (await at.volunteer.mirror(at.operationId)).rows('rollCall');
  expect(rows.map((it) => it['joinedTo']).toSorted()).toEqual([first.rollCallId, null].toSorted());
});

test('two tablets that start at the same moment count in one roll call', async () => {
  const at = await hall(0);
  const both = await Promise.all([startIn(at, at.manager), startIn(at, at.volunteer)]);
  expect(both.filter((it) => it.joined === null)).toHaveLength(1);
});

test('one started without signal while another ran joins it, also when it is heard of after the end', async () => {
  const at = await hall(1);
  const { rollCallId } = await startIn(at, at.manager, app.newId(), '2026-11-19T05:10:00Z');
  const where = { operationId: at.operationId, centreId: at.centreId };
  await at.manager.done('rollCalls.end', { ...where, rollCallId }, { occurredAt: '2026-11-19T05:25:00Z' });
  const then = await startIn(at, at.volunteer, app.newId(), '2026-11-19T05:12:00Z');
  expect(then.joined).toBe(rollCallId);
  const later = await startIn(at, at.volunteer, app.newId(), '2026-11-19T05:28:00Z');
  expect(later.joined).toBeNull();
});

test('the same mark sent twice is one mark, and a mark id is not used for someone else', async () => {
  const at = await hall(2);
  const { rollCallId } = await startIn(at, at.volunteer);
  const args = guestMark(at, rollCallId, at.guests[0] ?? '');
  await at.volunteer.done('rollCalls.mark', args);
  await at.volunteer.done('rollCalls.mark', args);
  const other = await at.volunteer.command(
    'rollCalls.mark',
    guestMark(at, rollCallId, at.guests[1] ?? '', args.markId),
  );
  expect(other.status).toBe(409);
  expect(await seenOf(at)).toEqual([at.guests[0]]);
});

test('a mark that comes after the end is kept and says that it was late', async () => {
  const at = await hall(2);
  const { rollCallId } = await startIn(at, at.volunteer);
  await at.volunteer.done('rollCalls.mark', guestMark(at, rollCallId, at.guests[0] ?? ''));
  const where = { operationId: at.operationId, centreId: at.centreId, rollCallId };
  await at.manager.done('rollCalls.end', where);
  await at.manager.done('rollCalls.end', where);
  const late = await at.volunteer.done('rollCalls.mark', guestMark(at, rollCallId, at.guests[1] ?? ''));
  expect(late.late).toBe(true);
  const held = await at.manager.mirror(at.operationId);
  expect(held.row('rollCall', rollCallId)).toMatchObject({
    endedSeen: 1,
    endedExpected: 2,
    endedBy: 'Maya Manager',
    rowVersion: 2,
  });
  expect(
    held
      .rows('rollCallMark')
      .map((it) => it['late'])
      .toSorted(),
  ).toEqual([false, true]);
  const said = held.rows('logEntry').map((it) => it['text']);
  expect(said).toContain('Roll call started: fire. Meet at: The far car park');
  expect(said).toContain('Roll call ended: 1 of 2 seen');
});

test('a wristband that nobody has heard of yet can be marked', async () => {
  const at = await hall(0);
  const { rollCallId } = await startIn(at, at.volunteer);
  const { subject: _subject, ...where } = guestMark(at, rollCallId, '');
  await at.volunteer.done('rollCalls.mark', { ...where, subject: { kind: 'guest', reference: 'K-050' } });
  expect(await marksOf(at)).toMatchObject([{ reference: 'K-050', subjectId: null, markedBy: 'Vic Volunteer' }]);
});

test('only a manager ends a roll call; a volunteer of another centre neither sees nor marks in it', async () => {
  const { operationId, centreId, volunteer, otherVolunteer } = scene;
  const at: Hall = { operationId, centreId, manager: scene.manager, volunteer, guests: [] };
  const { rollCallId } = await startIn(at, volunteer);
  const where = { operationId, centreId, rollCallId };
  expect((await volunteer.command('rollCalls.end', where)).status).toBe(404);
  const mark = guestMark(at, rollCallId, app.newId());
  expect((await otherVolunteer.command('rollCalls.mark', mark)).status).toBe(404);
  const elsewhere = { ...mark, centreId: scene.otherCentreId };
  expect((await otherVolunteer.command('rollCalls.mark', elsewhere)).status).toBe(404);
  expect((await otherVolunteer.mirror(operationId)).rows('rollCall')).toEqual([]);
  await scene.manager.done('rollCalls.end', where);
});

test('silver command and the planner are told no name, no mark and no visit', async () => {
  const { operationId, centreId, volunteer, silver, planner } = scene;
  const visit = {
    operationId,
    centreId,
    visitId: app.newId(),
    kind: 'staff',
    name: 'Canaryname',
    organisation: 'Canaryorg',
  };
  await volunteer.done('visits.signIn', visit);
  const at: Hall = { operationId, centreId, manager: scene.manager, volunteer, guests: [] };
  const { rollCallId } = await startIn(at, volunteer);
  const mark = { ...guestMark(at, rollCallId, ''), subject: { kind: 'staff', id: visit.visitId } };
  await volunteer.done('rollCalls.mark', mark);
  for (const [who, wall] of [
    [silver, false],
    [silver, true],
    [planner, false],
    [planner, true],
  ] as const) {
    const socket = await who.socket();
    const sent = new Promise((resolve) => socket.once('changes', resolve));
    socket.emit('subscribe', { operationId, since: 0, wall });
    const text = JSON.stringify([await who.pull(operationId, 0, wall ? '&wall=1' : ''), await sent]);
    expect(text).not.toMatch(/Canaryname|Canaryorg|"rollCallMark"|"visit"|"startedBy"/);
    expect(text).not.toContain(mark.markId);
  }
  const { changes } = await silver.pull(operationId);
  expect(changes.filter((it) => it.kind.startsWith('rollCall') || it.id === rollCallId)).toEqual([]);
  expect((await planner.mirror(operationId)).row('rollCall', rollCallId)).toMatchObject({ reason: 'fire' });
  await scene.manager.done('rollCalls.end', { operationId, centreId, rollCallId });
});

test('nobody can find a guest: the lead gets a P1 at once, one however often it is said', async () => {
  const at = await hall(1, { ageBand: 'child', groupId: app.newId() });
  const [personId = ''] = at.guests;
  const says = { operationId: at.operationId, personId };
  await at.volunteer.done('people.setPresence', { ...says, to: 'missing', baseVersion: 1 });
  const needs = async () =>
    (await at.manager.mirror(at.operationId)).rows('need').filter((it) => it['priority'] === 'P1');
  expect(await needs()).toMatchObject([{ personId, state: 'open', alerts: true }]);
  const [raised] = await needs();
  expect((await at.manager.mirror(at.operationId)).row('needDetail', String(raised?.['id']))).toMatchObject({
    kind: 'missing_person',
  });
  await at.volunteer.done('people.setPresence', { ...says, to: 'on_site', baseVersion: 2 });
  await at.volunteer.done('people.setPresence', { ...says, to: 'missing', baseVersion: 3 });
  expect(await needs()).toHaveLength(1);
});

/** What one tablet does without signal: its own start, then marks of a few guests, each perhaps taken back. */
const tablet = fc.array(fc.record({ guest: fc.nat(3), back: fc.boolean() }), { maxLength: 4 });
/** Which of the two sends next. */
const order = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });

type Step = { name: string; args: Loose };
const stepsOf = (at: Hall, said: readonly { guest: number; back: boolean }[]): Step[] => {
  const rollCallId = app.newId();
  const { operationId, centreId } = at;
  const start = { name: 'rollCalls.start', args: { operationId, centreId, rollCallId, reason: 'fire' } };
  const marks = said.flatMap(({ guest, back }) => {
    const { subject, ...where } = guestMark(at, rollCallId, at.guests[guest] ?? '');
    const mark = { name: 'rollCalls.mark', args: { ...where, subject } };
    return back ? [mark, { name: 'rollCalls.unmark', args: where }] : [mark];
  });
  return [start, ...marks];
};

const woven = (one: readonly Step[], other: readonly Step[], turns: readonly boolean[]): Step[] => {
  const [a, b] = [[...one], [...other]];
  const sent = turns.flatMap((first) => (first ? a.splice(0, 1) : b.splice(0, 1)));
  return [...sent, ...a, ...b];
};

test('two tablets without signal agree on who was seen, in whatever order theirs arrive', async () => {
  await fc.assert(
    fc.asyncProperty(tablet, tablet, order, fc.boolean(), async (one, other, turns, reversed) => {
      const at = await hall(4);
      const steps = woven(stepsOf(at, one), stepsOf(at, other), turns);
      // Backwards, each taking back comes before its mark and each mark before its start.
      for (const it of reversed ? steps.toReversed() : steps) await at.volunteer.done(it.name, it.args);
      const wanted = [...one, ...other].flatMap((it) => (it.back ? [] : [at.guests[it.guest] ?? '']));
      expect(await seenOf(at)).toEqual([...new Set(wanted)].toSorted());
      const calls = (await at.volunteer.mirror(at.operationId)).rows('rollCall');
      expect(calls.filter((it) => it['joinedTo'] === null)).toHaveLength(1);
      const [main] = calls.filter((it) => it['joinedTo'] === null);
      const { operationId, centreId } = at;
      await at.manager.done('rollCalls.end', { operationId, centreId, rollCallId: String(calls[0]?.['id']) });
      const ended = (await at.manager.mirror(operationId)).row('rollCall', String(main?.['id']));
      expect(ended).toMatchObject({ endedSeen: new Set(wanted).size, endedExpected: 4 });
    }),
    { numRuns: 15, seed: 112 },
  );
});

const onShift = async ({ operationId, centreId, manager }: Hall, more: Loose = {}) => {
  const slotId = app.newId();
  const shift = { shiftStart: '2026-11-19T05:00:00Z', shiftEnd: '2026-11-19T14:00:00Z' };
  const told = { operationId, centreId, slotId, role: 'welfare', partner: 'BRC', needed: 3, ...shift, ...more };
  await manager.done('roster.add', told);
  await manager.done('roster.ask', {
    operationId,
    slotId,
    baseVersion: 1,
    heads: 3,
    arriveBy: '2026-11-19T05:20:00Z',
  });
  const answer = { words: 'Ring me on 07700 900123', saidBy: 'K Thorpe', channel: 'phone' };
  const yes = { answer: 'accepted', heads: 3, arriveBy: '2026-11-19T05:20:00Z', ...answer };
  await manager.done('roster.answer', { operationId, slotId, baseVersion: 2, ...yes });
  await manager.done('roster.arrive', { operationId, slotId, count: 3 });
  return slotId;
};

test('the end counts whom the roster has on site, with a mark for a place of a shift', async () => {
  const at = await hall(1);
  const { operationId, centreId } = at;
  const slotId = await onShift(at);
  const signIn = { operationId, centreId, kind: 'staff', name: 'R. Iqbal', organisation: 'BRC' };
  await at.volunteer.done('visits.signIn', { ...signIn, visitId: app.newId() });
  const { rollCallId } = await startIn(at, at.volunteer);
  const subject = { kind: 'staff', id: placeId(slotId, 2) };
  await at.volunteer.done('rollCalls.mark', { operationId, centreId, rollCallId, markId: app.newId(), subject });
  await at.manager.done('rollCalls.end', { operationId, centreId, rollCallId });
  const [row] = (await at.volunteer.mirror(operationId)).rows('rollCall');
  expect(row).toMatchObject({ endedSeen: 1, endedExpected: 4 });
});

test('a volunteer is told how many of whom are on shift at their own centre, and nobody’s name, number or words', async () => {
  const at = await hall(0);
  const slotId = await onShift(at);
  const elsewhere = await app.centre({ operationId: at.operationId, sheetLetter: 'M' });
  const manager = await app.signInAs('manager', { operationId: at.operationId, centreId: elsewhere });
  await onShift({ ...at, centreId: elsewhere, manager });
  const seen = (await at.volunteer.mirror(at.operationId)).rows('slot');
  expect(seen).toHaveLength(1);
  expect(Object.keys(seen[0] ?? {}).toSorted()).toEqual(
    [
      'id',
      'operationId',
      'centreId',
      'rowVersion',
      'role',
      'partner',
      'partnerName',
      'language',
      'shiftStart',
      'shiftEnd',
      'state',
      'arrived',
      'arrivedAt',
    ].toSorted(),
  );
  expect(seen[0]).toMatchObject({ id: slotId, arrived: 3 });
  expect(JSON.stringify(seen)).not.toMatch(/Thorpe|900123/);
});

test('whoever arrives on a roster brings the name that the register has for their partner', async () => {
  const at = await hall(0);
  const planner = await app.signInAs('planner');
  const details = { ...savePartner.example.details, code: 'TST-RC', name: 'Test Red Cross' };
  await planner.done('partners.save', { ...savePartner.example, partnerId: app.newId(), details });
  await onShift(at, { partner: 'TST-RC' });
  const [seen] = (await at.volunteer.mirror(at.operationId)).rows('slot');
  expect(seen).toMatchObject({ partner: 'TST-RC', partnerName: 'Test Red Cross' });
});
