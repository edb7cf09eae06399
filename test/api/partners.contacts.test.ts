import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test('a centre manager is told whom to phone at a partner, and nothing else of the register', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const planner = await app.signInAs('planner');
  const manager = await app.signInAs('manager', { operationId, centreId });
  await planner.done('partners.save', savePartner.example);

  const { status, body } = await manager.get('/api/partners/contacts');
  expect(status).toBe(200);
  const { code, name, contact, contactPhone, deputy, deputyPhone } = savePartner.example.details;
  expect(body).toEqual({ items: [{ code, name, contact, contactPhone, deputy, deputyPhone }] });
});

test('whoever keeps no roster is not told', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  for (const role of ['volunteer', 'silver', 'administrator'] as const) {
    const place = role === 'volunteer' ? { operationId, centreId } : role === 'silver' ? { operationId } : {};
    const person = await app.signInAs(role, place);
    expect((await person.get('/api/partners/contacts')).status).toBe(404);
  }
});
