import { expect, test } from 'vitest';
import { changesFor, earlierOf, type StoredVersion } from '../../server/engine/changes.ts';
import { claimOf } from '../../server/engine/claims.ts';
import { audienceOf } from '../../server/engine/project.ts';
import { answeredSeq } from '../../server/engine/receipts.ts';
import { REGISTERS } from '../../server/engine/define.ts';
import { read, without, write } from '../../server/engine/written.ts';
import type { RoleName } from '../../shared/roles.ts';
import { guestRow } from './support/rows.ts';

const id = (last: number): string => `0193e0a0-0000-7000-8000-00000000000${last}`;
const [operationId, here, elsewhere] = [id(1), id(2), id(3)];
const audience = (role: RoleName) => {
  const found = audienceOf([{ role, operationId, centreId: here, address: true }], operationId, false);
  if (!found) throw new Error(`${role} has no place in the operation`);
  return found;
};
const guest = (centreId: string) => ({ ...guestRow, id: id(5), operationId, centreId, reference: 'K-001', flags: [] });
const visit = (centreId: string) => ({
  id: id(6),
  operationId,
  centreId,
  name: 'A. Visitor',
  kind: 'visitor',
  organisation: '',
  zone: null,
  signedInAt: '2026-11-19T06:30:00Z',
  signedOutAt: null,
  rowVersion: 1,
});
const version = (kind: string, row: StoredVersion['row'], seq = 7): StoredVersion => ({ kind, id: kind, seq, row });

/** What a manager of a centre is sent of a change, given what rows were before. */
const sent = async (versions: StoredVersion[], before: Record<string, Record<string, unknown>>) => {
  let asked = 0;
  const earlier = async () => {
    asked += 1;
    return new Map(Object.entries(before).map(([kind, row]) => [`${kind} ${kind}`, row]));
  };
  const changes = await changesFor(versions, audience('manager'), earlier);
  return { asked, changes: changes.map((it) => [it.kind, it.row === null ? 'gone' : 'there']) };
};

test('whoever moves away is taken from where they were, and of who was never here nobody hears', async () => {
  const moved = version('person', guest(elsewhere));
  expect(await sent([moved], { person: guest(here) })).toEqual({ asked: 1, changes: [['person', 'gone']] });
  expect(await sent([moved], { person: guest(elsewhere) })).toEqual({ asked: 1, changes: [] });
  expect(await sent([moved], {})).toEqual({ asked: 1, changes: [] });
  expect(await sent([version('person', guest(here))], {})).toEqual({ asked: 0, changes: [['person', 'there']] });
});

test('what was erased is taken back whatever kind it is of, from those alone who could see it', async () => {
  for (const [kind, rowAt] of [
    ['person', guest],
    ['visit', visit],
  ] as const) {
    expect(await sent([version(kind, null)], { [kind]: rowAt(here) })).toEqual({ asked: 1, changes: [[kind, 'gone']] });
    expect(await sent([version(kind, null)], { [kind]: rowAt(elsewhere) })).toEqual({ asked: 1, changes: [] });
  }
});

test('what never moves, and is not for these eyes, is not looked up again', async () => {
  expect(await sent([version('visit', visit(elsewhere))], { visit: visit(here) })).toEqual({ asked: 0, changes: [] });
});

test('what is shown comes before what is taken back', async () => {
  const versions = [version('person', guest(elsewhere)), version('visit', visit(here))];
  const { changes } = await sent(versions, { person: guest(here) });
  expect(changes).toEqual([
    ['visit', 'there'],
    ['person', 'gone'],
  ]);
});

test('what rows were before is read once, and not at all from the beginning or where nothing can have gone', async () => {
  let reads = 0;
  const reader = {
    execute: async () => {
      reads += 1;
      return [
        { kind: 'person', id: 'person', seq: '3', row: guest(here) },
        { kind: 'visit', id: 'visit', seq: '3', row: null },
      ];
    },
  } as never;
  const moved = version('person', guest(elsewhere));
  expect(await earlierOf(reader, operationId, 0, [moved])()).toEqual(new Map());
  expect(await earlierOf(reader, operationId, 3, [version('visit', visit(here))])()).toEqual(new Map());
  expect(reads).toBe(0);
  const earlier = earlierOf(reader, operationId, 3, [moved]);
  const known = new Map([['person person', guest(here)]]);
  expect(await Promise.all([earlier(), earlier()])).toEqual([known, known]);
  expect(reads).toBe(1);
});

const NOON = new Date('2026-11-19T12:00:00Z');
const minutes = (n: number, ms = 0): Date => new Date(NOON.getTime() + n * 60_000 + ms);

test('when an operation began is asked only where something told is over an hour old, and is when that was written down', async () => {
  const asked: string[] = [];
  const reader = {
    select: ({ at }: { at: { name: string } }) => ({
      from: () => ({ where: async () => (asked.push(at.name), [{ at: minutes(-90) }]) }),
    }),
  } as never;
  const claim = (claimed: Date, others: Date[] = []) => claimOf(reader, operationId, claimed, NOON, others);
  for (const recent of [minutes(-60), minutes(0), minutes(60)])
    expect(await claim(recent, [recent])).toMatchObject({ began: null, heardAt: NOON, toldAt: null });
  expect(asked).toEqual([]);
  const began = { began: minutes(-90), heardAt: NOON };
  expect(await claim(minutes(-60, -1))).toEqual({ ...began, occurredAt: minutes(-60, -1), toldAt: null });
  expect(await claim(minutes(0), [minutes(0), minutes(-60, -1)])).toEqual({ ...began, occurredAt: NOON, toldAt: null });
  expect(await claim(minutes(-150))).toEqual({ ...began, occurredAt: minutes(-150), toldAt: null });
  expect(await claim(minutes(-150, -1))).toEqual({ ...began, occurredAt: NOON, toldAt: minutes(-150, -1) });
  expect(new Set(asked)).toEqual(new Set(['recorded_at']));
});

test('how far a stream has come is told of operations, and of the registers to nobody', () => {
  expect([answeredSeq(operationId, 7), answeredSeq(operationId, null), answeredSeq(null, null)]).toEqual([7, 0, 0]);
  expect(answeredSeq(REGISTERS, 7)).toBe(0);
});

test('what is written to be sent reads as it was, in its order, and rows that changed since are left out of it', () => {
  const all = ['a', 'b', 'c'].map((it) => ({ kind: 'person', id: it, row: { id: it } }));
  const others = all.map((it) => ({ ...it, kind: 'stay' }));
  const written = write([...all, ...others]);
  expect(read(written)).toEqual([...all, ...others]);
  expect(read(without(written, new Set(['person b', 'stay c', 'stay d'])))).toEqual([
    ...all.filter((it) => it.id !== 'b'),
    ...others.filter((it) => it.id !== 'c'),
  ]);
  for (const left of [[], ['person d', 'need a']]) expect(without(written, new Set(left))).toBe(written);
  expect(read(write([]))).toEqual([]);
});
