import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../../client/data/optimistic.ts';
import type { Pending } from '../../client/data/pending.ts';
import { elapsed } from '../../client/screens/rollCall/elapsed.ts';
import type { Presence } from '../../shared/people.ts';
import { countHeads, type Known, type Mark, missingAt, runningAt } from '../../shared/rollCalls/count.ts';
import type { RollCallMarkRow, RollCallRow } from '../../shared/rollCalls/contract.ts';
import type { VisitRow } from '../../shared/visits.ts';

const centreId = 'wren';
const call = { id: 'first', centreId, joinedTo: null, startedAt: '2026-11-19T09:14:00Z', endedAt: null };
const joined = { ...call, id: 'second', joinedTo: 'first' };

const guest = (id: string, presence: Presence = 'on_site', more = {}) => ({
  id,
  centreId,
  reference: `K-${id.padStart(3, '0')}`,
  presence,
  undoneAt: null,
  ...more,
});
const visit = (id: string, kind: 'staff' | 'interpreter' | 'visitor' = 'staff', signedOutAt: string | null = null) => ({
  id,
  centreId,
  kind,
  name: id,
  organisation: '',
  signedInAt: '2026-11-19T08:00:00Z',
  signedOutAt,
});
const mark = (id: string, subjectId: string | null, more: Partial<Mark> = {}): Mark => ({
  id,
  centreId,
  rollCallId: 'first',
  subjectKind: 'guest',
  subjectId,
  reference: null,
  markedAt: '2026-11-19T09:15:00Z',
  takenBackAt: null,
  ...more,
});
const counted = (known: Partial<Known>) =>
  countHeads(call, { calls: [call, joined], marks: [], guests: [], visits: [], ...known });
const ids = (heads: readonly { id: string }[]): string[] => heads.map((it) => it.id).toSorted();

test('everyone on site is waited for: guests, and whoever has not signed out', () => {
  const count = counted({
    guests: [guest('1'), guest('2', 'departed'), guest('3', 'on_site', { undoneAt: 'x' }), guest('4', 'expected')],
    visits: [visit('a'), visit('b', 'interpreter'), visit('c', 'visitor', '2026-11-19T09:00:00Z')],
  });
  expect(ids(count.notSeen)).toEqual(['1', 'a', 'b']);
  expect(count.expected).toBe(3);
  expect(count.byKind.map((it) => it.expected)).toEqual([1, 1, 1, 0]);
});

test('someone marked as out is asked after, not waited for; seen, they count as here', () => {
  const guests = [guest('1'), guest('2', 'temporarily_out')];
  expect(ids(counted({ guests }).out)).toEqual(['2']);
  const count = counted({ guests, marks: [mark('m', '2')] });
  expect([ids(count.seen), ids(count.out), count.expected]).toEqual([['2'], [], 2]);
});

test('whoever was marked and has gone since is neither waited for nor counted as seen', () => {
  const marks = [mark('m', '1'), mark('n', 'a', { subjectKind: 'visitor' }), mark('o', '2')];
  const count = counted({
    guests: [guest('1', 'departed'), guest('2')],
    visits: [visit('a', 'visitor', '2026-11-19T09:16:00Z')],
    marks,
  });
  expect([ids(count.seen), ids(count.notSeen), ids(count.out), count.expected]).toEqual([['2'], [], [], 1]);
});

test('someone reported missing is still waited for, unless they were missing before it began', () => {
  const guests = [guest('1', 'missing')];
  expect(ids(counted({ guests }).notSeen)).toEqual(['1']);
  const before = counted({ guests, missingBefore: new Set(['1']) });
  expect([ids(before.notSeen), ids(before.out)]).toEqual([[], ['1']]);
});

test('missing before it began is whoever was reported earlier than that, and not settled before it', () => {
  const began = '2026-11-19T09:14:00.000Z';
  const report = (personId: string | null, raisedAt: string, closedAt: string | null = null) => ({
    personId,
    raisedAt: `2026-11-19T${raisedAt}Z`,
    closedAt: closedAt === null ? null : `2026-11-19T${closedAt}Z`,
  });
  const reports = [
    report('before', '09:13:59.999'),
    report('then', '09:14:00.000'),
    report('found', '09:00:00.000', '09:13:59.999'),
    report('found then', '09:00:00.000', '09:14:00.000'),
    report(null, '09:00:00.000'),
  ];
  expect([...missingAt(began, reports)]).toEqual(['before', 'found then']);
  // Found once, and missing again before it began.
  const again = [report('found', '09:00:00.000', '09:05:00.000'), report('found', '09:10:00.000')];
  expect([...missingAt(began, again)]).toEqual(['found']);
});

test('a mark named in the roll call that joined counts, one of another centre does not', () => {
  const guests = [guest('1'), guest('2')];
  const marks = [mark('m', '1', { rollCallId: 'second' }), mark('n', '2', { centreId: 'heron' })];
  expect(ids(counted({ guests, marks }).seen)).toEqual(['1']);
});

test('someone stays seen while any mark of them stands', () => {
  const taken = mark('m', '1', { takenBackAt: 'x' });
  expect(ids(counted({ guests: [guest('1')], marks: [taken] }).seen)).toEqual([]);
  expect(ids(counted({ guests: [guest('1')], marks: [taken, mark('n', '1')] }).seen)).toEqual(['1']);
});

test('a wristband marked by number counts once its guest is known, and for nobody where two wear it', () => {
  const marks = [mark('m', null, { reference: 'K-001' })];
  expect(counted({ marks }).unlisted.map((it) => it.reference)).toEqual(['K-001']);
  expect(ids(counted({ marks, guests: [guest('1')] }).seen)).toEqual(['1']);
  const twice = counted({ marks, guests: [guest('1'), guest('2', 'on_site', { reference: 'K-001' })] });
  expect([twice.seen.length, twice.notSeen.length, twice.unlisted.length]).toEqual([0, 2, 1]);
});

test('a mark of a record merged away counts for the guest it was merged into', () => {
  const guests = [guest('1'), guest('2', 'on_site', { undoneAt: 'x', mergedInto: '1' })];
  expect(ids(counted({ guests, marks: [mark('m', '2')] }).seen)).toEqual(['1']);
});

test('the same rows count the same in whatever order they came', () => {
  const guests = [guest('1'), guest('2'), guest('3', 'temporarily_out')];
  const some = fc.record({
    id: fc.uuid(),
    who: fc.constantFrom('1', '2', '3'),
    back: fc.boolean(),
    in: fc.constantFrom('first', 'second'),
    at: fc.integer({ min: 10, max: 59 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: (it) => it.id, maxLength: 12 }), fc.nat(), (made, turn) => {
      const marks = made.map((it) =>
        mark(it.id, it.who, {
          rollCallId: it.in,
          takenBackAt: it.back ? 'x' : null,
          markedAt: `2026-11-19T09:${it.at}:00Z`,
        }),
      );
      const shuffled = marks.map((_, at) => marks[(at + turn) % marks.length] as Mark).toReversed();
      const sums = (list: Mark[]) => {
        const count = counted({ guests, marks: list });
        return [ids(count.seen), ids(count.notSeen), ids(count.out), count.expected];
      };
      expect(sums(shuffled)).toEqual(sums(marks));
    }),
    { seed: 912 },
  );
});

test('the first of two starts that have not heard of each other is the one shown', () => {
  const earlier = { ...call, id: 'third', startedAt: '2026-11-19T09:13:00Z' };
  expect(runningAt([call, earlier, joined], centreId)?.id).toBe('third');
  expect(runningAt([{ ...call, endedAt: 'x' }], centreId)).toBeUndefined();
});

test('the clock says minutes and seconds since the start', () => {
  expect(elapsed(call.startedAt, new Date('2026-11-19T09:17:12Z'))).toBe('3:12');
  expect(elapsed(call.startedAt, new Date('2026-11-19T10:17:12Z'))).toBe('1:03:12');
  expect(elapsed(call.startedAt, new Date('2026-11-19T09:13:00Z'))).toBe('0:00');
});

let made = 0;
const said = (name: string, args: Record<string, unknown>): Pending => ({
  id: `command ${(made += 1)}`,
  name,
  args: { operationId: 'marram', centreId, ...args },
  operationId: 'marram',
  occurredAt: call.startedAt,
  author: { id: 'meera', name: 'Meera S.' },
  state: 'waiting',
  seq: null,
  problem: null,
  settles: null,
  entersLog: false,
});
const shown = <T extends { id: string }>(kind: string, commands: Pending[], rows: T[] = []): T[] => [
  ...replay(kind, new Map(rows.map((it) => [it.id, it])), commands).values(),
];

test('without signal a start, a mark and its undoing show at once', () => {
  const start = said('rollCalls.start', { rollCallId: 'first', reason: 'fire', meetAt: 'The far car park' });
  const seen = said('rollCalls.mark', { rollCallId: 'first', markId: 'm', subject: { kind: 'guest', id: '1' } });
  const undone = said('rollCalls.unmark', { rollCallId: 'first', markId: 'm' });
  expect(shown<RollCallRow>('rollCall', [start])).toMatchObject([{ joinedTo: null, startedBy: 'Meera S.' }]);
  expect(shown<RollCallMarkRow>('rollCallMark', [seen])).toMatchObject([{ subjectId: '1', takenBackAt: null }]);
  expect(shown<RollCallMarkRow>('rollCallMark', [seen, undone])).toMatchObject([{ takenBackAt: call.startedAt }]);
});

test('a start without signal joins the roll call this tablet knows of; ending it ends that one', () => {
  const [running] = shown<RollCallRow>('rollCall', [said('rollCalls.start', { rollCallId: 'first', reason: 'fire' })]);
  if (!running) throw new Error('no roll call');
  const start = said('rollCalls.start', { rollCallId: 'second', reason: 'check' });
  const end = said('rollCalls.end', { rollCallId: 'second' });
  const rows = shown<RollCallRow>('rollCall', [start, end], [running]);
  expect(rows).toMatchObject([
    { id: 'first', endedAt: call.startedAt },
    { id: 'second', joinedTo: 'first' },
  ]);
});

test('one that runs at another centre, has ended or counts for another is not joined', () => {
  const here = said('rollCalls.start', { rollCallId: 'first', reason: 'fire' });
  const [running] = shown<RollCallRow>('rollCall', [here]);
  if (!running) throw new Error('no roll call');
  const others = [
    { ...running, id: 'a', centreId: 'other' },
    { ...running, id: 'b', endedAt: call.startedAt },
    { ...running, id: 'c', joinedTo: 'b' },
  ];
  expect(shown<RollCallRow>('rollCall', [here], others).at(-1)).toMatchObject({ id: 'first', joinedTo: null });
});

test('what is taken back or ended already stays as it was then', () => {
  const seen = said('rollCalls.mark', { rollCallId: 'first', markId: 'm', subject: { kind: 'guest', id: '1' } });
  const [mine] = shown<RollCallMarkRow>('rollCallMark', [seen]);
  const [running] = shown<RollCallRow>('rollCall', [said('rollCalls.start', { rollCallId: 'first', reason: 'fire' })]);
  if (!mine || !running) throw new Error('no roll call');
  const before = '2026-11-19T09:00:00Z';
  const back = said('rollCalls.unmark', { rollCallId: 'first', markId: 'm' });
  expect(shown('rollCallMark', [back], [{ ...mine, takenBackAt: before }])).toMatchObject([{ takenBackAt: before }]);
  const end = said('rollCalls.end', { rollCallId: 'first' });
  expect(shown('rollCall', [end], [{ ...running, endedAt: before }])).toMatchObject([{ endedAt: before }]);
});

test('someone signs in and out without signal', () => {
  const signIn = said('visits.signIn', { visitId: 'v', kind: 'staff', name: 'R. Iqbal', organisation: 'Red Cross' });
  const out = said('visits.signOut', { visitId: 'v', baseVersion: 1 });
  expect(shown<VisitRow>('visit', [signIn])).toMatchObject([{ name: 'R. Iqbal', signedOutAt: null }]);
  expect(shown<VisitRow>('visit', [signIn, out])).toMatchObject([{ signedOutAt: call.startedAt, rowVersion: 2 }]);
});
