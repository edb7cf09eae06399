import { afterAll, beforeAll, expect, test } from 'vitest';
import { facilities, sizeClasses, suitabilities } from '../../shared/venues/venue.ts';
import { type VenueItem, venueQuery, type VenueSort } from '../../shared/venues/views.ts';
import { facilityFacets } from '../../shared/venues/words.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue, importSamples } from '../support/registerFiles.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let all: VenueItem[];

const list = async (query: string) => (await planner.get(`/api/venues?limit=500&${query}`)).body;
const codes = (items: readonly VenueItem[]) => items.map((it) => it.code);

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['venues']);
  const hall = { type: 'hall', showers: 0 };
  await addVenue(app, planner, { ...hall, code: 'V990', inspectionDue: null, lastInspected: null });
  await addVenue(app, planner, { ...hall, code: 'V991', inspectionDue: '2026-11-18' });
  await addVenue(app, planner, { ...hall, code: 'V992', inspectionDue: '2026-11-19', suitability: 'unsuitable' });
  await addVenue(app, planner, { ...hall, code: 'V994', suitability: null, showers: null, inspectionDue: null });
  const archived = await addVenue(app, planner, { ...hall, code: 'V993' });
  await planner.done('venues.archive', { venueId: archived, baseVersion: 1, reason: 'Sold' });
  all = (await list('')).items;
});
afterAll(() => app.stop());

/** How grave a venue stands, written out: unsuitable before overdue before never inspected before conditions. */
const grave = ({ suitability, overdue }: VenueItem): number => {
  const order = [
    suitability === 'unsuitable',
    overdue,
    suitability === null,
    suitability === 'suitable_with_conditions',
  ];
  return order.includes(true) ? -order.indexOf(true) : -order.length;
};
const by: Record<VenueSort, (it: VenueItem) => string | number> = {
  code: (it) => it.code,
  name: (it) => it.access?.name ?? '',
  town: (it) => it.access?.town ?? '',
  district: (it) => it.district,
  beds: (it) => it.capacity.night.places,
  minutesToOpen: (it) => it.minutesToOpen,
  // Not known comes before none.
  showers: (it) => it.showers ?? -1,
  inspectionDue: (it) => it.inspectionDue ?? '',
  standing: grave,
};
const sorts = some(venueQuery.shape.sort.unwrap().options);

test.each(sorts)('the register goes by "%s" up and down, equals by their codes', async (sort) => {
  const of = by[sort];
  const sorted = (way: number) =>
    all.toSorted((a, b) => {
      const [x, y] = [of(a), of(b)];
      if (x !== y) return (x < y ? -1 : 1) * way;
      return a.code < b.code ? -1 : 1;
    });
  expect(new Set(all.map(of)).size).toBeGreaterThan(1);
  expect(codes((await list(`sort=${sort}`)).items)).toEqual(codes(sorted(1)));
  expect(codes((await list(`sort=${sort}&direction=down`)).items)).toEqual(codes(sorted(-1)));
});

const places = () => all.map((it) => it.capacity.night.places).toSorted((a, b) => a - b);
/** Each question with which venues are its answer. */
const questions: [query: () => string, is: (it: VenueItem) => boolean][] = [
  ...sizeClasses.map((size): (typeof questions)[number] => [() => `size=${size}`, (it) => it.size === size]),
  ...suitabilities.map((is): (typeof questions)[number] => [() => `suitability=${is}`, (it) => it.suitability === is]),
  ...facilities.map((one): (typeof questions)[number] => [
    () => `facilities=${one}`,
    (it) => facilityFacets[one].has(it),
  ]),
  [() => 'facilities=step_free&facilities=wifi', (it) => it.stepFree === true && it.wifi === true],
  [() => 'overdue=true', (it) => it.overdue],
  [() => 'overdue=false', (it) => !it.overdue],
  [() => `district=${all[0]?.district}`, (it) => it.district === all[0]?.district],
  [() => 'q=hall', (it) => /hall/i.test(`${it.access?.name} ${it.access?.town} ${it.type} ${it.district}`)],
  [() => `q=${all[0]?.district}`, (it) => it.district === all[0]?.district],
  [() => `q=${all[3]?.access?.town}`, (it) => it.access?.town === all[3]?.access?.town],
  // As many as it sleeps is enough.
  [() => `sleeps=${places()[20]}`, (it) => it.capacity.night.places >= (places()[20] ?? 0)],
];

test('each question is answered with those it is true of, counted beside how many there are in all', async () => {
  const overdue = all.filter((it) => it.overdue).length;
  const unsuitable = all.filter((it) => it.suitability === 'unsuitable').length;
  const districts = [...new Set(all.map((it) => it.district))].toSorted();
  let told = 0;
  for (const [query, is] of some(questions)) {
    const { items, tallies, districts: named } = await list(query());
    const own = all.filter(is);
    expect([query(), codes(items)]).toEqual([query(), codes(own)]);
    expect(tallies).toEqual({ total: all.length, matching: own.length, overdue, unsuitable });
    expect(named).toEqual(districts);
    if (own.length > 0 && own.length < all.length) told += 1;
  }
  expect(all).toHaveLength(52);
  expect(told).toBeGreaterThan(questions.length / 2);
  expect([overdue, unsuitable]).not.toContain(0);
});

test('an inspection is overdue from the day after it was due, or where there never was one', () => {
  const of = (code: string) => all.find((it) => it.code === code)?.overdue;
  expect([of('V990'), of('V991'), of('V992')]).toEqual([true, true, false]);
});

test('who has left the register is listed apart', async () => {
  const { items, tallies } = await list('archived=true');
  expect([codes(items), tallies.total, items[0].archivedAt]).toEqual([['V993'], 1, app.clock.now().toISOString()]);
  expect(codes(all)).not.toContain('V993');
});

test('a page begins after the last of the one before; where that has gone, the list begins anew', async () => {
  const page = async (query: string) => (await planner.get(`/api/venues?sort=beds&${query}`)).body;
  const order = codes((await list('sort=beds')).items);
  const first = await page('limit=51');
  expect([codes(first.items), first.next]).toEqual([order.slice(0, 51), order[50]]);
  const last = await page(`limit=1&after=${first.next}`);
  expect([codes(last.items), last.next]).toEqual([order.slice(51), undefined]);
  const gone = await planner.get('/api/venues?after=V993');
  expect(gone.status).toBe(422);
  expect(gone.body.errors).toEqual([
    { pointer: '/after', code: 'gone', detail: 'The list has changed. Start again from its first page' },
  ]);
});
