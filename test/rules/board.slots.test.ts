import { beforeAll, expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { coverOf, edgeWords, gapWords, unplannedWords } from '../../client/parts/rosters/cover.ts';
import { cellOf, historyOf, overdue, rosterBoard, slotName, tallyOf } from '../../client/screens/roster/board.ts';
import { tick } from '../../client/session/now.ts';
import { answerChannels, type Slot, slotStates } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';
import { slotRow } from './support/rows.ts';

const now = Date.parse('2026-11-19T07:42:00Z');
const at = (time: string, date = 19): string => `2026-11-${date}T${time}:00.000Z`;
beforeAll(() => {
  setClock(new Date(now).toISOString(), 0);
  tick();
});

let made = 0;
const slot = (more: Partial<Slot> = {}): Slot => ({
  ...slotRow,
  id: `slot ${String((made += 1)).padStart(3, '0')}`,
  role: 'welfare',
  shiftStart: at('06:00'),
  shiftEnd: at('14:00'),
  needed: 8,
  state: 'accepted',
  ...more,
});
const face = (...slots: Slot[]) => {
  const { mark, words, more } = cellOf(slots, now);
  return [mark, words, more];
};

test.each(some(slotStates))('of a slot that is "%s" whoever promised counts only where that still stands', (state) => {
  const counts = state === 'accepted' || state === 'arrived';
  const it = slot({ state, accepted: 4, arrived: 1, arriveBy: at('07:30') });
  expect(overdue(it, now)).toBe(counts ? 3 : 0);
  expect(cellOf([it], now).share).toBe(counts ? 0.5 : 0);
  expect(tallyOf([it], now).late).toBe(counts ? 3 : 0);
  const whole = slot({ state, accepted: 8 });
  expect(tallyOf([whole], now).gaps).toBe(counts || state === 'stood_down' ? 0 : 1);
});

test('who said yes is late from the moment after their time, until the shift is over, and never fewer than none', () => {
  const late = (more: Partial<Slot>) => overdue(slot({ accepted: 4, ...more }), now);
  expect([late({ arriveBy: at('07:42') }), late({ arriveBy: at('07:41') })]).toEqual([0, 4]);
  expect([late({ shiftStart: at('07:42') }), late({})]).toEqual([0, 4]);
  expect(late({ shiftEnd: at('07:42') })).toBe(0);
  expect(late({ state: 'arrived', arrived: 6 })).toBe(0);
});

test('who is on site is told with when the first came, how many more than needed, and that a shift is over', () => {
  const here = { state: 'arrived', accepted: 8, arrived: 8, arrivedAt: at('06:12') } as const;
  const first = { ...here, needed: 2, accepted: 2, arrived: 2, arrivedAt: at('06:05') };
  expect(face(slot(here), slot(first))).toEqual(['on_site', '10 of 10 on site', 'first in 06:05']);
  expect(face(slot({ ...here, arrived: 9 }))).toEqual(['on_site', '9 on site', '8 needed, first in 06:12']);
  expect(face(slot({ ...here, arrivedAt: null }))).toEqual(['on_site', '8 of 8 on site', '']);
  const over = { shiftStart: at('00:00'), shiftEnd: at('07:42') };
  expect(face(slot({ ...here, ...over }))[1]).toBe('8 of 8 came');
  expect(face(slot({ ...here, ...over }), slot(here))[1]).toBe('16 of 16 on site');
});

test('a yes says until when the last comes, and an answer that is waited for how long there is', () => {
  const yes = (arriveBy: string | null, more: Partial<Slot> = {}) => slot({ accepted: 8, arriveBy, ...more });
  expect(face(yes(at('08:00')), yes(at('08:30')))).toEqual(['yes', 'Yes 16 of 16', 'by 08:30']);
  expect(face(yes(null, { shiftStart: at('08:00') }))).toEqual(['yes', 'Yes 8 of 8', '']);
  expect(face(yes(null, { accepted: 1, shiftStart: at('08:00') }))).toEqual(['yes', 'Yes 1 of 8', '7 to find']);
  expect(face(yes(null))).toEqual(['late', '8 late', '']);
  const asked = (more: Partial<Slot>) => slot({ state: 'asked', asked: 3, ...more });
  expect(face(asked({ askedAt: at('07:30') }), asked({ askedAt: at('07:10') }))).toEqual([
    'asked',
    'Asked 6',
    'at 07:10',
  ]);
  expect(face(asked({}))).toEqual(['asked', 'Asked 3', '']);
  expect(face(asked({ answerBy: at('08:00') }), asked({ answerBy: at('07:50') }))[2]).toBe('8 min left to answer');
  expect(face(asked({ answerBy: at('07:42') }))).toEqual(['late', 'Asked 3', 'no answer since 07:42']);
  expect(face(asked({}), slot({ state: 'declined' }))).toEqual(['asked', 'Asked 3', '']);
});

test('a no says to how many, and what was said or what is to be found', () => {
  const no = (more: Partial<Slot> = {}) => slot({ state: 'declined', ...more });
  expect(face(no())).toEqual(['no', 'No', '8 to find']);
  expect(face(no(), no({ needed: 2, words: 'Nobody' }))).toEqual(['no', 'No', '“Nobody”']);
  expect(face(no({ needed: 2 }), slot({ state: 'not_asked' }))).toEqual(['no', 'No to 2 of 10', '10 to find']);
  expect(face(no(), slot({ state: 'stood_down', needed: 3 }))).toEqual(['no', 'No', '8 to find']);
  expect(face(slot({ state: 'stood_down' }))).toEqual(['stood_down', 'Stood down', '']);
});

test('how much is promised is never more than all, and none of nobody', () => {
  const share = (...slots: Slot[]) => cellOf(slots, now).share;
  expect([share(slot({ accepted: 12 })), share(slot({ needed: 0 }))]).toEqual([1, 0]);
  expect(share(slot({ accepted: 2, arrived: 4, state: 'arrived' }))).toBe(0.5);
  expect(share(slot({ accepted: 4 }), slot({ state: 'stood_down' }))).toBe(0.5);
});

test('the summary counts those of shifts that run or begin within two hours, and nobody of one that is over', () => {
  const here = { state: 'arrived', arrived: 2, accepted: 2, needed: 2 } as const;
  const of = (shiftStart: string, shiftEnd: string) => tallyOf([slot({ ...here, shiftStart, shiftEnd })], now).onSite;
  expect([of(at('09:42'), at('14:00')), of(at('09:43'), at('14:00'))]).toEqual([2, 0]);
  expect([of(at('00:00'), at('07:43')), of(at('00:00'), at('07:42'))]).toEqual([2, 0]);
  expect(tallyOf([slot({ shiftEnd: at('07:42') })], now).gaps).toBe(0);
});

test.each(some(answerChannels))('a slot tells its story in order, with who said so by "%s" and when', (channel) => {
  const told = { asked: 8, askedAt: at('05:30'), answeredAt: at('05:40'), saidBy: 'K Thorpe', channel };
  const by = `(K Thorpe, ${channel.replace('_', ' ')})`;
  const ended = { arrived: 2, arrivedAt: at('06:12') };
  expect(historyOf(slot({ ...told, ...ended, state: 'stood_down', accepted: 4, arriveBy: at('06:20') }))).toEqual([
    { at: at('05:30'), mark: 'asked', words: 'Asked for 8' },
    { at: at('05:40'), mark: 'yes', words: `Yes to 4 by 06:20 ${by}` },
    { at: at('06:12'), mark: 'on_site', words: '2 people on site' },
    { at: null, mark: 'stood_down', words: 'Stood down' },
  ]);
  expect(historyOf(slot({ ...told, state: 'declined' })).slice(1)).toEqual([
    { at: at('05:40'), mark: 'no', words: `No ${by}` },
  ]);
});

test('of what was never said nothing is told', () => {
  expect(historyOf(slot({ state: 'not_asked' }))).toEqual([]);
  expect(historyOf(slot({ state: 'asked', arrivedAt: at('06:12') }))).toEqual([]);
  expect(historyOf(slot({ accepted: 4 }))).toEqual([{ at: null, mark: 'yes', words: 'Yes to 4' }]);
});

test('a partner is called by its roles, or by its languages where it does nothing else, with the most in one shift', () => {
  const roles = (...slots: Slot[]) => rosterBoard(slots, now).rows[0]?.roles;
  const late = { shiftStart: at('14:00'), shiftEnd: at('22:00') };
  expect(roles(slot(), slot({ ...late, needed: 9 }))).toBe('Welfare, 9 needed');
  expect(roles(slot(), slot({ role: 'first_aid', needed: 1 }))).toBe('Welfare, first aid, 9 needed');
  const speaks = (language: string, needed: number) => slot({ role: 'interpreter', language, needed });
  expect(roles(speaks('vi', 2), slot({ ...speaks('vi', 3), ...late }), speaks('ro', 1))).toBe(
    'Vietnamese 3, Romanian 1',
  );
  expect(roles(speaks('vi', 2), slot({ needed: 1 }))).toBe('Interpreters, welfare, 3 needed');
  expect([slotName(speaks('vi', 2)), slotName(slot())]).toEqual(['Interpreters, Vietnamese', 'Welfare']);
});

test('partners keep the order in which they were planned, and a shift the times that most of it has', () => {
  const [first, second] = [slot({ partner: 'SA' }), slot()];
  const odd = slot({ shiftStart: at('05:00'), shiftEnd: at('13:00') });
  const board = rosterBoard([second, odd, first], now);
  expect(board.rows.map((it) => it.partner)).toEqual(['SA', 'BRC']);
  expect(board.shifts).toEqual([{ key: '2026-11-19 Early', name: 'Early', start: at('06:00'), end: at('14:00') }]);
});

test('hours without a shift are told from when to when', () => {
  const words = (from: string, to: string | null) =>
    unplannedWords({ from: Date.parse(from), to: to === null ? null : Date.parse(to) }, now);
  expect([words(at('07:42'), null), words(at('07:42'), at('09:00'))]).toEqual(['from now on', 'until 09:00']);
  expect([words(at('07:43'), null), words(at('07:43'), at('09:00'))]).toEqual(['from 07:43', 'from 07:43 to 09:00']);
  expect(edgeWords([slot({ shiftEnd: at('14:00', 20) })], now)).toBe('');
});

test('a gap is told as now, as relief, or as to be found', () => {
  const first = (...slots: Slot[]) => {
    const [short] = coverOf(slots, now).short;
    return short && gapWords(short);
  };
  const promised = { accepted: 3, arriveBy: at('08:00') };
  expect(first(slot(promised))).toEqual({ title: 'Welfare: 8 short now', more: '8 needed, 0 promised' });
  const here = { state: 'arrived', accepted: 8, arrived: 8, arrivedAt: at('06:00') } as const;
  const late = { shiftStart: at('14:00'), shiftEnd: at('22:00'), accepted: 3, state: 'asked' } as const;
  expect(first(slot(here), slot(late))).toEqual({ title: 'Welfare: relief by 14:00', more: '8 short of 8 from then' });
  expect(first(slot(late))).toEqual({ title: 'Welfare: 8 to find by 14:00', more: '8 needed from then' });
  expect(gapWords({ role: 'welfare', cells: [] })).toEqual({ title: 'Welfare', more: '' });
});
