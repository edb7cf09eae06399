import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { accessGrant, account as login, user } from '../../db/schema/users.ts';
import { firstThingsThere } from '../../server/operations/firstThings.ts';
import type { Grant } from '../../shared/roles.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registers.ts';
import { savePartnerCalled } from '../support/runOperation.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

const there = async (): Promise<string[]> =>
  (await firstThingsThere(app.deps)).flatMap((it) => (it.there ? [it.what] : []));
const everywhere = (role: Grant['role']): Grant => ({ role, operationId: null, centreId: null, address: true });
const account = (name: string, grants: Grant[] = []) =>
  app.account(`${name}@haven.example`, 'three words and a river', grants);
const set = (id: string, what: Partial<typeof user.$inferInsert>) =>
  app.deps.db.update(user).set(what).where(eq(user.id, id));

test('what was on the registers and has left them is not there', async () => {
  const venueId = await addVenue(app, planner);
  const partnerId = await savePartnerCalled(app, planner, 'AAA');
  expect(await there()).toEqual(['venue', 'partner']);
  await planner.done('venues.archive', { venueId, baseVersion: 1, reason: 'Sold' });
  expect(await there()).toEqual(['partner']);
  await planner.done('partners.archive', { partnerId, baseVersion: 1, reason: 'Ended' });
  expect(await there()).toEqual([]);
});

test('a manager is somebody who can sign in with a password, is not disabled, and has no role over everything now', async () => {
  const id = await account('one');
  expect(await there()).toContain('manager');
  for (const less of [{ disabledAt: new Date() }, { byPin: true }]) {
    await set(id, less);
    expect(await there()).not.toContain('manager');
    await set(id, { disabledAt: null, byPin: false });
  }
  // Nobody is one who signs in with nothing.
  await set(id, { disabledAt: new Date() });
  const { userId } = await app.signInAs([]);
  expect(await there()).not.toContain('manager');
  const other = { id: app.newId(), accountId: userId, providerId: 'elsewhere', userId };
  await app.deps.db.insert(login).values(other);
  expect(await there()).not.toContain('manager');
  const operationId = await app.operation();
  const wide = await account('two', [everywhere('planner')]);
  expect(await there()).not.toContain('manager');
  const grant = eq(accessGrant.userId, wide);
  await app.deps.db.update(accessGrant).set({ revokedAt: new Date() }).where(grant);
  expect(await there()).toContain('manager');
  const [now, later] = [0, 1].map((by) => new Date(app.clock.now().getTime() + by));
  await app.deps.db.update(accessGrant).set({ revokedAt: null, endsAt: later }).where(grant);
  expect(await there()).not.toContain('manager');
  await app.deps.db.update(accessGrant).set({ endsAt: now }).where(grant);
  expect(await there()).toContain('manager');
  await app.deps.db.update(accessGrant).set({ endsAt: null, operationId }).where(grant);
  expect(await there()).toContain('manager');
});

test('two administrators are two people whose role does not end', async () => {
  const first = await account('three', [everywhere('administrator'), everywhere('administrator')]);
  expect(await there()).not.toContain('second_administrator');
  const second = await account('four', [everywhere('planner'), everywhere('administrator')]);
  expect(await there()).toContain('second_administrator');
  await set(second, { disabledAt: new Date() });
  expect(await there()).not.toContain('second_administrator');
  await set(second, { disabledAt: null });
  const later = new Date(app.clock.now().getTime() + 86_400_000);
  await app.deps.db.update(accessGrant).set({ endsAt: later }).where(eq(accessGrant.userId, second));
  expect(await there()).not.toContain('second_administrator');
  expect(first).not.toBe(second);
});
