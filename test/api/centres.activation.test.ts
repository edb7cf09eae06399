import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners/contract.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addPlan, addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await addPlan(app, planner);
});

afterAll(() => app.stop());

const activation = (operationId: string, venueId: string, more: Loose = {}) => ({
  operationId,
  centreId: app.newId(),
  venueId,
  to: 'activating',
  expected: 40,
  doorsAt: '2026-11-19T06:20:00Z',
  fromSquare: 'SK 45',
  languages: [{ tag: 'ro', people: 12 }, { tag: 'vi', people: 3 }, { tag: 'en' }],
  reason: 'Juniper Hall is close and has enough beds',
  ...more,
});

test('an activated centre has a code name, a district, a square, a sheet letter and places; the venue is apart', async () => {
  const operationId = await app.operation();
  const venueId = await addVenue(app, planner);
  const args = activation(operationId, venueId);
  const result = await planner.done('centres.activate', args);
  const held = await planner.mirror(operationId);
  const centre = held.row('centre', args.centreId);
  expect(centre).toMatchObject({ name: result.name, district: 'Amber Valley', square: 'SK 45', size: 'medium' });
  expect(centre).toMatchObject({ places: 112, plannedFor: 40, state: 'activating' });
  expect(JSON.stringify(centre)).not.toMatch(/Juniper|DE55|53\.0975/);
  expect(held.row('centreAccess', args.centreId)).toMatchObject({ venueId, postcode: 'DE55 7ZZ', lat: 53.0975 });
});

test('the roster is made from the role plan for the size, scaled with people and languages, over a day of shifts', async () => {
  const operationId = await app.operation();
  const args = activation(operationId, await addVenue(app, planner));
  const { slots } = await planner.done('centres.activate', args);
  const rows = (await planner.mirror(operationId)).rows('slot');
  expect(rows).toHaveLength(slots);
  const first = rows.filter((it) => it['shiftStart'] === '2026-11-19T06:00:00.000Z');
  expect(first.map((it) => [it['role'], it['language'], it['needed']]).toSorted()).toEqual([
    ['centre_manager', null, 1],
    ['interpreter', 'ro', 2],
    ['interpreter', 'vi', 1],
    ['welfare', null, 10],
  ]);
  expect(new Set(rows.map((it) => it['shiftStart'])).size).toBe(4);
  expect(new Set(rows.map((it) => it['state']))).toEqual(new Set(['not_asked']));
});

test.each([
  ['a quarter past midnight on the Sunday the clocks go back', '2026-10-24T23:15:00Z', 4],
  ['half past eleven the night the clocks go forward', '2027-03-27T23:30:00Z', 4],
])('doors at %s make a roster whose shifts follow each other', async (_when, doorsAt, shifts) => {
  const operationId = await app.operation();
  const args = activation(operationId, await addVenue(app, planner), { doorsAt });
  await planner.done('centres.activate', args);
  const rows = (await planner.mirror(operationId)).rows('slot');
  const times = [...new Set(rows.map((it) => `${String(it['shiftStart'])} ${String(it['shiftEnd'])}`))].toSorted();
  expect(times).toHaveLength(shifts);
  const [starts, ends] = [0, 1].map((at) => times.map((it) => it.split(' ')[at]));
  expect(starts?.slice(1)).toEqual(ends?.slice(0, -1));
});

test('the decision is logged without the venue’s name; its reason and ranking go only to those with the address', async () => {
  const operationId = await app.operation();
  const args = activation(operationId, await addVenue(app, planner));
  const { name } = await planner.done('centres.activate', args);
  const silver = await app.signInAs('silver', { operationId, address: false });
  const told = await silver.mirror(operationId);
  expect(told.rows('logEntry')).toMatchObject([
    { number: 1, decision: 1, text: `Centre ${name} activated in Amber Valley, medium, for 40 people`, reason: null },
  ]);
  expect(told.rows('logBasis')).toEqual([]);
  expect(JSON.stringify(told.all)).not.toMatch(/Juniper|DE55|53\.0975/);
  const basis = (await planner.mirror(operationId)).rows('logBasis')[0]?.['basis'];
  expect(basis).toMatchObject({ reason: args.reason, venue: { name: expect.stringContaining('Juniper') }, wanted: 44 });
});

test('a venue that is ruled out is refused with its reasons, and taken where a reason is given', async () => {
  const operationId = await app.operation();
  const venueId = await addVenue(app, planner, { sleepingM2: 40, inspectionDue: '2026-10-01' });
  const args = activation(operationId, venueId);
  const refused = await planner.command('centres.activate', args);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ type: '/problems/venue-ruled-out' });
  expect(refused.body.missing.map((it: Loose) => it.code)).toEqual(['inspection_overdue', 'too_small']);
  const taken = await planner.command('centres.activate', { ...args, overrideReason: 'Nothing else is open' });
  expect(taken.status).toBe(200);
});

test('two planners who choose one venue at once: one centre stands, the other is told', async () => {
  const operationId = await app.operation();
  const venueId = await addVenue(app, planner);
  const other = await app.signInAs('planner');
  const answers = await Promise.all([
    planner.command('centres.activate', activation(operationId, venueId)),
    other.command('centres.activate', activation(operationId, venueId, { overrideReason: 'Now' })),
  ]);
  expect(answers.map((it) => it.status).toSorted()).toEqual([200, 409]);
  expect(answers.find((it) => it.status === 409)?.body.type).toBe('/problems/claim-lost');
});

test('no two live centres share a code name or a sheet letter, in whatever operation and however hurried', async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const args = activation(await app.operation(), await addVenue(app, planner));
      await planner.done('centres.activate', args);
      return (await planner.mirror(args.operationId)).row('centre', args.centreId);
    }),
  );
  expect(new Set(made.map((it) => it?.['name'])).size).toBe(4);
  expect(new Set(made.map((it) => it?.['sheetLetter'])).size).toBe(4);
  for (const it of some(made)) expect(it?.['sheetLetter']).not.toMatch(/[IOV]/);
});

test('a venue nobody registered is named as the field to change, and a closed operation takes no centre', async () => {
  const operationId = await app.operation();
  const unknown = await planner.command('centres.activate', activation(operationId, app.newId()));
  expect(unknown.status).toBe(422);
  expect(unknown.body.errors).toMatchObject([{ pointer: '/args/venueId' }]);
  const over = await app.operation({ state: 'closed' });
  const late = await planner.command('centres.activate', activation(over, await addVenue(app, planner)));
  expect(late.body.type).toBe('/problems/not-in-this-state');
});

test('a centre put on standby becomes an overflow when it is stood up', async () => {
  const operationId = await app.operation();
  const first = activation(operationId, await addVenue(app, planner));
  await planner.done('centres.activate', first);
  const second = activation(operationId, await addVenue(app, planner), { to: 'standby', overflowOf: first.centreId });
  const { name } = await planner.done('centres.activate', second);
  const { centreId } = second;
  await planner.done('centres.setState', { operationId, centreId, to: 'activating', baseVersion: 1 });
  const held = await planner.mirror(operationId);
  expect(held.row('centre', centreId)).toMatchObject({ state: 'activating', overflowOf: first.centreId });
  expect(held.rows('logEntry').map((it) => it['text'])).toContain(`Centre ${name} activated`);
});

test('the shortlist ranks venues with reasons, rules out those in use, and shows what partners cover', async () => {
  const operationId = await app.operation();
  const used = await addVenue(app, planner);
  await planner.done('centres.activate', activation(operationId, used));
  const free = await addVenue(app, planner);
  const query = 'expected=40&square=SK%2045&arrivalAt=2026-11-19T06:20:00Z&wishes=step_free&languages=ro:12';
  const answer = await planner.get(`/api/operations/${operationId}/shortlist?${query}`);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ size: 'medium', wanted: 44 });
  const fit = answer.body.fit.find((it: Loose) => it.venueId === free);
  expect(fit).toMatchObject({ beds: 112, place: { name: expect.stringContaining('Juniper') } });
  expect(fit.explanation).toContain('Sleeps 112, 44 wanted');
  const out = answer.body.ruledOut.find((it: Loose) => it.venueId === used);
  expect(out.reasons).toMatchObject([{ kind: 'in_use' }]);
  const welfare = answer.body.roles.find((it: Loose) => it.role === 'welfare');
  expect(welfare).toMatchObject({ heads: 10, partners: ['BRC'], coverage: { needed: 10 } });
  expect(welfare.coverage.words).toMatch(/short/);
});

test('what a partner offered who has left the register is not counted on', async () => {
  const operationId = await app.operation();
  const query = 'expected=40&square=SK%2045&arrivalAt=2026-11-19T06:20:00Z&languages=ro:12';
  const welfare = async () => {
    const { body } = await planner.get(`/api/operations/${operationId}/shortlist?${query}`);
    return body.roles.find((it: Loose) => it.role === 'welfare').coverage;
  };
  const before = await welfare();
  const partnerId = app.newId();
  const partner = { ...savePartner.example.details, code: 'GONE', name: 'Gone' };
  await planner.done('partners.save', { partnerId, baseVersion: null, details: partner });
  const offer = { partner: 'GONE', role: 'welfare', languages: [], heads: 40, calloutMinutes: 10, maxHours: 12 };
  const details = { ...offer, confirmedOn: '2026-09-01' };
  await planner.done('capacities.save', { capacityId: app.newId(), baseVersion: null, details });
  expect(await welfare()).not.toEqual(before);
  await planner.done('partners.archive', { partnerId, baseVersion: 1, reason: 'The service has ended' });
  expect(await welfare()).toEqual(before);
});

test('the shortlist is the planner’s: without the address no place is named, and others find nothing', async () => {
  const operationId = await app.operation();
  await addVenue(app, planner);
  const path = `/api/operations/${operationId}/shortlist?expected=10&arrivalAt=2026-11-19T06:20:00Z`;
  const blind = await app.signInAs('planner', { address: false });
  const answer = await blind.get(path);
  expect(answer.status).toBe(200);
  expect(answer.text).not.toMatch(/Juniper|DE55|53\.0975/);
  const silver = await app.signInAs('silver', { operationId });
  expect((await silver.get(path)).status).toBe(404);
  expect((await planner.get(path.replace(operationId, app.newId()))).status).toBe(404);
  expect((await planner.get(`${path}&lat=53&surprise=1`)).status).toBe(422);
});

test('silver is told no number of people under five by a centre, its decision or what was decided on', async () => {
  const operationId = await app.operation();
  const silver = await app.signInAs('silver', { operationId });
  const expected = [1, 2, 3, 4];
  const made: { n: number; centreId: string }[] = [];
  for (const n of expected) {
    const args = activation(operationId, await addVenue(app, planner), {
      expected: n,
      languages: [{ tag: 'vi', people: n }],
      overrideReason: `Only ${n} people are meant`,
    });
    await planner.done('centres.activate', args);
    await planner.done('log.decide', {
      operationId,
      entryId: app.newId(),
      text: `Wait for ${n} people`,
      reason: `${n} guests walk slowly`,
    });
    await planner.done('centres.setState', {
      operationId,
      centreId: args.centreId,
      to: 'open',
      baseVersion: 1,
      overrideReason: `The ${n} people wait outside`,
    });
    made.push({ n, centreId: args.centreId });
  }
  const [theirs, whole] = [await silver.mirror(operationId), await planner.mirror(operationId)];
  const decisions = theirs.rows('logEntry');
  expect(decisions).toHaveLength(3 * expected.length);
  for (const { text, reason } of some(decisions as Loose[]))
    expect(`${text} ${reason}`).not.toMatch(/\b[1-4] (people|guests)/);
  expect(theirs.rows('logBasis')).toEqual([]);
  for (const { n, centreId } of some(made)) {
    expect(theirs.row('centre', centreId)).toMatchObject({ plannedFor: 5 });
    // What was kept stays with those who may read it.
    expect(whole.row('centre', centreId)).toMatchObject({ plannedFor: n });
    expect(JSON.stringify(whole.rows('logEntry'))).toContain(`for ${n} people`);
  }
});
