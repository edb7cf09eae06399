import { describe, expect, test } from 'vitest';
import { breakdownOf } from '../../server/counts/breakdown.ts';
import { type Guest, Groups } from '../../server/counts/groups.ts';
import { SMALLEST_GROUP } from '../../shared/disclosure.ts';
import { ageBands, mayBeChild, sexes } from '../../shared/people.ts';
import { some } from '../support/some.ts';

const AT = new Date('2026-11-19T07:30:00Z');
const LATER = new Date('2026-11-19T08:00:00Z');
const adult: Guest = { centreId: 'wren', language: 'ro', ageBand: 'adult', sex: 'male' };

/** Sixteen by default: enough for a group. */
const arrive = (groups: Groups, given: Partial<Guest> = {}, heads = SMALLEST_GROUP, name = 'guest'): string[] => {
  const ids = Array.from({ length: heads }, (_it, n) => `${name} ${n}`);
  for (const id of ids) groups.recorded(id, { ...adult, ...given }, true);
  return ids;
};
const shown = (groups: Groups) => {
  const view = breakdownOf(groups.closed);
  const texts = (cells: { key: string; count: { text: string } }[] = []) =>
    cells.map(({ key, count }) => `${key} ${count.text}`);
  return { text: view?.text, sex: texts(view?.sex), age: texts(view?.age), languages: texts(view?.languages) };
};

describe('a group of guests', () => {
  test('is counted from sixteen on, and nothing is told before', () => {
    const groups = new Groups();
    arrive(groups, {}, SMALLEST_GROUP - 1);
    expect(groups.close(AT, [])).toEqual([]);
    expect(breakdownOf(groups.closed)).toBeNull();
    arrive(groups, { ageBand: 'unsure', sex: null }, 1, 'one more');
    expect(groups.close(AT, [])).toHaveLength(SMALLEST_GROUP);
    expect(shown(groups)).toEqual({
      text: '16 who came in by Thu 19 Nov 07:30',
      sex: ['male 12 to 15', 'female 0', 'unknown fewer than 5'],
      age: ['adult 12 to 15', 'child fewer than 5'],
      languages: [],
    });
  });

  test('is added to those before it, as far as each tells', () => {
    const groups = new Groups();
    arrive(groups, {}, 20, 'first');
    arrive(groups, { sex: 'female' }, 3, 'few');
    groups.close(AT, ['ro']);
    arrive(groups, { sex: 'female', language: 'vi' }, 16, 'second');
    groups.close(LATER, ['ro']);
    expect(shown(groups)).toEqual({
      text: '39 who came in by Thu 19 Nov 08:00',
      sex: ['male 19 to 22', 'female 17 to 20', 'unknown 0'],
      age: ['adult 39', 'child 0'],
      languages: ['ro 23', 'other 16'],
    });
  });

  test('leaves out a centre with fewer than five of it', () => {
    const groups = new Groups();
    const wren = arrive(groups);
    arrive(groups, { centreId: 'heron' }, 4, 'heron');
    expect(groups.close(AT, [])).toEqual(wren);
  });

  test('lets no second centre in alone, but beside five of another', () => {
    const groups = new Groups();
    arrive(groups);
    groups.close(AT, []);
    const heron = arrive(groups, { centreId: 'heron' }, 30, 'heron');
    arrive(groups, {}, 4, 'beside');
    expect(groups.close(LATER, [])).toEqual([]);
    arrive(groups, {}, 1, 'the fifth');
    expect(groups.close(LATER, [])).toHaveLength(heron.length + 5);
    // Who is in already may come by themselves.
    arrive(groups, { centreId: 'heron' }, 16, 'more');
    expect(groups.close(LATER, [])).toHaveLength(16);
  });

  test('is counted once: who is corrected, moved, undone or joined later changes nothing of it', () => {
    const groups = new Groups();
    const [one = '', two = ''] = arrive(groups);
    groups.close(AT, ['ro']);
    const before = shown(groups);
    // Every one of them is recorded anew.
    arrive(groups, { ageBand: 'child' });
    expect(groups.close(LATER, ['vi'])).toEqual([]);
    groups.identified(one, 'female');
    groups.recorded(two, { ...adult, ageBand: 'child', language: 'vi', centreId: 'heron' }, true);
    groups.undone(one, null);
    groups.recorded(one, adult, true);
    expect(groups.close(LATER, ['vi'])).toEqual([]);
    expect(shown(groups)).toEqual(before);
  });

  test('counts guests as they are recorded when it closes, also those who have gone again', () => {
    const groups = new Groups();
    const [one = '', two = ''] = arrive(groups);
    arrive(groups, {}, 1, 'one more');
    groups.recorded(one, { ...adult, ageBand: 'child' }, false);
    groups.undone(two, null);
    groups.identified('one more 0', 'female');
    expect(groups.close(AT, [])).toHaveLength(SMALLEST_GROUP);
    expect(shown(groups)).toMatchObject({
      sex: ['male 12 to 15', 'female fewer than 5', 'unknown 0'],
      age: ['adult 12 to 15', 'child fewer than 5'],
    });
  });

  test('does not count a guest again under a second record that was joined with the first', () => {
    const groups = new Groups();
    const [one = ''] = arrive(groups);
    groups.close(AT, []);
    const [again = ''] = arrive(groups, {}, 16, 'again');
    groups.undone(one, again);
    expect(groups.close(LATER, [])).toEqual([]);
    // Nor when that record is written again, or joined with a third.
    groups.recorded(again, adult, true);
    expect(groups.close(LATER, [])).toEqual([]);
    arrive(groups, {}, 1, 'third');
    groups.undone(again, 'third 0');
    groups.recorded('third 0', adult, true);
    expect(groups.close(LATER, [])).toEqual([]);
  });

  test('does count the second record where the first had not been counted', () => {
    const groups = new Groups();
    const [one = '', again = ''] = arrive(groups, {}, SMALLEST_GROUP + 1);
    groups.undone(one, again);
    expect(groups.close(AT, [])).toContain(again);
  });

  test('does not count who never came in', () => {
    const groups = new Groups();
    arrive(groups, {}, 15);
    groups.recorded('expected', adult, false);
    expect(groups.close(AT, [])).toEqual([]);
  });

  test('is parted into as many languages as that many can be, in the operation’s order, by the list it had then', () => {
    const groups = new Groups();
    arrive(groups, {}, 10, 'ro');
    arrive(groups, { language: 'vi' }, 6, 'vi');
    groups.close(AT, ['ro', 'sq', 'vi', 'pl']);
    expect(shown(groups).languages).toEqual(['ro 10', 'sq 0', 'other 6']);
    arrive(groups, { language: 'vi' }, 16, 'later');
    groups.close(LATER, ['vi']);
    expect(shown(groups).languages).toEqual(['ro 10 or more', 'sq not shown', 'vi 16 or more', 'other 6']);
  });
});

test.each(some(ageBands))('a guest said to be "%s" is counted with those they are looked after with', (ageBand) => {
  const groups = new Groups();
  arrive(groups, { ageBand });
  groups.close(AT, []);
  const child = mayBeChild(ageBand);
  expect(shown(groups).age).toEqual([`adult ${child ? 0 : 16}`, `child ${child ? 16 : 0}`]);
});

test.each(some([...sexes, null]))('a guest whose sex is "%s" is counted in one of three groups, and once', (sex) => {
  const groups = new Groups();
  arrive(groups, { sex });
  groups.close(AT, []);
  const key = sex === 'male' || sex === 'female' ? sex : 'unknown';
  expect(shown(groups).sex).toEqual(['male', 'female', 'unknown'].map((it) => `${it} ${it === key ? 16 : 0}`));
});

test('what is told is as of the last group, and of so many people', () => {
  const groups = new Groups();
  arrive(groups);
  groups.close(AT, []);
  arrive(groups, {}, 17, 'later');
  groups.close(LATER, []);
  expect(breakdownOf(groups.closed)).toMatchObject({ at: LATER.toISOString(), people: 33 });
});

test('when a group closes does not depend on who they are', () => {
  const closings = (given: (n: number) => Partial<Guest>) => {
    const groups = new Groups();
    const sizes: number[] = [];
    for (let hour = 0; hour < 12; hour += 1) {
      for (let n = 0; n < (hour * 5) % 13; n += 1)
        arrive(groups, { centreId: n % 3 === 0 ? 'heron' : 'wren', ...given(n) }, 1, `${hour} ${n}`);
      sizes.push(groups.close(new Date(AT.getTime() + hour * 1_800_000), ['ro', 'vi']).length);
    }
    return sizes;
  };
  const alike = closings(() => ({}));
  expect(alike.filter((it) => it > 0).length).toBeGreaterThan(2);
  expect(
    closings((n) => ({ sex: n % 2 ? 'female' : null, ageBand: n % 5 ? 'adult' : 'child', language: `${n}` })),
  ).toEqual(alike);
});
