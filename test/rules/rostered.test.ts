import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHeads, type Mark } from '../../shared/rollCalls/count.ts';
import {
  isFrom,
  type MarkedAt,
  placeId,
  rosterDifferences,
  type Shift,
  type Signed,
} from '../../shared/rollCalls/rostered.ts';
import { slotStates } from '../../shared/rosters/contract.ts';
import { uuid } from '../../shared/primitives.ts';
import { some } from '../support/some.ts';

const centreId = 'wren';
const AT = '2026-11-19T09:14:00Z';
const ID = (n: number): string => `0193e0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

const shift = (n: number, more: Partial<Shift> = {}): Shift => ({
  id: ID(n * 1000),
  centreId,
  role: 'welfare',
  partner: 'BRC',
  partnerName: 'British Red Cross',
  shiftStart: '2026-11-19T06:00:00Z',
  shiftEnd: '2026-11-19T14:00:00Z',
  state: 'arrived',
  arrived: 2,
  arrivedAt: '2026-11-19T05:50:00Z',
  ...more,
});
const signed = (name: string, more: Partial<Signed> = {}): Signed => ({
  id: name,
  centreId,
  kind: 'staff',
  name,
  organisation: 'Red Cross',
  signedInAt: '2026-11-19T05:45:00Z',
  signedOutAt: null,
  ...more,
});
const nobody = () => null;
const differ = (shifts: Shift[], visits: Signed[], markedAt: MarkedAt = nobody) => {
  const { unsigned, unrostered } = rosterDifferences(shifts, visits, AT, markedAt);
  return { unsigned: unsigned.map((one) => one.id), unrostered: unrostered.map((one) => one.name) };
};
const places = (one: Shift) => Array.from({ length: one.arrived }, (_, n) => placeId(one.id, n + 1));

describe('whom the roster has on site', () => {
  it('is waited for as far as the book does not have them', () => {
    const one = shift(1);
    expect(differ([one], []).unsigned).toEqual(places(one));
    expect(differ([one], [signed('A')]).unsigned).toHaveLength(1);
    expect(differ([one], [signed('A'), signed('B')])).toEqual({ unsigned: [], unrostered: [] });
    expect(differ([one], [signed('A'), signed('B'), signed('C')])).toEqual({ unsigned: [], unrostered: ['C'] });
  });

  it('is only whoever has arrived, in every state there is', () => {
    for (const state of some(slotStates)) {
      expect([state, differ([shift(1, { state })], []).unsigned.length]).toEqual([state, state === 'arrived' ? 2 : 0]);
    }
    expect(differ([shift(1, { arrived: 0 })], []).unsigned).toEqual([]);
  });

  it('is nobody whose shift had ended when the count began, and everybody whose ends in the middle of it', () => {
    expect(differ([shift(1, { shiftEnd: AT })], []).unsigned).toEqual([]);
    expect(differ([shift(1, { shiftEnd: '2026-11-19T09:15:00Z' })], []).unsigned).toHaveLength(2);
  });

  it('is not filled by those of another partner, by visitors, or by who came for the shift before', () => {
    const others = [
      signed('A', { organisation: 'Salvation Army' }),
      signed('B', { organisation: '' }),
      signed('C', { kind: 'visitor' }),
      signed('D', { signedInAt: '2026-11-18T22:00:00Z' }),
    ];
    expect(differ([shift(1)], others)).toEqual({ unsigned: places(shift(1)), unrostered: ['A', 'B', 'D'] });
  });

  it('has gone where they have signed out, and is one person where they signed in twice', () => {
    const out = signed('A', { signedOutAt: '2026-11-19T08:00:00Z' });
    expect(differ([shift(1)], [out])).toEqual({ unsigned: [expect.any(String)], unrostered: [] });
    const again = signed('A', { id: 'again', signedInAt: '2026-11-19T08:10:00Z' });
    expect(differ([shift(1)], [out, again]).unsigned).toHaveLength(1);
  });

  it('an interpreter fills an interpreter’s place first', () => {
    const languages = shift(2, { role: 'interpreter', arrived: 1 });
    const visits = [signed('A'), signed('B'), signed('C', { kind: 'interpreter' })];
    expect(differ([shift(1), languages], visits)).toEqual({ unsigned: [], unrostered: [] });
    const { unsigned } = rosterDifferences([languages], [], AT, nobody);
    expect(unsigned.map((one) => one.kind)).toEqual(['interpreter']);
  });

  it('has a place with an id of its own that a mark may name', () => {
    const last = shift(1, { id: '0193e0a0-0000-7000-8000-ffffffffffff', arrived: 3 });
    const ids = [...places(shift(1)), ...places(last)];
    expect(new Set(ids).size).toBe(5);
    for (const id of some(ids)) expect(uuid.safeParse(id).success).toBe(true);
  });
});

describe('an organisation as it is written in the book', () => {
  const brc = { partner: 'BRC', partnerName: 'British Red Cross' };
  it.each(['British Red Cross', 'red cross', 'BRC', 'brc', 'Cross, Red'])('"%s" is of the partner', (written) =>
    expect(isFrom(written, brc)).toBe(true),
  );
  it.each(['', '-', 'Salvation Army', 'Red Crescent', 'cros', 'British Red Cross Derby'])('"%s" is not', (written) =>
    expect(isFrom(written, brc)).toBe(false),
  );
  it('is of no partner whose name nobody kept, but by its code', () =>
    expect([isFrom('Red Cross', { ...brc, partnerName: null }), isFrom('BRC', { ...brc, partnerName: null })]).toEqual([
      false,
      true,
    ]));
});

describe('the count', () => {
  const call = { id: 'first', centreId, joinedTo: null, startedAt: AT, endedAt: null };
  const mark = (subjectId: string, id = `mark of ${subjectId}`): Mark => ({
    id,
    centreId,
    rollCallId: 'first',
    subjectKind: 'staff',
    subjectId,
    reference: null,
    markedAt: AT,
    takenBackAt: null,
  });
  const counted = (shifts: Shift[], visits: Signed[], marks: Mark[]) =>
    countHeads(call, { calls: [call], marks, guests: [], visits, shifts });

  it('expects those of the roster among the staff, and sees whoever is marked', () => {
    const one = shift(1);
    const [first = ''] = places(one);
    const before = counted([one], [], [mark(first)]);
    expect(before).toMatchObject({ expected: 2, seen: [{ id: first }], notSeen: [{ id: places(one)[1] }] });
    expect(before.byKind.find(({ kind }) => kind === 'staff')).toMatchObject({ seen: 1, expected: 2 });
  });

  it('keeps a mark of whoever is in no book beside those who were in it before', () => {
    const one = shift(1);
    const [, second = ''] = places(one);
    const count = counted([one], [signed('A')], [mark(second)]);
    expect([count.expected, count.seen.map(({ id }) => id), count.notSeen.map(({ id }) => id)]).toEqual([
      2,
      [second],
      ['A'],
    ]);
  });

  it('waits for nobody of another centre', () =>
    expect(counted([shift(1, { centreId: 'heron' })], [], []).expected).toBe(0));

  it('never counts one who was marked and signs in then twice over somebody whom nobody has seen', () => {
    const later = '2026-11-19T09:20:00Z';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(6), fc.nat(6), fc.nat(6), (arrived, first, marked, come) => {
        const one = shift(1, { arrived });
        const before = Array.from({ length: Math.min(first, arrived) }, (_, n) => signed(`E${n}`));
        const shown = differ([one], before).unsigned;
        // The last of them, which a sign-in would not take by their order.
        const marks = shown
          .toReversed()
          .slice(0, marked)
          .map((id) => mark(id));
        // Everybody marked is seen, and nobody is not expected by it.
        const then = counted([one], before, marks);
        expect([then.expected, then.seen.length]).toEqual([arrived, marks.length]);
        const more = Array.from({ length: Math.min(come, shown.length) }, (_, n) =>
          signed(`N${n}`, { signedInAt: later }),
        );
        const count = counted([one], [...before, ...more], marks);
        expect(count.expected).toBe(arrived);
        // Whoever signed in may be the very one who was marked: of those, the book's own mark alone counts.
        expect(count.seen.length).toBe(Math.max(0, marks.length - more.length));
      }),
      { seed: 912 },
    );
  });
});
