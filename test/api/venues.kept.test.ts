import { afterAll, beforeAll, expect, test } from 'vitest';
import { venueChanges } from '../../shared/venues/contract.ts';
import { venueAccess, venueFacts, type VenueDetails } from '../../shared/venues/venue.ts';
import { type Loose, type Person, startTestApp, testClock, type TestApp } from '../support/app.ts';
import { addVenue, venueDetails } from '../support/registerFiles.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

let made = 100;
const code = (): string => `V${(made += 1)}`;
/** All that the register has of a venue. */
const whole = async (id: string): Promise<Loose> => {
  const [one, opened] = [await planner.get(`/api/venues/${id}`), await planner.get(`/api/venues/${id}/access`)];
  const { gridReference: _worked, ...access } = opened.body;
  const facts = Object.fromEntries(Object.keys(venueFacts.shape).map((key) => [key, one.body[key]]));
  return { ...facts, ...access };
};
const rowOf = async (id: string): Promise<Loose> => (await app.deps.sql`select * from venue where id = ${id}`)[0];

/** Another value for each field of a venue: what is kept of one is kept of no other. */
const others: Omit<VenueDetails, 'code'> = {
  type: 'village hall',
  district: 'Bolsover',
  placesTold: 77,
  sleepingM2: 301.5,
  dayM2: 210,
  fireLimit: 222,
  toilets: 9,
  showers: 6,
  privateRooms: 4,
  areas: ['welfare', 'quiet'],
  stepFree: true,
  accessibleWc: false,
  accessibleShower: 'yes',
  kitchen: 'kitchenette',
  heating: 'no',
  generator: 'hookup',
  wifi: false,
  mobileSignal: 'poor',
  coachParking: false,
  discreetEntrance: false,
  entrances: 3,
  cctv: 'yes',
  lockableRooms: 5,
  pets: 'no',
  stockCupboard: 'yes',
  hospitalMinutes: 21,
  minutesToOpen: 61,
  availableHours: 'Mo-Fr 17:00-24:00',
  lastInspected: '2026-07-02',
  inspectionDue: '2027-07-03',
  suitability: 'suitable_with_conditions',
  name: 'Alder Hall',
  address: '3 Mill Lane',
  town: 'Ripley',
  postcode: 'DE5 3ZZ',
  lat: 53.05,
  lon: -1.4,
  owner: 'Parish council',
  rooms: [{ name: 'Small hall', m2: 91 }],
  keyholders: [{ name: 'A Reed', phone: '07700 900051' }],
  keyholdersCheckedOn: '2026-10-04',
  authorisers: [{ name: 'B Reed', phone: '07700 900052' }],
  inspectedBy: 'P Moss',
  conditions: 'Two stewards',
  limits: 'No music',
  accessNotes: 'By the side gate',
  agreementUntil: '2027-01-05',
  insuranceUntil: '2027-02-06',
  plans: 'In the office',
};

test('the table of other values names every field once, each with a value of its own', () => {
  const fields = [...Object.keys(venueFacts.shape), ...Object.keys(venueAccess.shape)];
  expect(['code', ...Object.keys(others)].toSorted()).toEqual(fields.toSorted());
  const before: Loose = venueDetails();
  for (const [key, value] of some(Object.entries(others))) expect([key, before[key]]).not.toEqual([key, value]);
});

test('every field of a venue is kept as it was said when it was added', async () => {
  const details = { ...others, code: code() };
  expect(await whole(await addVenue(app, planner, details))).toEqual(details);
});

test('each field that may be changed is, and nothing else of the venue', async () => {
  const details = venueDetails({ code: code() });
  const venueId = await addVenue(app, planner, details);
  // Where it stands and its postcode hang together.
  const keys = Object.keys(venueChanges.shape);
  let now: Loose = details;
  for (const [index, key] of some(keys.entries())) {
    const changes = { [key]: (others as Loose)[key] };
    const answer = await planner.done('venues.change', { venueId, baseVersion: index + 1, changes });
    expect(answer).toEqual({ venueId, rowVersion: index + 2 });
    now = { ...now, ...changes };
    expect([key, await whole(venueId)]).toEqual([key, now]);
  }
});

const inspection = {
  inspectedOn: '2026-11-19',
  inspectedBy: 'P Moss',
  dueOn: '2027-11-18',
  suitability: 'suitable_with_conditions',
  conditions: 'Two stewards',
};

test('an inspection says when, by whom, until when and how it stands, and changes nothing else', async () => {
  const details = venueDetails({ code: code() });
  const venueId = await addVenue(app, planner, details);
  const tomorrow = { ...inspection, inspectedOn: '2026-11-20' };
  const early = await planner.command('venues.inspect', { venueId, baseVersion: 1, ...tomorrow });
  const detail = 'Use today or a day before it';
  expect(early.body.errors).toEqual([{ pointer: '/args/inspectedOn', code: 'custom', detail }]);
  const done = await planner.done('venues.inspect', { venueId, baseVersion: 1, ...inspection });
  expect(done).toEqual({ venueId, rowVersion: 2 });
  const { inspectedOn, dueOn, inspectedBy, suitability, conditions } = inspection;
  const then = { lastInspected: inspectedOn, inspectionDue: dueOn, inspectedBy, suitability, conditions };
  expect(await whole(venueId)).toEqual({ ...details, ...then });
});

test('an inspection of today is one of London’s today, also in the first hour of a summer’s day', async () => {
  const summer = await startTestApp({ clock: testClock(new Date('2026-07-01T23:30:00Z')) });
  const there = await summer.signInAs('planner');
  const venueId = await addVenue(summer, there, { lastInspected: null, inspectionDue: '2026-07-01' });
  const isOverdue = async () => (await there.get(`/api/venues/${venueId}`)).body.overdue;
  expect(await isOverdue()).toBe(true);
  const on = (day: string) =>
    there.command('venues.inspect', { venueId, baseVersion: 1, ...inspection, inspectedOn: day });
  expect((await on('2026-07-03')).status).toBe(422);
  expect((await on('2026-07-02')).status).toBe(200);
  expect(await isOverdue()).toBe(false);
  await summer.stop();
});

test('what has left the register keeps when and why, and is not changed any more', async () => {
  const venueId = await addVenue(app, planner, { code: code() });
  const at = { venueId, baseVersion: 1 };
  const unknown = { ...at, venueId: app.newId() };
  const says: [string, Loose][] = [
    ['venues.change', { changes: { showers: 1 } }],
    ['venues.inspect', inspection],
    ['venues.archive', { reason: 'Sold' }],
  ];
  for (const [name, more] of some(says))
    expect((await planner.command(name, { ...unknown, ...more })).status).toBe(404);
  const earlier = { occurredAt: '2026-11-19T05:10:00.000Z' };
  expect(await planner.done('venues.archive', { ...at, reason: 'Sold' }, earlier)).toEqual({ venueId, rowVersion: 2 });
  const gone = { archived_at: app.clock.now(), archived_reason: 'Sold', row_version: 2 };
  expect(await rowOf(venueId)).toMatchObject(gone);
  for (const [name, more] of some(says)) {
    const { body } = await planner.command(name, { ...at, baseVersion: 2, ...more });
    const detail = 'This venue has left the register';
    expect([name, body]).toMatchObject([name, { type: '/problems/not-in-this-state', detail }]);
  }
  expect(await rowOf(venueId)).toMatchObject(gone);
  const again = await planner.command('venues.create', { venueId, details: venueDetails({ code: code() }) });
  expect(again.body).toMatchObject({
    type: '/problems/already-exists',
    detail: 'This id has been used. Make a new one',
  });
});

test('a venue is held by a centre until that ends', async () => {
  const venueId = await addVenue(app, planner, { code: code() });
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, venueId, state: 'standby' });
  const inUse = async () => (await planner.get(`/api/venues/${venueId}`)).body.inUse;
  const archive = () => planner.command('venues.archive', { venueId, baseVersion: 1, reason: 'Sold' });
  expect(await inUse()).toBe(true);
  expect((await archive()).body.detail).toBe('A centre is in this venue. Close the centre first');
  await planner.done('centres.setState', { operationId, centreId, to: 'cancelled', baseVersion: 1 });
  expect(await inUse()).toBe(false);
  expect((await archive()).status).toBe(200);
});

test('what only Haven can judge is refused by its field, also in a change and an inspection', async () => {
  const venueId = await addVenue(app, planner, { code: code() });
  const change = async (changes: Loose) => {
    const { body } = await planner.command('venues.change', { venueId, baseVersion: 1, changes });
    return body.errors?.map((it: Loose) => it.pointer) ?? [];
  };
  expect(await change({ availableHours: 'whenever' })).toEqual(['/args/changes/availableHours']);
  expect(await change({ lon: 1.3805 })).toEqual(['/args/changes/lon']);
  const backwards = { code: code(), lastInspected: '2026-08-01', inspectionDue: '2026-07-31' };
  const details = venueDetails(backwards);
  const refused = await planner.command('venues.create', { venueId: app.newId(), details });
  expect(refused.body.errors).toEqual([
    { pointer: '/args/details/inspectionDue', code: 'custom', detail: 'Use a day after the inspection' },
  ]);
  await addVenue(app, planner, { ...backwards, inspectionDue: '2026-08-01' });
  await addVenue(app, planner, { ...backwards, code: code(), lastInspected: null, inspectionDue: '2026-07-31' });
});

test('a place that stands on the register in spite of its postcode holds up no change but that of the place', async () => {
  const venueId = await addVenue(app, planner, { code: code() });
  await app.owner`update venue_access set postcode = 'TR1 1AA' where id = ${venueId}`;
  const change = (changes: Loose, baseVersion: number) =>
    planner.command('venues.change', { venueId, baseVersion, changes });
  expect((await change({ showers: 3 }, 1)).status).toBe(200);
  for (const changes of [{ lat: 53.0976 }, { lon: -1.3806 }, { postcode: 'TR1 1AB' }]) {
    const { body } = await change(changes, 2);
    expect(body.errors).toMatchObject([{ pointer: '/args/changes/lon' }]);
  }
  expect((await change({ postcode: 'DE55 7ZZ' }, 2)).status).toBe(200);
});

test('opening an address is recorded each time, with whose it was and when', async () => {
  const venueId = await addVenue(app, planner, { code: code() });
  await planner.get(`/api/venues/${venueId}/access`);
  await planner.get(`/api/venues/${app.newId()}/access`);
  const reads = await app.deps.sql`select actor_id, what, read_at from address_read where venue_id = ${venueId}`;
  expect(reads).toEqual([{ actor_id: planner.userId, what: 'address', read_at: app.clock.now() }]);
});
