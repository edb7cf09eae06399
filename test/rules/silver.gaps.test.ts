import { beforeAll, expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { gapLines, unplannedLines } from '../../client/screens/silver/gaps.ts';
import { tick } from '../../client/session/now.ts';
import { type Slot, slotStates } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';

const now = Date.parse('2026-11-19T07:42:00Z');
const at = (time: string, date = 19): string => `2026-11-${date}T${time}:00.000Z`;
beforeAll(() => {
  setClock(new Date(now).toISOString(), 0);
  tick();
});

const wren = [{ id: 'Wren', name: 'Wren', state: 'open' as const }];
const slot = (more: Partial<Slot> = {}): Slot =>
  ({
    id: 'slot',
    centreId: 'Wren',
    role: 'welfare',
    partner: 'BRC',
    language: null,
    shiftStart: at('06:00'),
    shiftEnd: at('14:00', 20),
    needed: 4,
    state: 'asked',
    accepted: 0,
    arriveBy: null,
    arrived: 0,
    arrivedAt: null,
    ...more,
  }) as Slot;
const lines = (...slots: Slot[]) => gapLines(wren, slots, now);
const first = (...slots: Slot[]) => lines(...slots)[0];

test.each(some(slotStates))('of a slot that is "%s" somebody is late only where they said yes', (state) => {
  const late = lines(slot({ state, accepted: 4, arrived: 1, arrivedAt: at('06:00'), arriveBy: at('07:00') })).filter(
    (it) => it.kind === 'late',
  );
  const said = state === 'accepted' || state === 'arrived';
  expect(late.map((it) => [it.heads, it.when, it.asked])).toEqual(said ? [[3, 'since 07:00', '']] : []);
});

test('somebody is late from the moment after their time until the shift is over, and not once they have come', () => {
  const kind = (more: Partial<Slot>) => first(slot({ state: 'accepted', accepted: 4, ...more }))?.kind;
  expect([kind({ arriveBy: at('07:41') }), kind({ arriveBy: at('07:42') })]).toEqual(['late', undefined]);
  expect(kind({})).toBe('late');
  expect(kind({ shiftEnd: at('07:42') })).toBeUndefined();
  expect(kind({ arriveBy: at('07:41'), arrived: 4, arrivedAt: at('06:00'), state: 'arrived' })).toBeUndefined();
  const both = [
    slot({ state: 'accepted', accepted: 1, arriveBy: at('07:20') }),
    slot({ state: 'accepted', accepted: 2, arriveBy: at('07:00') }),
  ];
  expect(first(...both)).toMatchObject({ heads: 3, when: 'since 07:00' });
});

test('beside a gap stands who has been asked for it, or that nobody has', () => {
  const asked = (...slots: Slot[]) => first(...slots)?.asked;
  expect(asked(slot(), slot({ partner: 'SA' }), slot({ partner: 'SA' }))).toBe('BRC, SA asked');
  expect(asked(slot({ state: 'not_asked' }))).toBe('Nobody asked yet');
  expect(asked(slot({ state: 'declined' }))).toBe('');
  expect(asked(slot({ state: 'not_asked' }), slot({ partner: 'SA' }))).toBe('SA asked');
  // Whoever promised all is asked no more, and who is asked for another shift not for this one.
  const other = { state: 'asked', partner: 'SA' } as const;
  expect(asked(slot({ state: 'not_asked' }), slot({ ...other, needed: 0 }))).toBe('Nobody asked yet');
  expect(asked(slot({ state: 'not_asked' }), slot({ ...other, shiftStart: at('14:00') }))).toBe('Nobody asked yet');
  expect(asked(slot({ state: 'not_asked' }), slot({ ...other, shiftEnd: at('07:42') }))).toBe('Nobody asked yet');
});

test('of equally soon gaps the one that leads comes first, then the most heads', () => {
  const roles = lines(
    slot({ role: 'loggist', needed: 1 }),
    slot({ role: 'security', needed: 3 }),
    slot({ role: 'centre_manager', needed: 1 }),
  );
  expect(roles.map((it) => it.role)).toEqual(['Centre manager', 'Security', 'Loggist']);
});

const ending = (roles: string[], more: Partial<Slot> = {}) => [
  slot({ role: 'centre_manager', shiftEnd: at('14:00', 21) }),
  ...roles.map((role) => slot({ role, shiftEnd: at('22:00'), ...more })),
];
const unplanned = (slots: Slot[]) => unplannedLines(wren, slots, now).map((it) => it.words);

test('roles that end sooner are named, three of them, or two and how many more', () => {
  expect(unplanned(ending(['welfare', 'first_aid', 'loggist']))).toEqual([
    'Welfare, First aid and Loggist not planned from 22:00',
  ]);
  expect(unplanned(ending(['welfare', 'first_aid', 'loggist', 'security']))).toEqual([
    'Welfare, First aid and 2 other roles not planned from 22:00',
  ]);
});

test('a role that ends with the rest, after a day, or that was never needed is not told of', () => {
  expect(unplanned(ending(['welfare'], { shiftEnd: at('07:42', 20) }))).toEqual([]);
  expect(unplanned(ending(['welfare'], { shiftEnd: at('07:41', 20) }))).toHaveLength(1);
  expect(unplanned(ending(['welfare'], { state: 'stood_down' }))).toEqual([]);
  expect(unplanned(ending(['welfare'], { needed: 0 }))).toEqual([]);
  expect(unplanned(ending(['welfare'], { shiftEnd: at('07:42') }))).toEqual(['Welfare not planned since 07:42']);
});
