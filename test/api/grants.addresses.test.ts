import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Grant } from '../../shared/roles.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let withoutAddress: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  withoutAddress = await app.signInAs('planner', { address: false });
});

afterAll(() => app.stop());

const activation = (operationId: string, venueId: string, more: Loose = {}) => ({
  operationId,
  centreId: app.newId(),
  venueId,
  to: 'activating',
  expected: 40,
  doorsAt: '2026-11-19T06:20:00Z',
  reason: 'Close, enough beds',
  ...more,
});

const activeCentre = async () => {
  const operationId = await app.operation();
  const args = activation(operationId, await addVenue(app, planner));
  await planner.done('centres.activate', args);
  return args;
};

const place = (role: string, at: Loose) => ({ grantId: app.newId(), role, ...at });

test('a planner gives nobody an address that she is not given herself', async () => {
  const operationId = await app.operation();
  const someone = await app.signInAs([]);
  const silver = { userId: someone.userId, ...place('silver', { operationId }) };
  const answer = await withoutAddress.command('users.staffCentre', silver);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ pointer: '/args/address' }]);
  await withoutAddress.done('users.staffCentre', { ...silver, address: false });
  const volunteer = place('volunteer', { operationId, centreId: await app.centre({ operationId }) });
  await withoutAddress.done('users.staffCentre', { userId: someone.userId, ...volunteer });
});

test('a planner does not open to herself what her role keeps closed', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const manager = { userId: planner.userId, ...place('manager', { operationId, centreId }) };
  expect((await planner.command('users.staffCentre', manager)).status).toBe(409);
  expect((await planner.get('/api/me')).body.grants).toHaveLength(1);
});

test('a manager is not shown the ranking that her venue was chosen from: it names all the others', async () => {
  const { operationId, centreId } = await activeCentre();
  const manager = await app.signInAs('manager', { operationId, centreId });
  const told = await manager.mirror(operationId);
  expect(told.rows('centreAccess')).toHaveLength(1);
  expect(told.rows('logBasis')).toEqual([]);
  expect((await planner.mirror(operationId)).rows('logBasis')).toHaveLength(1);
});

test('silver is not shown the ranking that a venue was chosen from: it names all the others, and which are taken', async () => {
  const other = await activeCentre();
  const { operationId, centreId } = await activeCentre();
  const silver = await app.signInAs('silver', { operationId });
  const told = await silver.mirror(operationId);
  expect(told.rows('logBasis')).toEqual([]);
  expect(told.rows('centreAccess').map((it) => it['id'])).toEqual([centreId]);
  const basis = JSON.stringify((await planner.mirror(operationId)).rows('logBasis'));
  expect(basis).toContain('in_use');
  const name = (await planner.mirror(other.operationId)).row('centre', other.centreId)?.['name'];
  expect(basis).not.toContain(`Centre ${String(name)}`);
});

test('silver finds the centre by its address, and is given nobody to phone for its keys', async () => {
  const { operationId, centreId } = await activeCentre();
  const silver = await app.signInAs('silver', { operationId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const [shown] = (await silver.mirror(operationId)).rows('centreAccess');
  const [whole] = (await manager.mirror(operationId)).rows('centreAccess');
  expect(whole?.['keyholders']).toHaveLength(1);
  expect(shown).toEqual({ ...whole, keyholders: [] });
});

const around = ['lat=53.10&lon=-1.38', 'lat=52.90&lon=-1.20', 'lat=53.00&lon=-1.60'];
const shortlist = (person: Person, operationId: string, from = around[0]) =>
  person.get(`/api/operations/${operationId}/shortlist?expected=30&arrivalAt=2026-11-19T07:00:00Z&${from}`);

test('a planner without addresses learns neither a venue’s place from distances nor which centre it holds', async () => {
  const { operationId, venueId } = await activeCentre();
  await addVenue(app, planner, { lat: 53.001, lon: -1.401 });
  await addVenue(app, planner, { lat: 53.03, lon: -1.33 });
  for (const from of around) {
    const { body } = await shortlist(withoutAddress, operationId, from);
    const bySquare = new Map<string, Set<number>>();
    for (const it of body.fit) bySquare.set(it.square, (bySquare.get(it.square) ?? new Set()).add(it.km));
    for (const distances of some(bySquare.values())) expect(distances.size).toBe(1);
    expect(JSON.stringify(body)).not.toMatch(/Centre [A-Z]|Juniper/);
  }
  const lost = await withoutAddress.command('centres.activate', activation(operationId, venueId));
  expect(lost.status).toBe(409);
  expect(lost.text).not.toMatch(/Centre [A-Z]/);
  expect(JSON.stringify((await shortlist(planner, operationId)).body)).toMatch(/In use: Centre [A-Z]/);
});

test('a role at one centre does not add its address to what the same person sees as a planner', async () => {
  const { operationId, centreId } = await activeCentre();
  const grants: Grant[] = [
    { role: 'planner', operationId: null, centreId: null, address: false },
    { role: 'manager', operationId, centreId, address: true },
  ];
  const both = await app.signInAs(grants);
  const { body } = await shortlist(both, operationId);
  expect([...body.fit, ...body.ruledOut].every((it: Loose) => it.place === null)).toBe(true);
});
