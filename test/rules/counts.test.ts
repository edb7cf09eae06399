import { describe, expect, test } from 'vitest';
import type { CentreFacts, Facts } from '../../server/counts/facts.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { some } from '../support/some.ts';
import { withheld } from '../../shared/disclosure.ts';
import { publish, type Published } from '../../server/counts/publish.ts';

const AT = new Date('2026-11-19T07:42:00Z');
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
  away: 0,
  p1: 0,
  p2: 0,
  p1DueAt: null,
  late: 0,
  tablets: [],
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

test.each([
  [null, null],
  [1, 'about 5'],
  [7, 'about 5'],
  [8, 'about 10'],
  [46, 'about 45'],
])('of %s who are expected silver reads "%s": roughly, and never nobody', (expected, words) => {
  expect(told({ ...facts([]), expected }).operation.expected).toBe(words);
});

test('a P1 is late from the moment its time has run out', () => {
  const late = (past: number) => told(facts([centre(1, { p1: 1, p1DueAt: AT.getTime() - past })])).centres[0]?.p1Late;
  expect([-1, 0, 1].map(late)).toEqual([false, true, true]);
});

test('the next vehicle of a centre is the first of those that come there, and silver reads where each goes', () => {
  const given = facts([centre(1), centre(2), centre(3)], [9, 6, 7]);
  const going = given.vehicles.map((it, n) => ({ ...it, centreId: id(n === 0 ? 2 : 1) }));
  const { centres, operation } = told({ ...given, vehicles: going });
  expect(centres.map((it) => it.nextVehicleId)).toEqual([id(51), id(50), null]);
  expect(operation.vehicles.map((it) => it.toCentreId)).toEqual([id(2), id(1), id(1)]);
});

test('few people in a coach, few who are away and few urgent needs are hidden with their sums', () => {
  const { centres, operation } = told(
    facts([centre(1, { away: 2, p1: 1, p2: 12, p1DueAt: AT.getTime() - 1 }), centre(2, { away: 9, p1: 5 })], [20, 2]),
  );
  expect(operation.vehicles.map((it) => it.people.text)).toEqual(['20', 'fewer than 5']);
  expect(operation.inTransit.text).toBe('about 25');
  expect(operation.away.text).toBe('about 10');
  expect(operation.p1.text).toBe('about 10');
  expect(operation.p2.text).toBe('12');
  expect(centres.map((it) => it.p2.text)).toEqual(['12', '0']);
  expect(centres[0]).toMatchObject({ p1: { text: 'fewer than 5' }, p1Late: true, nextVehicleId: id(50) });
  expect(centres[1]).toMatchObject({ p1Late: false, nextVehicleId: null });
});

test('places free are those that are both staffed and there', () => {
  const { centres } = told(facts([centre(1, { onSite: 31, places: 36, slots: [welfare(8)] })]));
  expect(centres[0]).toMatchObject({ staffed: 40, places: 36, free: { text: '5' } });
});

const heard = (minutesAgo: number, letter: string): CentreFacts['tablets'][number] => ({
  letter,
  heardAt: new Date(AT.getTime() - minutesAgo * 60_000),
});

test.each(some(centreStates))(
  'a tablet silent for five minutes is told by its letter at a centre that is "%s"',
  (state) => {
    const { centres } = told(facts([centre(1, { state, tablets: [heard(7, 'C'), heard(5, 'B'), heard(4.9, 'D')] })]));
    const silent = [
      { letter: 'C', since: '2026-11-19T07:35:00.000Z' },
      { letter: 'B', since: '2026-11-19T07:37:00.000Z' },
    ];
    expect(centres[0]?.silent).toEqual(isFinished(state) ? [] : silent);
  },
);

test('needs past their time are counted as any others, and few of them are hidden with their sum', () => {
  const { centres, operation } = told(facts([centre(1, { late: 3 }), centre(2, { late: 9 })]));
  expect(centres.map((it) => it.late.text)).toEqual(['fewer than 5', '9']);
  expect(operation.late.text).toBe('about 10');
});

test('what is sent holds nothing that its contract does not list', () => {
  const leaky = { ...centre(1), preferredName: 'Canary', exactly: { lat: 53.123456, lon: -1.4 }, p1DueAt: 5 };
  const sent = JSON.stringify(told(facts([leaky])));
  for (const word of ['Canary', '53.123456', 'p1DueAt', 'slots', 'exactly']) expect(sent).not.toContain(word);
});

test('who left is not told apart from who is out for now, of a centre or of all', () => {
  const { centres, operation } = told(facts([centre(1, { onSite: 20, away: 12 })]));
  const [it] = centres;
  expect([it?.away.text, operation.away.text]).toEqual(['12', '12']);
  for (const { out, left } of [it ?? operation, operation]) expect([out, left]).toEqual([withheld, withheld]);
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

const coaches = (heads: number[]) => told(facts([centre(1)], heads));
const tooMuch = ([a = 0, b = 0]: number[]) => [
  told(facts([centre(1, { onSite: a }), centre(2, { onSite: b })])),
  a + b,
];

describe('with two centres, no count of one to four can be worked out', () => {
  test('from the centres, the total and the places free together', () => {
    const slots = [welfare(8)];
    const tell = ([a = 0, b = 0]: number[]) =>
      told(facts([centre(1, { onSite: a, slots }), centre(2, { onSite: b, slots })]));
    expect(givenAway(tuples(2, 24), tell, (world) => world)).toEqual([]);
  });

  test.each([
    ['people on site', (n: number) => ({ onSite: n })],
    ['people who are away', (n: number) => ({ away: n })],
    ['urgent needs', (n: number) => ({ p1: n })],
    ['needs within the hour', (n: number) => ({ p2: n })],
    ['needs past their time', (n: number) => ({ late: n })],
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
