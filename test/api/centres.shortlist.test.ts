import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners/contract.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addPlan, addVenue } from '../support/registers.ts';

let app: TestApp;
let planner: Person;
let operationId: string;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  operationId = await app.operation();
  await addPlan(app, planner);
});
afterAll(() => app.stop());

const ARRIVAL = '2026-11-19T06:20:00.000Z';
const asked = async (more: string, who = planner): Promise<Loose> =>
  (await who.get(`/api/operations/${operationId}/shortlist?arrivalAt=${ARRIVAL}&${more}`)).body;

test('distances count from the place that is named, else from the middle of the square, else from nowhere', async () => {
  const venueId = await addVenue(app, planner);
  const km = (body: Loose) => body.fit.find((it: Loose) => it.venueId === venueId).km;
  const [bySquare, byPlace, neither] = [
    await asked('expected=40&square=SK%2045'),
    await asked('expected=40&square=SK%2045&lat=53.0975&lon=-1.3805'),
    await asked('expected=40'),
  ];
  expect([km(bySquare), km(byPlace), km(neither)]).toEqual([3.5, 0, null]);
});

test('where nobody stays the night the day capacity counts', async () => {
  const venueId = await addVenue(app, planner);
  const beds = async (more: string) =>
    (await asked(`expected=40${more}`)).fit.find((it: Loose) => it.venueId === venueId).beds;
  expect([await beds(''), await beds('&nights=1'), await beds('&nights=0')]).toEqual([112, 112, 232]);
});

test('each venue is shown with what it is and where, and the place only to whoever may know it', async () => {
  const venueId = await addVenue(app, planner, { minutesToOpen: 30 });
  const small = await addVenue(app, planner, { sleepingM2: 35 });
  const place = {
    town: 'Alfreton',
    lat: 53.0975,
    lon: -1.3805,
    keyholders: [{ name: 'J Begum', phone: '07700 900050' }],
  };
  const shown = { type: 'leisure centre', district: 'Amber Valley', minutesToOpen: 30, square: 'SK 45' };
  const own = (all: Loose[], id: string) => all.find((it) => it.venueId === id);
  const body = await asked('expected=40');
  expect(own(body.fit, venueId)).toMatchObject({ ...shown, place, readyAt: '2026-11-19T06:00:00.000Z' });
  expect(own(body.ruledOut, small)).toMatchObject({ minutesToOpen: 45, place });
  expect(body.ruledOutWords).toContain('1 too small');
  const blind = await app.signInAs('planner', { address: false });
  expect(own((await asked('expected=40', blind)).fit, venueId)).toMatchObject({ ...shown, place: null });
});

test('a venue is ruled out by the hours it can be used from when they come, not from the call', async () => {
  const weekend = await addVenue(app, planner, { availableHours: 'Sa-Su 00:00-24:00' });
  const list = `/api/operations/${operationId}/shortlist?expected=40&arrivalAt=2026-11-21T06:20:00Z`;
  const { fit } = (await planner.get(list)).body;
  expect(fit.map((it: Loose) => it.venueId)).toContain(weekend);
  const venueId = await addVenue(app, planner, { availableHours: 'Mo-Fr 17:00-24:00' });
  const [out] = (await asked('expected=40')).ruledOut.filter((it: Loose) => it.venueId === venueId);
  expect(out.reasons).toEqual([
    { kind: 'not_open', words: 'Not free from 06:20: Mon–Fri 17:00–24:00, Sat–Sun closed' },
  ]);
});

test('roles that are called for stand in the order of the plan, with how many, why, and from whom', async () => {
  const body = await asked('expected=40&languages=ro:12&languages=vi');
  expect(body).toMatchObject({ size: 'medium', wanted: 44 });
  expect(body.roles.map(({ coverage: _coverage, ...it }: Loose) => it)).toEqual([
    { role: 'centre_manager', partners: ['DCC'], heads: 1, why: '1 at a medium centre' },
    { role: 'welfare', partners: ['BRC'], heads: 10, why: 'one for every 4 of 40 people' },
    { role: 'interpreter', partners: ['BRC'], heads: 6, why: 'one for every 8 speakers of each language' },
  ]);
  const names = (it: Loose) => it.roles.map((each: Loose) => each.role);
  expect(names(await asked('expected=40'))).toEqual(['centre_manager', 'welfare']);
});

test('cover is of the day from when doors open, else from when they come', async () => {
  const day = async (more: string) => {
    const { segments } = (await asked(`expected=40${more}`)).roles[0].coverage;
    return [segments[0].from, segments.at(-1).to];
  };
  expect(await day('')).toEqual([ARRIVAL, '2026-11-20T06:20:00.000Z']);
  const doors = await day('&doorsAt=2026-11-19T15:00:00Z');
  expect(doors).toEqual(['2026-11-19T15:00:00.000Z', '2026-11-20T15:00:00.000Z']);
});

test('what a partner promises counts for its own role, and only once its line is open', async () => {
  const cover = async (role: string) =>
    (await asked('expected=10')).roles.find((it: Loose) => it.role === role).coverage;
  const manager = async () => (await cover('centre_manager')).words;
  expect(await manager()).toBe('Nobody to ask');
  const details = { ...savePartner.example.details, code: 'DUTY', name: 'Duty', hours: 'Mo-Fr 09:00-17:00' };
  const partnerId = app.newId();
  await planner.done('partners.save', { partnerId, baseVersion: null, details });
  const offer = { partner: 'DUTY', role: 'centre_manager', languages: [], heads: 1, calloutMinutes: 60, maxHours: 24 };
  const capacity = { capacityId: app.newId(), baseVersion: null, details: { ...offer, confirmedOn: null } };
  await planner.done('capacities.save', capacity);
  // The line opens at nine, and it closes at five.
  expect(await cover('centre_manager')).toMatchObject({ words: '1 short to 10:00', needed: 1 });
  // Whoever has left the register promises nothing.
  const gone = { partnerId, baseVersion: 1, reason: 'The service has ended' };
  await planner.done('partners.archive', gone);
  expect(await manager()).toBe('Nobody to ask');
});
