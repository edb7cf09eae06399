import { beforeAll, expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { gapHeads, gapLines, isAside, unplannedLines } from '../../client/screens/silver/gaps.ts';
import { tick } from '../../client/session/now.ts';
import { type CentreState, centreStates, isFinished, isReceiving } from '../../shared/centres.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import { unplanned } from '../../shared/rosters/planned.ts';
import { seeded } from '../support/random.ts';
import { some } from '../support/some.ts';
import { slotRow } from './support/rows.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-19T07:42:00Z');
beforeAll(() => {
  setClock(new Date(now).toISOString(), 0);
  tick();
});

const centre = (name: string, state: CentreState) => ({ id: name, name, state });
let made = 0;
const slot = (centreId: string, role: string, more: Partial<Slot> = {}): Slot => ({
  ...slotRow,
  id: `slot ${(made += 1)}`,
  centreId,
  role,
  shiftStart: '2026-11-19T06:00:00.000Z',
  shiftEnd: '2026-11-20T14:00:00.000Z',
  needed: 1,
  ...more,
});
const live = some(centreStates).filter((it) => !isFinished(it));

test('a missing manager of an open centre leads, before many of another role and before all of a centre on standby', () => {
  const others = [
    'welfare',
    'security',
    'registration',
    'first_aid',
    'loggist',
    'transport',
    'facilities',
    'housing_officer',
  ];
  const lines = gapLines(
    [centre('Heron', 'standby'), centre('Wren', 'open')],
    [
      ...others.map((role) => slot('Heron', role, { needed: 9, shiftStart: '2026-11-19T00:00:00.000Z' })),
      slot('Wren', 'welfare', { needed: 8 }),
      slot('Wren', 'centre_manager'),
    ],
    now,
  );
  expect(lines.slice(0, 2).map((it) => [it.centre, it.role, gapHeads(it)])).toEqual([
    ['Wren', 'Centre manager', '1 short'],
    ['Wren', 'Welfare', '8 short'],
  ]);
  expect(lines.map(({ aside }) => aside)).toEqual([false, false, ...others.map(() => true)]);
});

test('gaps go by how near a centre is to taking people, whatever its state', () => {
  const lines = gapLines(
    live.map((it) => centre(it, it)),
    live.map((it) => slot(it, 'welfare')),
    now,
  );
  expect(lines.map((it) => it.centre)).toEqual(['open', 'full', 'standing_down', 'activating', 'planned', 'standby']);
  expect(live.filter(isAside)).toEqual(['planned', 'standby']);
});

test('within one centre the soonest gap comes first, and late is now', () => {
  const lines = gapLines(
    [centre('Wren', 'open')],
    [
      slot('Wren', 'centre_manager', { shiftStart: '2026-11-19T14:00:00.000Z' }),
      slot('Wren', 'security', { state: 'accepted', accepted: 1, arriveBy: '2026-11-19T07:00:00.000Z' }),
    ],
    now,
  );
  expect(lines.map((it) => [it.role, it.kind, it.when])).toEqual([
    ['Security', 'late', 'since 07:00'],
    ['Centre manager', 'short', 'from 14:00'],
  ]);
});

test('hours after the last shift, before the first and between two are called not planned', () => {
  const said = (...shifts: [start: string, end: string][]) =>
    unplannedLines(
      [centre('Wren', 'open')],
      shifts.map(([start, end]) =>
        slot('Wren', 'welfare', { shiftStart: `2026-11-${start}:00.000Z`, shiftEnd: `2026-11-${end}:00.000Z` }),
      ),
      now,
    ).map((it) => it.words);
  expect(said(['19T06:00', '19T22:00'])).toEqual(['not planned from 22:00']);
  expect(said(['19T12:00', '20T12:00'])).toEqual(['not planned until 12:00']);
  expect(said(['19T06:00', '19T14:00'], ['19T16:00', '20T02:00'])).toEqual([
    'not planned from 14:00 to 16:00',
    'not planned from Fri 20 Nov 02:00',
  ]);
  expect(said(['19T00:00', '19T06:00'])).toEqual(['not planned from now on']);
  expect(said(['19T06:00', '20T14:00'])).toEqual([]);
});

test('a role whose last shift ends before the others is told by itself, also once it has ended', () => {
  const until = (role: string, hour: string) => slot('Wren', role, { shiftEnd: `2026-11-19T${hour}:00.000Z` });
  const own = [
    slot('Wren', 'centre_manager'),
    until('welfare', '22:00'),
    until('first_aid', '22:00'),
    until('loggist', '07:00'),
  ];
  expect(unplannedLines([centre('Wren', 'open')], own, now).map((it) => it.words)).toEqual([
    'Loggist not planned since 07:00',
    'Welfare and First aid not planned from 22:00',
  ]);
});

test.each(live)(
  'without a roster, a centre that is "%s" is told as not planned only where it takes people',
  (state) => {
    const lines = unplannedLines([centre('Wren', state)], [], now);
    expect(lines.map((it) => it.words)).toEqual(isReceiving(state) ? ['not planned from now on'] : []);
  },
);

test('every hour is either planned or not, whatever the shifts', () => {
  const next = seeded(26);
  const below = (n: number): number => Math.floor(next() * n);
  for (let round = 0; round < 300; round += 1) {
    const shifts = Array.from({ length: below(5) }, () => {
      const start = now + (below(40) - 10) * HOUR;
      const [shiftStart, shiftEnd] = [start, start + (1 + below(9)) * HOUR].map((it) => new Date(it).toISOString());
      const state = below(5) === 0 ? ('stood_down' as const) : ('asked' as const);
      return slot('Wren', 'welfare', { shiftStart, shiftEnd, state, needed: below(4) } as Partial<Slot>);
    });
    const found = unplanned(shifts, now, now + 24 * HOUR);
    for (let at = now + HOUR / 2; at < now + 24 * HOUR; at += HOUR) {
      const isPlanned = shifts.some(
        (it) =>
          it.state !== 'stood_down' && it.needed > 0 && Date.parse(it.shiftStart) <= at && at < Date.parse(it.shiftEnd),
      );
      const isNamed = found.some(({ from, to }) => from <= at && (to === null || at < to));
      expect([round, at, isNamed]).toEqual([round, at, !isPlanned]);
    }
  }
});
