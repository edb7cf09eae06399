import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultCapacityRules } from '../../shared/venues/capacity.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});

afterAll(() => app.stop());

test('what nobody has set counts as it came, and says so', async () => {
  const { body } = await planner.get('/api/settings');
  expect(body.items).toMatchObject([
    { key: 'capacityRules', rowVersion: null, value: { nightM2: 3.5 } },
    { key: 'needClocks', rowVersion: null, value: { P1: 5 } },
    { key: 'tablets', rowVersion: null, value: { idleMinutes: 2 } },
  ]);
});

test('a council that wants more room for each guest sees every venue hold fewer, and sizes follow its thresholds', async () => {
  const id = await addVenue(app, planner, { code: 'V010' });
  const before = (await planner.get(`/api/venues/${id}`)).body;
  const value = { ...defaultCapacityRules, nightM2: 5.5, smallUpTo: 80, mediumUpTo: 120 };
  await planner.done('settings.change', { key: 'capacityRules', baseVersion: null, value });
  const after = (await planner.get(`/api/venues/${id}`)).body;
  expect(before).toMatchObject({ size: 'large', capacity: { night: { places: 112 } } });
  expect(after).toMatchObject({ size: 'small', capacity: { night: { places: 71, binding: 'sleeping_area' } } });
});

test('a stale change and thresholds that cross are refused', async () => {
  const value = { P1: 10, P2: 60, P3: 240, P4: null };
  await planner.done('settings.change', { key: 'needClocks', baseVersion: null, value });
  const late = await planner.command('settings.change', { key: 'needClocks', baseVersion: null, value });
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  const crossed = { ...defaultCapacityRules, smallUpTo: 60 };
  expect(
    await planner.command('settings.change', { key: 'capacityRules', baseVersion: 1, value: crossed }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/value/mediumUpTo' }] },
  });
});

test('settings are for planners and administrators', async () => {
  const operationId = await app.operation();
  const silver = await app.signInAs('silver', { operationId });
  expect((await silver.get('/api/settings')).status).toBe(404);
  const administrator = await app.signInAs('administrator');
  expect((await administrator.get('/api/settings')).status).toBe(200);
});
