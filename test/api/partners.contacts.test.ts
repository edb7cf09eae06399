import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { phoneOf, savePartnerCalled } from '../support/runOperation.ts';

let app: TestApp;
let planner: Person;
beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

const shift = { role: 'welfare', language: null, needed: 2, note: '' };
const times = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z' };

const onRoster = (who: Person, operationId: string, centreId: string, partner: string) =>
  who.done('roster.add', { operationId, centreId, slotId: app.newId(), partner, ...shift, ...times });

const called = ({ body }: Loose, code: string) => body.items.find((it: Loose) => it.code === code);

test('a centre manager is told whom to phone at a partner on their roster, and the names of the others', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const elsewhere = await app.centre({ operationId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const at = `/api/operations/${operationId}/centres/${centreId}/partners`;
  for (const code of ['AAA', 'BBB']) await savePartnerCalled(app, planner, code);
  const archived = await savePartnerCalled(app, planner, 'CCC');
  await onRoster(planner, operationId, elsewhere, 'BBB');
  await onRoster(planner, operationId, elsewhere, 'CCC');
  await planner.done('partners.archive', { partnerId: archived, baseVersion: 1, reason: 'Closed' });
  await onRoster(manager, operationId, centreId, 'AAA');

  const answer = await manager.get(at);
  expect(answer.status).toBe(200);
  expect(called(answer, 'AAA')).toMatchObject({ name: 'AAA Partner', reach: { contactPhone: phoneOf('AAA') } });
  expect(called(answer, 'BBB')).toEqual({ code: 'BBB', name: 'BBB Partner', reach: null });
  expect(called(answer, 'CCC')).toBeUndefined();
  expect(answer.text).not.toContain('contactEmail');

  await onRoster(manager, operationId, centreId, 'CCC');
  expect(called(await manager.get(at), 'CCC')).toMatchObject({ reach: { contactPhone: phoneOf('CCC') } });
});

test('whoever keeps no roster there is not told', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const neighbour = await app.centre({ operationId });
  const at = `/api/operations/${operationId}/centres/${centreId}/partners`;
  const people = [
    await app.signInAs('volunteer', { operationId, centreId }),
    await app.signInAs('silver', { operationId }),
    await app.signInAs('administrator'),
    await app.signInAs('manager', { operationId, centreId: neighbour }),
  ];
  for (const person of people) expect((await person.get(at)).status).toBe(404);
  const nowhere = `/api/operations/${await app.operation()}/centres/${centreId}/partners`;
  expect((await planner.get(nowhere)).status).toBe(404);
  expect((await planner.get(at)).status).toBe(200);
});
