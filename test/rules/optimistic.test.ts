import { expect, test } from 'vitest';
import { replay } from '../../client/data/optimistic.ts';
import type { Pending } from '../../client/data/pending.ts';
import type { HeldCommandRow } from '../../shared/attention.ts';
import type { NeedDetailRow, NeedRow } from '../../shared/needs.ts';
import { hasLeft, type PersonIdentityRow, type PersonRow, presences } from '../../shared/people.ts';

const ID = (n: number): string => `0193e0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const operationId = ID(1);
const centreId = ID(2);
const personId = ID(3);
const AT = '2026-11-19T06:30:00.000Z';
const author = { id: 'meera', name: 'Meera S.' };

let made = 100;
const said = (name: string, args: Record<string, unknown>, over: Partial<Pending> = {}): Pending => ({
  id: ID((made += 1)),
  name,
  args: { operationId, ...args },
  operationId,
  occurredAt: AT,
  author,
  state: 'waiting',
  seq: null,
  problem: null,
  settles: null,
  entersLog: false,
  ...over,
});
const arrival = (over: Record<string, unknown> = {}): Pending =>
  said('people.checkIn', {
    centreId,
    personId,
    reference: 'K-041',
    language: 'vi',
    ageBand: 'adult',
    needs: [{ id: ID(4), kind: 'drink' }],
    ...over,
  });

const shown = <T extends { id: string }>(kind: string, commands: Pending[], rows: T[] = []): Map<string, T> =>
  new Map(replay(kind, new Map(rows.map((it) => [it.id, it])), commands));
const guest = (commands: Pending[], rows: PersonRow[] = []) => shown('person', commands, rows).get(personId);
const need = (id: string, commands: Pending[], rows: NeedRow[] = []) => shown('need', commands, rows).get(id);

const serverGuest = (over: Partial<PersonRow> = {}): PersonRow => {
  const row = guest([arrival()]);
  if (!row) throw new Error('no guest');
  return { ...row, flags: ['reference_shared'], ...over };
};

test('a guest checked in on this tablet is in its list at once, with what they need', () => {
  const commands = [arrival()];
  expect(guest(commands)).toMatchObject({ reference: 'K-041', presence: 'on_site', rowVersion: 1, arrivedAt: AT });
  expect(need(ID(4), commands)).toMatchObject({
    state: 'open',
    personId,
    priority: 'P2',
    dueAt: '2026-11-19T07:30:00.000Z',
  });
  expect(shown<NeedDetailRow>('needDetail', commands).get(ID(4))?.kind).toBe('drink');
});

test("when the server's row arrives first it stands alone: nothing doubles and nothing flickers back", () => {
  const server = serverGuest({ zone: 'Hall A', rowVersion: 3 });
  const rows = shown('person', [arrival(), arrival({ zone: 'Arrivals' })], [server]);
  expect([...rows.values()]).toEqual([server]);
});

test('a refused command shows nothing', () => {
  expect(guest([{ ...arrival(), state: 'refused' }])).toBeUndefined();
});

test('changes made without signal build on one another', () => {
  const commands = [
    arrival(),
    said('people.move', { personId, zone: 'Hall A', baseVersion: 1 }),
    said('people.amend', { personId, language: 'sq', baseVersion: 2 }),
    said('people.setPresence', { personId, to: 'temporarily_out', baseVersion: 3 }),
  ];
  expect(guest(commands)).toMatchObject({
    zone: 'Hall A',
    language: 'sq',
    ageBand: 'adult',
    presence: 'temporarily_out',
    rowVersion: 4,
  });
});

test('a change made from an older version than the server has is not played over it', () => {
  const server = serverGuest({ zone: 'Hall B', rowVersion: 2 });
  const late = said('people.move', { personId, zone: 'Hall A', baseVersion: 1 });
  expect(guest([late], [server])).toEqual(server);
});

test('someone who left keeps no bed, and someone sent to another centre is on the way there', () => {
  const here = serverGuest({ zone: 'Hall A, bed 12' });
  const left = said('people.setPresence', { personId, to: 'left_voluntarily', baseVersion: 1 });
  expect(guest([left], [here])).toMatchObject({ presence: 'left_voluntarily', zone: null });
  const sent = said('people.setPresence', { personId, to: 'transferred', centreId: ID(9), baseVersion: 1 });
  expect(guest([sent], [here])).toMatchObject({ presence: 'in_transit', centreId: ID(9), zone: null });
});

test('an undone change shows at once, sent or not, and what is said next is said of the version after', () => {
  const here = serverGuest({ rowVersion: 1, zone: 'Hall A', flags: [] });
  const left = said('people.setPresence', { personId, to: 'left_voluntarily', baseVersion: 1 });
  const back = { undoes: left.id, to: 'on_site', zone: 'Hall A', centreId };
  const undo = said('people.undoPresence', { personId, ...back, baseVersion: 2 });
  const before = { presence: 'on_site', zone: 'Hall A', centreId };
  expect(guest([left, undo], [here])).toMatchObject({ ...before, rowVersion: 3 });
  const sent = { ...here, presence: 'left_voluntarily' as const, zone: null, rowVersion: 2 };
  expect(guest([undo], [sent])).toMatchObject({ ...before, rowVersion: 3 });
  const out = said('people.setPresence', { personId, to: 'temporarily_out', baseVersion: 3 });
  expect(guest([left, undo, out], [here])).toMatchObject({ presence: 'temporarily_out', rowVersion: 4 });
});

test('whoever was sent on and is called back is at the centre they were sent from', () => {
  const here = serverGuest({ rowVersion: 1, flags: [] });
  const sent = said('people.setPresence', { personId, to: 'transferred', centreId: ID(9), baseVersion: 1 });
  const back = { undoes: sent.id, to: 'on_site', zone: '', centreId };
  const undo = said('people.undoPresence', { personId, ...back, baseVersion: 2 });
  expect(guest([sent], [here])?.centreId).toBe(ID(9));
  expect(guest([sent, undo], [here])).toMatchObject({ presence: 'on_site', centreId, zone: null });
});

test('who is keyed in from paper came when the form was written, and so did what they need', () => {
  const writtenAt = '2026-11-19T05:10:00.000Z';
  const commands = [arrival({ paperForm: 12, writtenAt })];
  const came = { arrivedAt: writtenAt, paperForm: 12, keyedAt: AT, flags: ['from_paper'] };
  expect(guest(commands)).toMatchObject(came);
  expect(need(ID(4), commands)).toMatchObject({ raisedAt: writtenAt, dueAt: '2026-11-19T06:10:00.000Z' });
  expect(guest([arrival()])).toMatchObject({ arrivedAt: AT, paperForm: null, keyedAt: null, flags: [] });
});

test('an undo shows nothing over what somebody else has changed since', () => {
  const theirs = serverGuest({ presence: 'departed', rowVersion: 3 });
  const undo = said('people.undoPresence', {
    personId,
    undoes: ID(7),
    to: 'on_site',
    zone: '',
    centreId,
    baseVersion: 2,
  });
  expect(guest([undo], [theirs])).toEqual(theirs);
});

test('with an undone leaving the needs it ended are met again, each by whoever had it', () => {
  const take = said('needs.progress', { needId: ID(4), to: 'accepted', baseVersion: 1 });
  const left = said('people.setPresence', { personId, to: 'departed', baseVersion: 1 });
  const undo = said('people.undoPresence', {
    personId,
    undoes: left.id,
    to: 'on_site',
    zone: '',
    centreId,
    baseVersion: 2,
  });
  expect(need(ID(4), [arrival(), take, left])).toMatchObject({ state: 'left_before_met' });
  expect(need(ID(4), [arrival(), take, left, undo])).toMatchObject({
    state: 'accepted',
    holderId: 'meera',
    closedAt: null,
  });
  expect(need(ID(4), [arrival(), left, undo])).toMatchObject({ state: 'open', holderId: null });
});

test('an undone check-in stays, struck through with its reason', () => {
  const undo = said('people.undoCheckIn', { personId, reason: 'Wrong wristband', baseVersion: 1 });
  expect(guest([arrival(), undo])).toMatchObject({ undoneAt: AT, undoneReason: 'Wrong wristband' });
});

test('a name given later is shown at once, and kept when another is taken back', () => {
  const named = said('people.identify', { personId, preferredName: 'Dan', baseVersion: 0 });
  const cleared = said('people.identify', { personId, preferredName: null, baseVersion: 1 });
  const name = (commands: Pending[]) => shown<PersonIdentityRow>('personIdentity', commands).get(personId);
  expect(name([named])).toMatchObject({ preferredName: 'Dan', rowVersion: 1 });
  expect(name([named, cleared])).toMatchObject({ preferredName: null, rowVersion: 2 });
});

test('a task taken here is mine at once; handed over, it is nobody’s', () => {
  const take = said('needs.progress', { needId: ID(4), to: 'accepted', baseVersion: 1 });
  const back = said('needs.progress', { needId: ID(4), to: 'open', baseVersion: 2 });
  expect(need(ID(4), [arrival(), take])).toMatchObject({ state: 'accepted', holder: 'Meera S.', holderId: 'meera' });
  expect(need(ID(4), [arrival(), take, back])).toMatchObject({ state: 'open', holder: null, rowVersion: 3 });
});

test('a task somebody else took first is theirs here too, whatever was pressed', () => {
  const [row] = [...shown<NeedRow>('need', [arrival()]).values()];
  if (!row) throw new Error('no need');
  const theirs = { ...row, state: 'accepted' as const, holder: 'Leon A.', holderId: 'leon', rowVersion: 2 };
  const take = said('needs.progress', { needId: ID(4), to: 'accepted', baseVersion: 1 });
  expect(need(ID(4), [take], [theirs])).toEqual(theirs);
});

test('a child who came with nobody is a P1 under the id the server will give it', () => {
  const child = arrival({ ageBand: 'child' });
  expect(need(child.id, [child])).toMatchObject({ priority: 'P1', alerts: true, personId });
  const grouped = arrival({ ageBand: 'child', groupId: ID(8) });
  expect(need(grouped.id, [grouped])).toBeUndefined();
});

test('what was told in confidence is a clock here, for those who may know of it, never its words or whom it is about', () => {
  const commands = [
    arrival({
      needs: [
        { id: ID(5), kind: 'private_talk' },
        { id: ID(6), kind: 'pain' },
      ],
    }),
  ];
  expect(need(ID(5), commands)).toMatchObject({ compartment: 'safeguarding', personId: null });
  expect(need(ID(6), commands)).toMatchObject({ compartment: 'health', personId: null });
  expect(shown('needDetail', commands).size).toBe(0);
});

test('what is said of a guest whom only another tablet knows is shown as held, until the server has it', () => {
  const args = { centreId, heldId: ID(9), reference: 'M-007', command: 'people.move', args: { zone: 'Hall B' } };
  const later = said('people.later', args);
  const [row] = [...shown<HeldCommandRow>('heldCommand', [later]).values()];
  expect(row).toMatchObject({ id: ID(9), reference: 'M-007', state: 'held', authorName: 'Meera S.', occurredAt: AT });
  if (!row) throw new Error('nothing held');
  const done = { ...row, state: 'done' as const };
  expect(shown('heldCommand', [later], [done]).get(ID(9))).toEqual(done);
});

test.each(presences)(
  'a guest set to "%s" on this tablet takes their care off its lists only where they have left',
  (to) => {
    const goes = said('people.setPresence', { personId, to, baseVersion: 1 });
    expect(need(ID(4), [arrival(), goes])?.state).toBe(hasLeft(to) ? 'left_before_met' : 'open');
  },
);

test('that a child is alone, or somebody is missing, stays on the lead’s list after they have left', () => {
  const child = arrival({ ageBand: 'child' });
  const goes = said('people.setPresence', { personId, to: 'left_voluntarily', baseVersion: 1 });
  expect(need(child.id, [child, goes])?.state).toBe('open');
  expect(need(ID(4), [child, goes])?.state).toBe('left_before_met');
});
