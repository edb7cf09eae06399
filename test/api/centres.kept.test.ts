import { afterAll, beforeAll, expect, test } from 'vitest';
import { squareCentre } from '../../server/venues/gridReference.ts';
import { createVenue } from '../../shared/venues/contract.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

const EARLIER = '2026-11-19T05:10:00.000Z';
const DOORS = '2026-11-19T06:20:00.000Z';

const activate = async (operationId: string, more: Loose = {}, venue: Loose = {}) => {
  const venueId = more['venueId'] ?? (await addVenue(app, planner, venue));
  const args = { operationId, centreId: app.newId(), venueId, to: 'activating', expected: 40, doorsAt: DOORS };
  const { centreId } = args;
  const said = { ...args, reason: 'Close', ...more };
  const { name } = await planner.done('centres.activate', said, { occurredAt: EARLIER });
  const held = await planner.mirror(operationId);
  const basis: Loose = held.rows('logBasis').find((it) => it['centreId'] === centreId)?.['basis'];
  const entry = held.rows('logEntry').find((it) => it['centreId'] === centreId);
  const roles = new Set(held.rows('slot').flatMap((it) => (it['centreId'] === centreId ? [it['role']] : [])));
  const slots = held.rows('slot').filter((it) => it['centreId'] === centreId);
  const languages = new Set(slots.flatMap((it) => it['language'] ?? []));
  const [row, access]: Loose[] = [held.row('centre', centreId), held.row('centreAccess', centreId)];
  return { args: said, name, row, access, basis, text: entry?.['text'], roles, languages };
};
const middle = (square: string) => {
  const found = squareCentre(square);
  return found.ok ? found.position : null;
};

test('a centre keeps who runs it, when it was made and when doors open, and has no past yet', async () => {
  const operationId = await app.operation();
  const made = await activate(operationId, { managerName: 'J Shaw' });
  const asMade = { state: 'activating', stateSince: EARLIER, doorsAt: DOORS, openedAt: null, zones: [], ready: {} };
  expect(made.row).toMatchObject({ ...asMade, managerName: 'J Shaw', overflowOf: null, plannedFor: 40, rowVersion: 1 });
  expect((await activate(operationId, { managerName: '' })).row.managerName).toBeNull();
  expect((await activate(operationId)).row.managerName).toBeNull();
});

test('where a centre is, and whom to phone for its keys, is kept as the register has it', async () => {
  const { args, access } = await activate(await app.operation());
  const { address, town, postcode, lat, lon, keyholders } = createVenue.example.details;
  const code = String(access.name).split(' ').at(-1);
  expect(access).toEqual({
    id: args.centreId,
    operationId: args.operationId,
    centreId: args.centreId,
    venueId: args.venueId,
    venueCode: code,
    name: `Juniper Hall ${code}`,
    address,
    town,
    postcode,
    lat,
    lon,
    keyholders,
  });
});

const expectation = { fromSquare: 'SK 45', nights: 0, wishes: ['children'], languages: [{ tag: 'ro', people: 8 }] };

test('what an activation does not say is as the operation has it', async () => {
  const operationId = await app.operation(expectation as Loose);
  const { row, basis, roles, languages } = await activate(operationId);
  // Nobody sleeps there: 395 m² hold more by day.
  expect(row.places).toBe(232);
  expect(basis).toMatchObject({ from: middle('SK 45'), wishes: ['children'], arrivalAt: DOORS });
  expect([...roles]).toContain('child_social_worker');
  expect([...languages]).toEqual(['ro']);
});

test('what an activation says counts, whatever the operation has', async () => {
  const operationId = await app.operation(expectation as Loose);
  const firstArrivalAt = '2026-11-19T06:30:00.000Z';
  const says = { fromSquare: 'SK 33', nights: 1, wishes: [], languages: [{ tag: 'vi' }], firstArrivalAt };
  const { row, basis, roles, languages } = await activate(operationId, says);
  expect(row.places).toBe(112);
  expect(basis).toMatchObject({ from: middle('SK 33'), wishes: [], arrivalAt: firstArrivalAt });
  expect([...roles]).not.toContain('child_social_worker');
  expect([...languages]).toEqual(['vi']);
});

test.each([
  ['activating', 'activated'],
  ['standby', 'put on standby'],
])('a centre that begins as "%s" is logged as %s, and as overflow where it is one', async (to, did) => {
  const operationId = await app.operation();
  const first = await activate(operationId, { to });
  expect(first.text).toBe(`Centre ${first.name} ${did} in Amber Valley, medium, for 40 people`);
  const more = await activate(operationId, { to, overflowOf: first.args.centreId, expected: 15 }, {});
  expect(more.text).toBe(`Centre ${more.name} ${did} in Amber Valley, small, for 15 people, as overflow`);
  expect(more.row).toMatchObject({ state: to, overflowOf: first.args.centreId, size: 'small' });
});

test('what was decided on is kept in whole: the reasons, the venue, what spoke against it, and every other', async () => {
  const used = await activate(await app.operation());
  const overrideReason = 'Nothing else is open';
  const { args, basis } = await activate(await app.operation(), { overrideReason }, { sleepingM2: 70 });
  const against = [{ kind: 'too_small', words: 'Holds 20, 44 wanted' }];
  const own = basis.ruledOut.find((it: Loose) => it.venueId === args.venueId);
  expect(own).toMatchObject({ reasons: against, beds: 20, name: expect.stringMatching(/^Juniper Hall V/) });
  expect(basis).toMatchObject({
    reason: 'Close',
    overrideReason,
    venue: { id: args.venueId, code: own.code, name: own.name, town: 'Alfreton' },
    against,
    expected: 40,
    wanted: 44,
    from: null,
    wishes: [],
    pair: null,
  });
  // Whoever reads this has no claim to where the centres of other operations are.
  const taken = basis.ruledOut.find((it: Loose) => it.venueId === used.args.venueId);
  expect(taken.reasons).toEqual([{ kind: 'in_use', words: 'In use' }]);
  const free = await addVenue(app, planner);
  const freely = await activate(await app.operation(), { venueId: free });
  expect(freely.basis).toMatchObject({ overrideReason: null, against: [] });
  const chosen = freely.basis.fit.find((it: Loose) => it.venueId === free);
  // Counted from the moment of the call, by Haven's clock.
  expect(chosen).toMatchObject({ name: freely.basis.venue.name, readyAt: '2026-11-19T06:15:00.000Z' });
});

test('a venue off the register is taken with a reason alone', async () => {
  const venueId = await addVenue(app, planner);
  await planner.done('venues.archive', { venueId, baseVersion: 1, reason: 'Sold' });
  const args = { operationId: await app.operation(), centreId: app.newId(), venueId, to: 'standby', expected: 40 };
  const said = { ...args, doorsAt: DOORS, reason: 'Close' };
  const { body } = await planner.command('centres.activate', said);
  expect(body).toMatchObject({
    type: '/problems/venue-ruled-out',
    missing: [{ code: 'archived', words: 'Off the register' }],
  });
  await planner.done('centres.activate', { ...said, overrideReason: 'Still ours until Friday' });
});

test('an overflow is of a centre of the same operation', async () => {
  const elsewhere = await app.centre({ operationId: await app.operation() });
  const args = { operationId: await app.operation(), centreId: app.newId(), to: 'standby', expected: 40 };
  const said = { ...args, venueId: await addVenue(app, planner), doorsAt: DOORS, reason: 'Close' };
  expect((await planner.command('centres.activate', { ...said, overflowOf: elsewhere })).status).toBe(404);
});

test('a venue that holds a centre is free for no other, and names which', async () => {
  const { args, name } = await activate(await app.operation());
  const again = { ...args, operationId: await app.operation(), centreId: app.newId(), overrideReason: 'Now' };
  const { body } = await planner.command('centres.activate', again);
  expect(body).toMatchObject({
    type: '/problems/claim-lost',
    detail: `This venue holds Centre ${name}. Choose another`,
  });
});

/** Until a council has written its own: heads at a small, medium and large centre, and for 150 people. */
const firstPlan: [role: string, ...heads: number[]][] = [
  ['centre_manager', 1, 1, 1, 1],
  ['loggist', 1, 1, 1, 1],
  ['registration', 1, 2, 4, 6],
  ['welfare', 6, 8, 16, 30],
  ['first_aid', 1, 1, 2, 2],
  ['interpreter', 1, 4, 8, 13],
  ['child_social_worker', 0, 0, 0, 1],
];

test.each([
  [10, 1, ''],
  [20, 2, ''],
  [60, 3, ''],
  [150, 4, '&languages=ro:100&wishes=children'],
])('for %i people the plan that Haven brings has what no centre opens without', async (expected, column, more) => {
  const operationId = await app.operation();
  const asked = `expected=${expected}&arrivalAt=${DOORS}${more}`;
  const { body } = await planner.get(`/api/operations/${operationId}/shortlist?${asked}`);
  const heads = some(body.roles).map((it: Loose) => [it.role, it.partners, it.heads]);
  const wanted = firstPlan.flatMap((it) => (Number(it[column]) > 0 ? [[it[0], ['OWN'], it[column]]] : []));
  expect(heads).toEqual(wanted);
});
