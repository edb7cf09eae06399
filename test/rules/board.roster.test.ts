import { expect, test } from 'vitest';
import { cellOf, historyOf, rosterBoard, tallyOf } from '../../client/screens/roster/board.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import { setClock } from '../../client/data/time.ts';
import { tick } from '../../client/session/now.ts';
import { slotRow } from './support/rows.ts';

// The day they are of.
setClock('2026-11-19T07:42:00.000Z', 0);
tick();

const now = Date.parse('2026-11-19T07:42:00Z');
const day = (time: string, date = 19): string => `2026-11-${date}T${time}:00.000Z`;
let made = 0;

const slot = (more: Partial<Slot> = {}): Slot => ({
  ...slotRow,
  id: `slot ${String((made += 1)).padStart(3, '0')}`,
  role: 'welfare',
  partnerName: 'British Red Cross',
  shiftStart: day('06:00'),
  shiftEnd: day('14:00'),
  needed: 8,
  ...more,
});
const face = (...slots: Slot[]) => {
  const { mark, words, more } = cellOf(slots, now);
  return [mark, words, more];
};

test('a cell says in a mark, words and a time how far a partner is', () => {
  const late = { shiftStart: day('14:00'), shiftEnd: day('22:00') };
  expect(face(slot())).toEqual(['not_asked', 'Not asked', '8 needed']);
  expect(face(slot({ state: 'asked', asked: 5, askedAt: day('07:30') }))).toEqual(['asked', 'Asked 5', 'at 07:30']);
  expect(face(slot({ state: 'asked', asked: 8, answerBy: day('07:50') }))[2]).toBe('8 min left to answer');
  expect(face(slot({ ...late, state: 'accepted', accepted: 4, arriveBy: day('13:45') }))).toEqual([
    'yes',
    'Yes 4 of 8',
    'by 13:45, 4 to find',
  ]);
  expect(face(slot({ state: 'declined', words: 'Nobody until 07:00' }))).toEqual(['no', 'No', '“Nobody until 07:00”']);
  expect(face(slot({ state: 'arrived', accepted: 8, arrived: 8, arrivedAt: day('06:12') }))).toEqual([
    'on_site',
    '8 of 8 on site',
    'first in 06:12',
  ]);
  expect(face(slot({ state: 'stood_down', note: 'Fewer people' }))).toEqual([
    'stood_down',
    'Stood down',
    'Fewer people',
  ]);
});

test('of a shift that is over a cell says who came, not who is on site', () => {
  const over = { shiftStart: day('00:00'), shiftEnd: day('06:00') };
  expect(face(slot({ ...over, state: 'arrived', accepted: 8, arrived: 7, arrivedAt: day('00:05') }))).toEqual([
    'on_site',
    '7 of 8 came',
    'first in 00:05',
  ]);
});

test('whoever said yes and is overdue shows as late, with those already here', () => {
  const here = slot({ state: 'arrived', accepted: 4, needed: 4, arrived: 4, arrivedAt: day('06:05') });
  const missing = slot({ state: 'accepted', accepted: 1, needed: 1, arriveBy: day('07:30') });
  expect(face(here, missing)).toEqual(['late', '4 of 5 on site', '1 late']);
  expect(face(missing)).toEqual(['late', '1 late', 'due 07:30']);
});

test('an answer that does not come by its time turns late', () => {
  const unanswered = slot({ state: 'asked', asked: 8, answerBy: day('07:30') });
  expect(face(unanswered)).toEqual(['late', 'Asked 8', 'no answer since 07:30']);
});

test('one yes among several slots of a cell does not hide what is still to find', () => {
  const yes = slot({ state: 'accepted', needed: 2, accepted: 2, arriveBy: day('08:00') });
  const no = slot({ state: 'declined', needed: 2 });
  const cell = cellOf([yes, no], now);
  expect([cell.words, cell.more, cell.share]).toEqual(['Yes 2 of 4', 'by 08:00, 2 to find', 0.5]);
});

test('the board is partner by shift, the night after midnight kept with its evening', () => {
  const board = rosterBoard(
    [
      slot(),
      slot({ shiftStart: day('22:00'), shiftEnd: day('06:00', 20) }),
      slot({ shiftStart: day('01:00', 20), shiftEnd: day('06:00', 20), needed: 1 }),
      slot({ shiftStart: day('06:00', 20), shiftEnd: day('14:00', 20) }),
      slot({ partner: 'INT', role: 'interpreter', language: 'vi', needed: 2 }),
      slot({ partner: 'INT', role: 'interpreter', language: 'ro', needed: 1 }),
    ],
    now,
  );
  expect(board.shifts.map((it) => it.name)).toEqual(['Early', 'Night', 'Fri early']);
  expect(board.rows.map((it) => [it.partner, it.roles])).toEqual([
    ['BRC', 'Welfare, 9 needed'],
    ['INT', 'Vietnamese 2, Romanian 1'],
  ]);
  expect(board.rows[1]?.cells.get('2026-11-19 Night')).toBeUndefined();
});

test('a shift that is not of today says its day, the first on the board too', () => {
  const night = slot({ shiftStart: day('22:00', 18), shiftEnd: day('06:00') });
  expect(rosterBoard([night, slot()], now).shifts.map((it) => it.name)).toEqual(['Wed night', 'Early']);
});

test('shifts are named and dated by the clock of London, in summer too', () => {
  const from = (shiftStart: string) => slot({ shiftStart, shiftEnd: '2026-06-20T12:00:00.000Z' });
  const starts = ['03:30', '10:30', '11:30', '18:30', '19:30', '23:30'].map((it) => `2026-06-18T${it}:00.000Z`);
  const keys = starts.map((it) => [...(rosterBoard([from(it)], now).rows[0]?.cells.keys() ?? [])]);
  expect(keys.flat()).toEqual([
    '2026-06-18 Early',
    '2026-06-18 Early',
    '2026-06-18 Late',
    '2026-06-18 Late',
    '2026-06-18 Night',
    // Half past midnight of the nineteenth.
    '2026-06-18 Night',
  ]);
});

test('the summary counts who is on site, who is late and which slots lack someone', () => {
  const slots = [
    slot({ state: 'arrived', accepted: 8, arrived: 8, arrivedAt: day('06:12') }),
    slot({ state: 'accepted', needed: 1, accepted: 1, arriveBy: day('07:30') }),
    slot({ shiftStart: day('14:00'), shiftEnd: day('22:00') }),
    slot({ state: 'stood_down' }),
    slot({ shiftStart: day('00:00'), shiftEnd: day('06:00') }),
  ];
  expect(tallyOf(slots, now)).toEqual({ onSite: 8, late: 1, gaps: 1 });
});

test('a slot tells what happened with it, and who said so', () => {
  const told = historyOf(
    slot({
      state: 'arrived',
      asked: 8,
      askedAt: day('05:30'),
      accepted: 4,
      arriveBy: day('06:20'),
      saidBy: 'K Thorpe',
      channel: 'phone',
      arrived: 1,
      arrivedAt: day('06:12'),
    }),
  );
  expect(told.map((it) => it.words)).toEqual([
    'Asked for 8',
    'Yes to 4 by 06:20 (K Thorpe, phone)',
    '1 person on site',
  ]);
});
