import { expect, test } from 'vitest';
import type { Slot } from '../../server/rosters/rows.ts';
import { saidWords } from '../../server/rosters/said.ts';
import { answerChannels } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';
import { slotRow } from './support/rows.ts';

const at = (time: string): Date => new Date(`2026-11-19T${time}:00Z`);
const now = at('05:30');
const slot = (more: Partial<Slot> = {}): Slot => ({
  ...slotRow,
  id: 'slot',
  role: 'welfare',
  shiftStart: at('06:00'),
  shiftEnd: at('14:00'),
  needed: 8,
  state: 'accepted',
  accepted: 8,
  arriveBy: at('06:20'),
  ...more,
});
const said = { words: '', saidBy: 'K Thorpe', channel: 'phone' } as const;
const words = (slots: Slot[], more: Partial<Parameters<typeof saidWords>[2]> = {}) =>
  saidWords('Red Cross', slots, { ...said, ...more }, now);

const ways = {
  phone: 'by phone',
  in_person: 'in person',
  text: 'by text',
  email: 'by email',
  radio: 'by radio',
};
test.each(some(answerChannels))('the log says that an answer came by "%s"', (channel) => {
  expect(words([slot()], { channel })).toBe(
    `Red Cross said yes to all (K Thorpe, ${ways[channel]}). 06:00 to 14:00: Welfare 8 by 06:20.`,
  );
});

test('an answer is a yes to all, to some, or no, by what is promised of what is needed', () => {
  const answer = (...accepted: number[]) =>
    /said (.*?) \(/.exec(words(accepted.map((it) => slot({ accepted: it }))))?.[1];
  expect([answer(8), answer(9), answer(8, 8)]).toEqual(['yes to all', 'yes to all', 'yes to all']);
  expect([answer(7), answer(8, 0), answer(0, 1)]).toEqual(['yes to some', 'yes to some', 'yes to some']);
  expect([answer(0), answer(0, 0)]).toEqual(['no', 'no']);
});

test('what is promised says of how many, where it is fewer, and by when, where anybody comes', () => {
  const promise = (more: Partial<Slot>) => /14:00: (.*)\.$/.exec(words([slot(more)]))?.[1];
  expect(promise({})).toBe('Welfare 8 by 06:20');
  expect(promise({ accepted: 4 })).toBe('Welfare 4 of 8 by 06:20');
  expect(promise({ accepted: 0 })).toBe('Welfare 0 of 8');
  expect(promise({ arriveBy: null })).toBe('Welfare 8');
  expect(promise({ accepted: 9, arriveBy: new Date('2026-11-20T06:20:00Z') })).toBe('Welfare 9 by Fri 20 Nov 06:20');
  expect(promise({ role: 'interpreter', language: 'ro' })).toBe('Interpreters (Romanian) 8 by 06:20');
});

test('shifts are told in their order, each once with all that is promised for it, and the very words at the end', () => {
  const late = { shiftStart: at('14:00'), shiftEnd: at('22:00'), arriveBy: null };
  const slots = [
    slot(late),
    slot(),
    slot({ role: 'first_aid', needed: 1, accepted: 1 }),
    slot({ ...late, role: 'loggist' }),
  ];
  expect(words(slots, { words: 'Ring at noon' })).toBe(
    'Red Cross said yes to all (K Thorpe, by phone). ' +
      '06:00 to 14:00: Welfare 8 by 06:20 and First aid 1 by 06:20. 14:00 to 22:00: Welfare 8 and Loggist 8. “Ring at noon”',
  );
});
