import { beforeAll, expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { answerWords, callsOf, saidWords, slotWords } from '../../client/screens/callOut/calls.ts';
import { spokeFor } from '../../client/parts/rosters/spoke.ts';
import { tick } from '../../client/session/now.ts';
import { type Slot, slotStates } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';

const now = Date.parse('2026-11-19T07:42:00Z');
const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
beforeAll(() => {
  setClock(new Date(now).toISOString(), 0);
  tick();
});

let made = 0;
const slot = (more: Partial<Slot> = {}): Slot =>
  ({
    id: `slot ${String((made += 1)).padStart(3, '0')}`,
    role: 'welfare',
    partner: 'BRC',
    language: null,
    state: 'not_asked',
    shiftStart: at('06:00'),
    shiftEnd: at('14:00'),
    needed: 8,
    accepted: 0,
    arrived: 0,
    words: '',
    saidBy: '',
    answeredAt: null,
    ...more,
  }) as Slot;
const partners = new Map([['BRC', { code: 'BRC', name: 'Red Cross', reach: null }]]);
const calls = (...slots: Slot[]) => callsOf(slots, partners, now);

test.each(some(slotStates))('a slot that is "%s" is open, answered, or nobody’s to phone', (state) => {
  const [call] = calls(slot({ state }));
  const open = state === 'not_asked' || state === 'asked';
  const told = open ? [1, 0] : [0, 1];
  expect(call && [call.open.length, call.answered.length]).toEqual(state === 'stood_down' ? undefined : told);
});

test('nobody is phoned for a shift that is over, or for which nobody is needed', () => {
  expect(calls(slot({ shiftEnd: at('07:42') }), slot({ needed: 0 }))).toEqual([]);
  expect(calls(slot({ shiftEnd: at('07:43') }))).toHaveLength(1);
});

test('partners stand in the order they were planned, each once, with their shifts in theirs', () => {
  const late = { shiftStart: at('14:00'), shiftEnd: at('22:00') };
  const [first, second, third, fourth] = [
    slot(late),
    slot({ partner: 'SA' }),
    slot(),
    slot({ ...late, role: 'loggist' }),
  ];
  const found = callsOf([fourth, third, second, first] as Slot[], partners, now);
  expect(found.map((it) => [it.code, it.name, it.reach])).toEqual([
    ['BRC', 'Red Cross', null],
    ['SA', 'SA', undefined],
  ]);
  expect(found[0]?.open).toEqual([
    { name: '06:00 to 14:00', slots: [third] },
    { name: '14:00 to 22:00', slots: [first, fourth] },
  ]);
});

test('what was answered is said in sum, with what is still to find', () => {
  const yes = slot({ state: 'accepted', accepted: 4 });
  const no = slot({ state: 'declined', accepted: 3, needed: 1 });
  const more = slot({ state: 'arrived', accepted: 1, arrived: 3, needed: 3 });
  expect([answerWords([yes]), answerWords([yes, no])]).toEqual([
    'Yes to 4 of 8, 4 to find',
    'Yes to 4 of 9, 5 to find',
  ]);
  expect([answerWords([no]), answerWords([more])]).toEqual(['No, 1 to find', 'Yes to 3 of 3']);
});

test('who said so last is named, with when where that was kept', () => {
  const by = (saidBy: string, answeredAt: string | null, more: Partial<Slot> = {}) =>
    slot({ saidBy, answeredAt, ...more });
  const slots = [by('A', at('06:00')), by('B', at('07:00')), by('C', null), by('', at('07:30'))];
  expect(saidWords(slots)).toBe('B, 07:00');
  expect([saidWords([by('C', null)]), saidWords([by('', at('07:30'))])]).toEqual(['C', '']);
  const others = [...slots, by('D', at('07:20'), { partner: 'SA' })];
  expect([spokeFor(others, 'BRC'), spokeFor(others, 'SA'), spokeFor(others, 'XX')]).toEqual(['B', 'D', '']);
});

test('a slot is called by its role, and by its language', () => {
  expect([slotWords(slot()), slotWords(slot({ role: 'interpreter', language: 'ro' }))]).toEqual([
    'Welfare',
    'Interpreters, Romanian',
  ]);
});
