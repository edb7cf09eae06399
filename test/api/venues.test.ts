import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue, importSamples, venueDetails } from '../support/registerFiles.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

interface Filed {
  code: string;
  district: string;
}

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['venues']);
});

afterAll(() => app.stop());

const create = (given: object) =>
  planner.command('venues.create', { venueId: app.newId(), details: { ...venueDetails(), ...given } });
const codes = (body: { items: { code: string }[] }) => body.items.map((it) => it.code);

test('a venue is found by its name, town and district as they are typed, and shown as they were given', async () => {
  const name = 'St Mary’s Café';
  await addVenue(app, planner, { code: 'V989', name, town: 'Ynys Môn', district: 'Ynys Môn' });
  for (const typed of ["st mary's", 'ST. MARYS', 'cafe', 'ynys mon', "mary's môn"]) {
    const { body } = await planner.get(`/api/venues?q=${encodeURIComponent(typed)}`);
    expect(body.items).toMatchObject([{ code: 'V989', access: { name } }]);
  }
  const { body } = await planner.get('/api/venues?district=ynys%20mon');
  expect(codes(body)).toEqual(['V989']);
  const [venue] = body.items;
  await planner.done('venues.archive', { venueId: venue.id, baseVersion: venue.rowVersion, reason: 'Only searched' });
});

test('the planner sees the whole register, each venue with its capacity and what it rests on', async () => {
  const { body } = await planner.get('/api/venues');
  expect(body.tallies).toMatchObject({ total: 48, matching: 48 });
  const juniper = body.items.find((it: { code: string }) => it.code === 'V010');
  expect(juniper).toMatchObject({ access: { name: 'Juniper Town Hall' }, size: 'large', inUse: false });
  expect(juniper.capacity.night.places).toBe(
    Math.min(...juniper.capacity.night.limits.map((it: { places: number }) => it.places)),
  );
});

test('the register is searched by name, town or code, filtered by what a venue has, and sorted by beds', async () => {
  expect(codes((await planner.get('/api/venues?q=juniper')).body)).toContain('V010');
  expect(codes((await planner.get('/api/venues?q=V010')).body)).toEqual(['V010']);
  const answer = await planner.get(
    '/api/venues?facilities=step_free&facilities=showers&sleeps=15&sort=beds&direction=down',
  );
  expect(answer.body.items.length).toBeGreaterThan(3);
  for (const it of some(answer.body.items)) expect(it).toMatchObject({ stepFree: true });
  const beds = answer.body.items.map((it: { capacity: { night: { places: number } } }) => it.capacity.night.places);
  expect(beds).toEqual(beds.toSorted((a: number, b: number) => b - a));
  expect(beds.at(-1)).toBeGreaterThanOrEqual(15);
  const overdue = await planner.get('/api/venues?overdue=true');
  expect(overdue.body.tallies.matching).toBe(overdue.body.tallies.overdue);
  const large = (await planner.get('/api/venues?limit=500&size=large&suitability=suitable')).body.items as Filed[];
  const named = large.at(-1)?.district ?? '';
  const district = await planner.get(
    `/api/venues?limit=500&district=${encodeURIComponent(named)}&size=large&suitability=suitable`,
  );
  expect(some(district.body.items as Filed[]).map((it) => it.code)).toEqual(
    large.filter((it) => it.district === named).map((it) => it.code),
  );
  expect(district.body.items.length).toBeLessThan(large.length);
});

test('pages follow one another without a gap or a repetition', async () => {
  const seen: string[] = [];
  let after = '';
  do {
    const { body } = await planner.get(`/api/venues?limit=14&sort=beds${after && `&after=${after}`}`);
    seen.push(...codes(body));
    after = body.next ?? '';
  } while (after !== '');
  expect(seen).toHaveLength(48);
  expect(new Set(seen).size).toBe(48);
});

test('a question nobody can answer is refused with the field it is about', async () => {
  const answer = await planner.get('/api/venues?limit=0&sort=colour');
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((it: { pointer: string }) => it.pointer).toSorted()).toEqual(['/limit', '/sort']);
  expect((await planner.get('/api/venues?size=huge')).status).toBe(422);
});

test('who has no business with the register finds nothing there, and who has not signed in is asked to', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const id = await addVenue(app, planner, { code: 'V900' });
  const volunteer = await app.signInAs('volunteer', { operationId, centreId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const paths = ['', `/${id}`, `/${id}/access`, '.csv', '.geojson', '/position?grid=SK3536'];
  for (const path of paths) {
    expect((await app.nobody.get(`/api/venues${path}`)).status).toBe(401);
    expect((await volunteer.get(`/api/venues${path}`)).status).toBe(404);
    expect((await manager.get(`/api/venues${path}`)).status).toBe(404);
  }
  for (const path of ['/api/partners', '/api/role-plan', '/api/settings']) {
    expect((await app.nobody.get(path)).status).toBe(401);
    expect((await volunteer.get(path)).status).toBe(404);
  }
  const args = { venueId: app.newId(), details: venueDetails({ code: 'V901' }) };
  expect((await volunteer.command('venues.create', args)).status).toBe(404);
  expect(
    (await manager.command('venues.change', { venueId: id, baseVersion: 1, changes: { showers: 1 } })).status,
  ).toBe(404);
});

const secrets = ['Juniper', 'Alfreton', 'DE55', '53.0', '"lat"', 'keyholders', 'postcode', 'Station Road'];

test('a planner without the grant sees codes, districts, sizes and squares, and nothing that names a place', async () => {
  const without = await app.signInAs('planner', { address: false });
  const list = await without.get('/api/venues?limit=500&sort=name');
  expect(list.body.items.length).toBeGreaterThan(40);
  for (const it of some(list.body.items as { square: string }[])) {
    expect(it).toMatchObject({ access: null, inUse: null });
    expect(it.square).toMatch(/^SK \d\d$/);
  }
  const [{ id }] = list.body.items;
  const one = await without.get(`/api/venues/${id}`);
  expect(one.status).toBe(200);
  for (const secret of secrets) {
    expect(list.text).not.toContain(secret);
    expect(one.text).not.toContain(secret);
  }
  for (const path of [`/${id}/access`, '.csv', '.geojson'])
    expect((await without.get(`/api/venues${path}`)).status).toBe(404);
  expect((await without.get('/api/venues?q=juniper')).body.items).toEqual([]);
});

test("another role's sight of an address does not open the register's to a planner without", async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const both = await app.signInAs([
    { role: 'planner', operationId: null, centreId: null, address: false },
    { role: 'manager', operationId, centreId, address: true },
    { role: 'silver', operationId, centreId: null, address: true },
  ]);
  const { body } = await both.get('/api/venues');
  expect(body.items.every((it: { access: unknown }) => it.access === null)).toBe(true);
  expect((await both.get('/api/venues.csv')).status).toBe(404);
});

test('a planner with the grant sees names, and which venue holds a live centre; silver sees no register at all', async () => {
  const id = await addVenue(app, planner, { code: 'V902' });
  const operationId = await app.operation();
  await app.centre({ operationId, venueId: id });
  const { body } = await planner.get('/api/venues?q=V902');
  expect(body.items).toMatchObject([{ inUse: true, access: { name: 'Juniper Leisure Centre' } }]);
  const silver = await app.signInAs('silver', { operationId });
  for (const path of ['', '?q=V902', `/${id}`, `/${id}/access`, '.csv', '.geojson', '/position?grid=SK3536'])
    expect((await silver.get(`/api/venues${path}`)).status).toBe(404);
});

test('an address is not in any list, and opening it is recorded', async () => {
  const id = await addVenue(app, planner, { code: 'V903', address: '7 Hidden Lane', postcode: 'DE7 8AB' });
  expect((await planner.get('/api/venues?limit=500')).text).not.toMatch(/Hidden Lane|DE7 8AB/);
  const opened = await planner.get(`/api/venues/${id}/access`);
  expect(opened.body).toMatchObject({ address: '7 Hidden Lane', postcode: 'DE7 8AB', gridReference: 'SK 4157 5576' });
  const reads = await app.deps.sql`select actor_id, what from address_read where venue_id = ${id}`;
  expect(reads).toMatchObject([{ actor_id: planner.userId, what: 'address' }]);
});

test('two planners who change the same venue: the second is told, and nothing is overwritten', async () => {
  const venueId = await addVenue(app, planner, { code: 'V904' });
  const other = await app.signInAs('planner');
  await planner.done('venues.change', { venueId, baseVersion: 1, changes: { showers: 3 } });
  const late = await other.command('venues.change', { venueId, baseVersion: 1, changes: { showers: 9 } });
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  expect((await planner.get(`/api/venues/${venueId}`)).body).toMatchObject({ showers: 3, rowVersion: 2 });
  const inspection = {
    inspectedOn: '2026-11-12',
    inspectedBy: 'L Ahmed',
    dueOn: '2027-11-12',
    suitability: 'suitable',
  };
  expect((await other.command('venues.inspect', { venueId, baseVersion: 1, ...inspection })).status).toBe(409);
  expect((await other.command('venues.archive', { venueId, baseVersion: 1, reason: 'Sold' })).status).toBe(409);
});

test('an inspection counts from the day it was made, and not from a day to come', async () => {
  const venueId = await addVenue(app, planner, {
    code: 'V905',
    inspectionDue: '2026-01-01',
    lastInspected: '2025-01-01',
  });
  expect((await planner.get(`/api/venues/${venueId}`)).body.overdue).toBe(true);
  const inspection = {
    venueId,
    baseVersion: 1,
    inspectedOn: '2026-11-18',
    inspectedBy: 'L Ahmed',
    dueOn: '2027-11-18',
    suitability: 'suitable_with_conditions',
    conditions: 'Two stewards at the side door',
  };
  const early = await planner.command('venues.inspect', { ...inspection, inspectedOn: '2026-12-01' });
  expect(early).toMatchObject({ status: 422, body: { errors: [{ pointer: '/args/inspectedOn' }] } });
  await planner.done('venues.inspect', inspection);
  expect((await planner.get(`/api/venues/${venueId}`)).body).toMatchObject({
    overdue: false,
    suitability: 'suitable_with_conditions',
    lastInspected: '2026-11-18',
  });
});

test('an archived venue leaves the list and keeps its record; one that holds a centre stays', async () => {
  const venueId = await addVenue(app, planner, { code: 'V906' });
  await planner.done('venues.archive', { venueId, baseVersion: 1, reason: 'Sold by the council' });
  expect((await planner.get('/api/venues?q=V906')).body.items).toEqual([]);
  expect((await planner.get('/api/venues?q=V906&archived=true')).body.items).toHaveLength(1);
  const change = await planner.command('venues.change', { venueId, baseVersion: 2, changes: { showers: 3 } });
  expect(change.status).toBe(409);
  const used = await addVenue(app, planner, { code: 'V907' });
  await app.centre({ operationId: await app.operation(), venueId: used });
  const refused = await planner.command('venues.archive', { venueId: used, baseVersion: 1, reason: 'Sold' });
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-in-this-state' } });
});

test('a code in use, hours nobody can read and a place outside the kingdom are refused, each with its field', async () => {
  expect(await create({ code: 'V010' })).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
  expect(await create({ code: 'V908', availableHours: 'whenever' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/details/availableHours' }] },
  });
  expect(await create({ code: 'V908', lat: 48.85, lon: 2.35 })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/details/lat' }, { pointer: '/args/details/lon' }] },
  });
  expect(await create({ code: 'V908', name: 'Hall\u0000' })).toMatchObject({ status: 422 });
});

test('a place is given either way and answered both ways', async () => {
  const byGrid = await planner.get('/api/venues/position?grid=SK%203520%203610');
  expect(byGrid.body).toMatchObject({ gridReference: 'SK 3520 3610', square: 'SK 33' });
  const { lat, lon } = byGrid.body;
  const byDegrees = await planner.get(`/api/venues/position?lat=${lat}&lon=${lon}`);
  expect(byDegrees.body.gridReference).toBe('SK 3520 3610');
  expect(await planner.get('/api/venues/position?grid=nowhere')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/grid' }] },
  });
});

test('a new venue and its place are chained on the stream of the registers', async () => {
  const id = await addVenue(app, planner, { code: 'V909' });
  const kept = await app.deps.sql`select kind, compartment, "row" from version where id = ${id} order by kind`;
  expect(kept.map((it) => [it['kind'], it['compartment']])).toEqual([
    ['venue', 'operation'],
    ['venueAccess', 'address'],
  ]);
  expect(JSON.stringify(kept[0])).not.toMatch(/Juniper|53\.0/);
});
