import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { importSamples } from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['partners', 'capacities', 'plan']);
});

afterAll(() => app.stop());

const named = async (code: string) =>
  (await planner.get('/api/partners')).body.items.find((it: { code: string }) => it.code === code);

const details = {
  code: 'WARM',
  name: 'Warm Welcome',
  kind: 'voluntary',
  hours: 'Mo-Su 08:00-20:00',
  contact: 'Duty desk',
  contactPhone: '01632 960199',
  contactEmail: 'duty@example.org',
  deputy: '',
  deputyPhone: '',
};

test('the planner sees each partner with what it can send', async () => {
  const { body } = await planner.get('/api/partners');
  expect(body.items).toHaveLength(15);
  expect(body.capacities).toHaveLength(37);
  expect(body.items.find((it: { code: string }) => it.code === 'DCC-CS')).toMatchObject({ hours: 'Mo-Fr 09:00-17:00' });
});

test('a partner is added, changed and taken off; a stale change and a second of its code are refused', async () => {
  const partnerId = app.newId();
  await planner.done('partners.save', { partnerId, baseVersion: null, details });
  const again = await planner.command('partners.save', { partnerId: app.newId(), baseVersion: null, details });
  expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
  await planner.done('partners.save', { partnerId, baseVersion: 1, details: { ...details, deputy: 'K Thorpe' } });
  const late = await planner.command('partners.save', { partnerId, baseVersion: 1, details });
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  const renamed = { ...details, code: 'WARMER' };
  expect((await planner.command('partners.save', { partnerId, baseVersion: 2, details: renamed })).status).toBe(422);
  expect((await planner.command('partners.archive', { partnerId, baseVersion: 1, reason: 'Ended' })).status).toBe(409);
  await planner.done('partners.archive', { partnerId, baseVersion: 2, reason: 'Ended' });
  expect((await named('WARM')).archivedAt).not.toBeNull();
});

test('hours nobody can read are refused with the field they are in', async () => {
  const args = {
    partnerId: app.newId(),
    baseVersion: null,
    details: { ...details, code: 'ODD', hours: 'now and then' },
  };
  expect(await planner.command('partners.save', args)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/details/hours', detail: expect.stringMatching(/09:00-17:00/) }] },
  });
});

test('what a partner can send is recorded once per role, and only of a partner on the register', async () => {
  const offer = {
    partner: 'BRC',
    role: 'stock_keeper',
    languages: [],
    heads: 2,
    calloutMinutes: 60,
    maxHours: 8,
    confirmedOn: '2026-11-01',
  };
  const capacityId = app.newId();
  await planner.done('capacities.save', { capacityId, baseVersion: null, details: offer });
  const twice = await planner.command('capacities.save', {
    capacityId: app.newId(),
    baseVersion: null,
    details: offer,
  });
  expect(twice).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
  await planner.done('capacities.save', { capacityId, baseVersion: 1, details: { ...offer, heads: 4 } });
  const late = await planner.command('capacities.save', { capacityId, baseVersion: 1, details: offer });
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  const unknown = { capacityId: app.newId(), baseVersion: null, details: { ...offer, partner: 'NOBODY' } };
  expect(await planner.command('capacities.save', unknown)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/details/partner' }] },
  });
});

test('only who may change the registers does', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const silver = await app.signInAs('silver', { operationId });
  for (const person of [manager, silver]) {
    const args = { partnerId: app.newId(), baseVersion: null, details: { ...details, code: 'NOPE' } };
    expect((await person.command('partners.save', args)).status).toBe(404);
    expect((await person.get('/api/partners')).status).toBe(404);
    expect((await person.get('/api/role-plan')).status).toBe(404);
  }
});
