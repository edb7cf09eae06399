import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstThings } from '../../shared/routes/operations.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { firstAdministrator, invitations, newLink } from '../support/invitations.ts';
import { addPlan, addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let admin: Person;
const { invite, invitedWho } = invitations(() => ({ app, admin }));

beforeAll(async () => {
  app = await startTestApp();
  admin = await firstAdministrator(app);
});
afterAll(() => app.stop());

const missing = async (who: Person): Promise<string[]> => {
  const { body } = await who.get('/api/first-things');
  const items: { what: string; there: boolean }[] = body.items;
  expect(items.map((it) => it.what)).toEqual([...firstThings]);
  return some(items)
    .filter((it) => !it.there)
    .map((it) => it.what);
};

test('a new Haven lacks everything, and each thing goes from the list as it is seen to, not before', async () => {
  expect(await missing(admin)).toEqual([...firstThings]);
  const planner = await invitedWho([{ role: 'planner' }]);
  expect(await missing(admin)).toEqual([...firstThings]);

  await invite([{ role: 'administrator' }]);
  expect(await missing(admin)).toContain('second_administrator');
  const ending = new Date(app.deps.clock.now().getTime() + 86_400_000).toISOString();
  await invitedWho([{ role: 'administrator', endsAt: ending }]);
  expect(await missing(admin)).toContain('second_administrator');
  await invitedWho([{ role: 'administrator' }]);
  expect(await missing(admin)).toEqual(['manager', 'venue', 'partner', 'role_plan']);

  await invite([]);
  expect(await missing(admin)).toContain('manager');
  const standing = await invitedWho([]);
  expect(await missing(admin)).toEqual(['venue', 'partner', 'role_plan']);

  await addVenue(app, planner);
  await addPlan(app, planner);
  expect(await missing(planner)).toEqual([]);
  await admin.done('users.disable', { userId: standing.userId });
  expect(await missing(planner)).toEqual(['manager']);
});

test('a standing person sees nothing until a planner makes them manager, which nobody does for themselves', async () => {
  const standing = await invitedWho([]);
  const planner = await invitedWho([{ role: 'planner' }]);
  expect((await standing.get('/api/operations')).body.items).toEqual([]);
  expect((await standing.get('/api/first-things')).status).toBe(404);
  const other = { userId: app.newId(), name: 'Second Self', email: 'second@haven.example', grants: [] };
  const invitation = { ...other, tokenHash: newLink().tokenHash };
  expect((await planner.command('users.invite', invitation)).status).toBe(404);

  const operationId = await app.operation();
  const centreId = app.newId();
  await planner.done('centres.activate', {
    operationId,
    centreId,
    venueId: await addVenue(app, planner),
    to: 'activating',
    expected: 10,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Close',
  });
  const grant = { grantId: app.newId(), role: 'manager', operationId, centreId };
  expect((await planner.command('users.staffCentre', { ...grant, userId: planner.userId })).status).toBe(409);
  await planner.done('users.staffCentre', { ...grant, userId: standing.userId });
  expect((await standing.get('/api/operations')).body.items).toHaveLength(1);
});
