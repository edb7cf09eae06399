import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

/** All that is known of a hotel after a minute on the telephone. */
const hotel = (given: object = {}) => ({
  name: 'Linden Hotel',
  type: 'hotel',
  address: '4 Mill Lane',
  town: 'Ripley',
  postcode: 'DE5 9ZZ',
  district: 'Amber Valley',
  lat: 53.038,
  lon: -1.416,
  keyholders: [{ name: 'N Gratton', phone: '07700 900666' }],
  minutesToOpen: 20,
  placesTold: 60,
  ...given,
});
const add = (details: object) => planner.command('venues.create', { venueId: app.newId(), details });
const shortlist = async (operationId: string, expected = 40) =>
  (
    await planner.get(
      `/api/operations/${operationId}/shortlist?expected=${expected}&nights=1&arrivalAt=2026-11-19T06:30:00Z`,
    )
  ).body;

test('a place that is on no register is added with few fields, ranked last and used', async () => {
  const operationId = await app.operation();
  await addVenue(app, planner, { code: 'V020' });
  const { status, body } = await add(hotel());
  expect(status).toBe(200);
  expect(body.result).toMatchObject({ code: 'V021', rowVersion: 1 });
  const list = await shortlist(operationId);
  expect(list.fit.map((it: { code: string }) => it.code)).toEqual(['V020', 'V021']);
  expect(list.fit[1]).toMatchObject({ beds: 60, place: { name: 'Linden Hotel' } });
  expect(list.fit[1].warnings).toContain('fire limit not known, ask first');
  const centreId = app.newId();
  const { venueId } = list.fit[1];
  const used = { operationId, centreId, venueId, expected: 40, doorsAt: '2026-11-19T06:20:00Z', to: 'activating' };
  await planner.done('centres.activate', { ...used, reason: 'The halls are in use' });
  const [centre] = (await planner.mirror(operationId)).rows('centre');
  expect(centre).toMatchObject({ id: centreId, places: 60, size: 'medium' });
});

test('what was still to be found out is filled in field by field', async () => {
  const { body } = await add(hotel());
  const { venueId } = body.result;
  const change = (baseVersion: number, changes: object) =>
    planner.done('venues.change', { venueId, baseVersion, changes });
  await change(1, { fireLimit: 50, toilets: 2 });
  const read = async () => (await planner.get(`/api/venues/${venueId}`)).body;
  expect(await read()).toMatchObject({ suitability: null, overdue: false, capacity: { night: { places: 40 } } });
  await change(2, { sleepingM2: 35 });
  expect(await read()).toMatchObject({ placesTold: 60, capacity: { night: { places: 10 } } });
  const found = { suitability: 'suitable', inspectedBy: 'L Ahmed', inspectedOn: '2026-11-12', dueOn: '2027-11-12' };
  await planner.done('venues.inspect', { venueId, baseVersion: 3, ...found });
  expect(await read()).toMatchObject({ suitability: 'suitable', overdue: false, lastInspected: '2026-11-12' });
});

test('nobody is sent to a place of which nobody said how many it holds', async () => {
  const refused = await add(hotel({ placesTold: null }));
  expect(refused.body).toMatchObject({
    type: '/problems/invalid-fields',
    errors: [
      { pointer: '/args/details/placesTold', detail: 'Say how many can sleep there, or give the sleeping area' },
    ],
  });
  expect((await add(hotel({ placesTold: undefined, sleepingM2: 100 }))).status).toBe(200);
});

test.each(['name', 'type', 'address', 'town', 'postcode', 'district', 'lat', 'lon', 'keyholders', 'minutesToOpen'])(
  'a venue without its %s is refused, and that field is named',
  async (field) => {
    const { status, body } = await add(hotel({ [field]: undefined }));
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, `/args/details/${field}`]);
  },
);

test('two who add a place in one moment are given two codes, and one that left the register keeps its own', async () => {
  const made = await Promise.all([add(hotel()), add(hotel()), add(hotel())]);
  const codes = made.map(({ body }) => body.result.code as string);
  expect(new Set(codes).size).toBe(3);
  const last = codes.toSorted().at(-1) ?? '';
  const { venueId } = made.find(({ body }) => body.result.code === last)?.body.result ?? {};
  await planner.done('venues.archive', { venueId, baseVersion: 1, reason: 'Only for a night' });
  expect((await add(hotel())).body.result.code).toBe(`V${String(Number(last.slice(1)) + 1).padStart(3, '0')}`);
});
