import { describe, expect, test } from 'vitest';
import type { CentreFacts, Facts } from '../../server/counts/facts.ts';
import { breakdownOf, type Guest, peopleChanged, tabled } from '../../server/counts/breakdown.ts';
import { publish, type Published } from '../../server/counts/publish.ts';
import type { AgeBand } from '../../shared/people.ts';

const AT = new Date('2026-11-19T07:42:00Z');
const HALF_PAST = new Date('2026-11-19T07:30:00Z');
const id = (n: number): string => `0193e0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const here = { lat: 53.1, lon: -1.4, exact: false };

const centre = (n: number, given: Partial<CentreFacts> = {}): CentreFacts => ({
  id: id(n),
  name: `Centre ${n}`,
  state: 'open',
  size: 'medium',
  district: 'Amber Valley',
  square: 'SK 35',
  places: 60,
  exactly: null,
  onSite: 0,
  out: 0,
  left: 0,
  p1: 0,
  p2: 0,
  p1DueAt: null,
  slots: [],
  ...given,
});
const facts = (centres: CentreFacts[], heads: number[] = []): Facts => ({
  operationId: id(0),
  expected: 46,
  centres,
  vehicles: heads.map((people, n) => ({
    id: id(50 + n),
    operationId: id(0),
    centreId: id(1),
    label: `Coach ${n + 1}`,
    kind: 'coach',
    fromSquare: 'SK 54',
    people,
    dueAt: AT,
    state: 'on_the_way',
    arrivedAt: null,
    arrivedPeople: null,
    rowVersion: 1,
  })),
});
const told = (given: Facts): Published => publish(given, AT, null, () => here);
const welfare = (arrived: number): CentreFacts['slots'][number] => ({
  role: 'welfare',
  partner: 'BRC',
  language: null,
  shiftStart: '2026-11-19T06:00:00Z',
  shiftEnd: '2026-11-19T14:00:00Z',
  needed: 8,
  state: 'arrived',
  asked: 8,
  accepted: 8,
  arriveBy: null,
  arrived,
  arrivedAt: '2026-11-19T06:00:00Z',
});

test('silver reads how many are at each centre, and how many of the staffed places are free', () => {
  const { centres, operation } = told(facts([centre(1, { onSite: 31, slots: [welfare(8)] }), centre(2)], [9, 6]));
  expect(centres.map((it) => [it.onSite.text, it.staffed, it.free.text])).toEqual([
    ['31', 40, '9'],
    ['0', 0, '0'],
  ]);
  expect(operation).toMatchObject({
    onSite: { text: '31' },
    inTransit: { text: '15' },
    expected: 'about 45',
    staff: { here: 8, needed: 8 },
  });
});

test('a centre with few people hides them, its places free and the total', () => {
  const { centres, operation } = told(
    facts([centre(1, { onSite: 31 }), centre(2, { onSite: 3, slots: [welfare(2)] })]),
  );
  expect(centres[1]).toMatchObject({ onSite: { value: null, text: 'fewer than 5' }, free: { text: '6 or more' } });
  expect(operation.onSite).toMatchObject({ value: null, text: 'about 35' });
});

test('few people in a coach, few who left and few urgent needs are hidden with their sums', () => {
  const { centres, operation } = told(
    facts([centre(1, { left: 2, p1: 1, p2: 12, p1DueAt: AT.getTime() - 1 }), centre(2, { left: 9, p1: 5 })], [20, 2]),
  );
  expect(operation.vehicles.map((it) => it.people.text)).toEqual(['20', 'fewer than 5']);
  expect(operation.inTransit.text).toBe('about 25');
  expect(operation.left.text).toBe('about 10');
  expect(operation.p1.text).toBe('about 10');
  expect(operation.p2.text).toBe('12');
  expect(centres[0]).toMatchObject({ p1: { text: 'fewer than 5' }, p1Late: true, nextVehicleId: id(50) });
  expect(centres[1]).toMatchObject({ p1Late: false, nextVehicleId: null });
});

test('what is sent holds nothing that its contract does not list', () => {
  const leaky = { ...centre(1), preferredName: 'Canary', exactly: { lat: 53.123456, lon: -1.4 }, p1DueAt: 5 };
  const sent = JSON.stringify(told(facts([leaky])));
  for (const word of ['Canary', '53.123456', 'p1DueAt', 'slots', 'exactly']) expect(sent).not.toContain(word);
});

const crowd = (given: Record<string, [AgeBand, number][]>): Map<string, Guest> => {
  const guests = new Map<string, Guest>();
  for (const [centreId, parts] of Object.entries(given)) {
    for (const [ageBand, heads] of parts) {
      for (let n = 0; n < heads; n += 1)
        guests.set(`${centreId} ${ageBand} ${n}`, { centreId, ageBand, language: 'ro', sex: null });
    }
  }
  return guests;
};

describe('the half-hourly breakdown', () => {
  test('leaves out a centre with few people, and says so', () => {
    const people = tabled(
      crowd({
        wren: [
          ['adult', 20],
          ['child', 6],
        ],
        heron: [['adult', 3]],
      }),
    );
    const view = breakdownOf(people, ['ro', 'vi'], HALF_PAST);
    expect(view.text).toBe('centres with 5 or more, 07:30');
    expect(view.age.map((it) => it.count.text)).toEqual(['20', '6']);
    expect(view.languages.map((it) => [it.key, it.count.text])).toEqual([
      ['ro', '26'],
      ['vi', '0'],
      ['other', '0'],
    ]);
  });

  test('shows nothing, rather than noughts, while every centre with people has few', () => {
    const view = breakdownOf(tabled(crowd({ wren: [['adult', 3]] })), [], HALF_PAST);
    expect(view.age.map((it) => it.count.text)).toEqual(['not shown', 'not shown']);
  });

  test('counts who came, went or was recorded anew since the last', () => {
    const was = crowd({ wren: [['adult', 6]] });
    const is = new Map(was);
    expect(peopleChanged(was, is)).toBe(0);
    is.set('wren adult 0', { centreId: 'wren', ageBand: 'child', language: 'ro', sex: null });
    is.delete('wren adult 1');
    is.set('new', { centreId: 'wren', ageBand: 'adult', language: 'vi', sex: null });
    expect(peopleChanged(was, is)).toBe(3);
  });
});

const isSmall = (n: number): boolean => n > 0 && n < 5;

/** Groups worlds by all that silver is told of them, and names the hidden counts that only one world allows. */
const givenAway = <World>(
  worlds: Iterable<World>,
  tell: (world: World) => unknown,
  hidden: (world: World) => number[],
): string[] => {
  const groups = new Map<string, { first: number[]; several: boolean[] }>();
  for (const world of worlds) {
    const counts = hidden(world);
    const key = JSON.stringify(tell(world));
    const group = groups.get(key);
    if (!group) groups.set(key, { first: counts, several: counts.map(() => false) });
    else counts.forEach((n, at) => (group.several[at] ||= n !== group.first[at]));
  }
  return [...groups.values()].flatMap(({ first, several }) =>
    first.some((n, at) => isSmall(n) && !several[at]) ? [first.join(', ')] : [],
  );
};

function* tuples(size: number, most: number): Generator<number[]> {
  if (size === 0) return yield [];
  for (let n = 0; n <= most; n += 1) for (const rest of tuples(size - 1, most)) yield [n, ...rest];
}

/** Adults and children in one centre, then in the other. */
const halls = ([a = 0, b = 0, c = 0, d = 0]: number[]) =>
  crowd({
    one: [
      ['adult', a],
      ['child', b],
    ],
    two: [
      ['adult', c],
      ['child', d],
    ],
  });

const coaches = (heads: number[]) => told(facts([centre(1)], heads));
const tooMuch = ([a = 0, b = 0]: number[]) => [
  told(facts([centre(1, { onSite: a }), centre(2, { onSite: b })])),
  a + b,
];

describe('with two centres, no count of one to four can be worked out', () => {
  test('from the centres, the total, the places free and the breakdown by age together', () => {
    const worlds = [...tuples(4, 12)].filter(([a = 0, b = 0, c = 0, d = 0]) => a + b <= 12 && c + d <= 12);
    const slots = [welfare(8)];
    const leaks = givenAway(
      worlds,
      (world) => {
        const [a = 0, b = 0, c = 0, d = 0] = world;
        const given = facts([centre(1, { onSite: a + b, slots }), centre(2, { onSite: c + d, slots })]);
        return publish(given, AT, breakdownOf(tabled(halls(world)), [], HALF_PAST), () => here);
      },
      ([a = 0, b = 0, c = 0, d = 0]) => [a + b, c + d, a, b, c, d, b + d, a + c],
    );
    expect(leaks).toEqual([]);
  });

  test.each([
    ['people on site', (n: number) => ({ onSite: n })],
    ['people out for now', (n: number) => ({ out: n })],
    ['people who left', (n: number) => ({ left: n })],
    ['urgent needs', (n: number) => ({ p1: n })],
    ['needs within the hour', (n: number) => ({ p2: n })],
  ])('from sums of %s', (_what, part) => {
    const tell = ([a = 0, b = 0]: number[]) => told(facts([centre(1, part(a)), centre(2, part(b))]));
    expect(givenAway(tuples(2, 40), tell, (world) => world)).toEqual([]);
  });

  test('from vehicles and how many are on the way', () => {
    expect(givenAway(tuples(3, 14), coaches, (world) => world)).toEqual([]);
  });

  test('and a total told exactly would be caught', () => {
    expect(givenAway(tuples(2, 40), tooMuch, (world) => world)).not.toEqual([]);
  });
});
