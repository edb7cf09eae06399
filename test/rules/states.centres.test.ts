import { expect, test } from 'vitest';
import {
  centreMayBecome,
  type CentreState,
  centreStates,
  isFinished,
  isReceiving,
  readinessItems,
  readinessNames,
} from '../../shared/centres.ts';
import { fitsADay, slotMayBecome, type SlotState, slotStates } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';

/** What each state may become, as a whole table: what is not in it may not. */
const whatMayBecome = <State extends string>(all: readonly State[], may: (from: State, to: State) => boolean) =>
  Object.fromEntries(some(all).map((from) => [from, all.filter((to) => may(from, to)).join(' ')]));

test('a centre goes from one state only to those that can follow it', () => {
  expect(whatMayBecome<CentreState>(centreStates, centreMayBecome)).toEqual({
    planned: 'standby activating cancelled',
    standby: 'activating cancelled',
    activating: 'standby open cancelled',
    open: 'full standing_down',
    full: 'open standing_down',
    standing_down: 'open closed',
    closed: 'debriefed',
    debriefed: '',
    cancelled: '',
  });
});

test('a centre takes people while it is open or full, and has ended once closed, debriefed or cancelled', () => {
  expect(centreStates.filter(isReceiving)).toEqual(['open', 'full']);
  expect(centreStates.filter(isFinished)).toEqual(['closed', 'debriefed', 'cancelled']);
});

test('four things are needed before doors open', () => {
  expect(readinessNames.filter((it) => readinessItems[it].needed)).toEqual([
    'manager',
    'registration',
    'welfare',
    'fire_briefing',
  ]);
});

test('a slot goes from one state only to those that can follow it', () => {
  expect(whatMayBecome<SlotState>(slotStates, slotMayBecome)).toEqual({
    not_asked: 'asked accepted declined arrived stood_down',
    asked: 'asked accepted declined arrived stood_down',
    accepted: 'asked accepted declined arrived stood_down',
    declined: 'asked accepted declined arrived',
    arrived: 'arrived stood_down',
    stood_down: 'arrived',
  });
});

test.each([
  ['2026-11-19T06:00:00Z', '2026-11-19T06:00:00Z', false],
  ['2026-11-19T06:00:00Z', '2026-11-19T06:00:01Z', true],
  ['2026-11-19T06:00:00Z', '2026-11-19T05:00:00Z', false],
  ['2026-11-19T06:00:00Z', '2026-11-20T06:00:00Z', true],
  ['2026-11-19T06:00:00Z', '2026-11-20T06:00:01Z', false],
  // Over the night that has an hour more, and the one that has an hour less.
  ['2026-10-24T05:00:00Z', '2026-10-25T06:00:00Z', true],
  ['2026-10-24T05:00:00Z', '2026-10-25T06:00:01Z', false],
  ['2027-03-27T06:00:00Z', '2027-03-28T05:00:00Z', true],
  ['2027-03-27T06:00:00Z', '2027-03-28T06:00:00Z', true],
])('a shift from %s to %s is one: %s', (start, end, fits) => {
  expect(fitsADay(start, end)).toBe(fits);
});
