/** What was given to somebody is nobody's again once they work there no more, unless they had accepted it. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { event } from '../../db/schema/engine.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { takeBackGiven } from '../../server/needs/takeBack.ts';
import type { Grant } from '../../shared/roles.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { needRow } from '../support/needRow.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let admin: Person;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signInAs('administrator');
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

/** Given to somebody who has not accepted it. */
const givenTo = async (who: Person, kind = 'shower'): Promise<string> => {
  const needId = app.newId();
  const { operationId, centreId, manager } = scene;
  await manager.done('needs.raise', { operationId, centreId, needId, kind });
  await manager.done('needs.give', { operationId, needId, to: who.userId, baseVersion: 1 });
  return needId;
};
const accept = (who: Person, needId: string, baseVersion = 2) =>
  who.done('needs.progress', { operationId: scene.operationId, needId, to: 'accepted', baseVersion });
const grantOf = async ({ userId }: Person): Promise<string> => {
  const [found] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, userId));
  return found?.id ?? '';
};
const nobodys = { state: 'open', holderId: null, holder: null, rowVersion: 2 };

describe('what was given and not accepted is nobody’s again', () => {
  test('once the role is taken back, by whomever', async () => {
    const { operationId, centreId, planner, volunteer } = scene;
    const other = await app.signInAs('volunteer', { operationId, centreId });
    const [first, second] = [await givenTo(volunteer), await givenTo(other)];
    await admin.done('users.revokeGrant', { grantId: await grantOf(volunteer) });
    await planner.done('users.unstaffCentre', { operationId, grantId: await grantOf(other) });
    for (const needId of [first, second]) await expect.poll(() => needRow(app, needId)).toMatchObject(nobodys);
    expect((await scene.manager.mirror(operationId)).row('need', first)).toMatchObject({ holder: null });
  });

  test('once the account is closed', async () => {
    const needId = await givenTo(scene.volunteer);
    await admin.done('users.disable', { userId: scene.volunteer.userId });
    await expect.poll(() => needRow(app, needId)).toMatchObject(nobodys);
  });

  test('once the role has run out, though nobody does anything', async () => {
    const { operationId, centreId } = scene;
    const endsAt = new Date(app.clock.now().getTime() + 60_000);
    const leaving = await app.signInAs('volunteer', { operationId, centreId, endsAt });
    const needId = await givenTo(leaving);
    app.clock.advance?.(2);
    await takeBackGiven(app.deps);
    expect(await needRow(app, needId)).toMatchObject(nobodys);
  });

  test('within the minutes of a sweep', async () => {
    const needId = await givenTo(scene.volunteer);
    await app.deps.db
      .update(accessGrant)
      .set({ revokedAt: app.clock.now() })
      .where(eq(accessGrant.userId, scene.volunteer.userId));
    await app.restart();
    await expect.poll(() => needRow(app, needId)).toMatchObject(nobodys);
  });

  test('where they have another role there that cannot take it', async () => {
    const { operationId, centreId } = scene;
    const both = await app.signInAs([
      { role: 'volunteer', operationId, centreId, address: true },
      { role: 'silver', operationId, centreId: null, address: true },
    ]);
    const needId = await givenTo(both);
    const volunteers = and(eq(accessGrant.userId, both.userId), eq(accessGrant.role, 'volunteer'));
    const [held] = await app.deps.db.select().from(accessGrant).where(volunteers);
    await admin.done('users.revokeGrant', { grantId: held?.id });
    await expect.poll(() => needRow(app, needId)).toMatchObject(nobodys);
  });
});

describe('it stays whose it is', () => {
  const eventsNow = async () => (await app.deps.db.select().from(event).where(eq(event.kind, 'needs.takeBack'))).length;

  test('where they still work there, and nothing is written', async () => {
    const { volunteer } = scene;
    const needId = await givenTo(volunteer);
    const before = await eventsNow();
    await takeBackGiven(app.deps);
    await takeBackGiven(app.deps, volunteer.userId);
    expect(await needRow(app, needId)).toMatchObject({ holderId: volunteer.userId });
    expect(await eventsNow()).toBe(before);
  });

  test('where the operation is closed: nothing of it changes any more', async () => {
    const { volunteer, operationId } = scene;
    const needId = await givenTo(volunteer);
    await app.owner`update operation set state = 'closed' where id = ${operationId}`;
    await app.owner`update access_grant set revoked_at = ${app.clock.now()} where user_id = ${volunteer.userId}`;
    await takeBackGiven(app.deps);
    expect(await needRow(app, needId)).toMatchObject({ holderId: volunteer.userId });
  });

  test('where they had accepted it', async () => {
    const { volunteer } = scene;
    const needId = await givenTo(volunteer);
    await accept(volunteer, needId);
    await admin.done('users.revokeGrant', { grantId: await grantOf(volunteer) });
    await takeBackGiven(app.deps);
    expect(await needRow(app, needId)).toMatchObject({ state: 'accepted', holderId: volunteer.userId });
  });
});

test('somebody with two roles is offered under the first of them, in whichever order they were given', async () => {
  const { operationId, centreId, manager } = scene;
  const grants: Grant[] = (['volunteer', 'manager'] as const).map((role) => ({
    role,
    operationId,
    centreId,
    address: true,
  }));
  const people = [await app.signInAs(grants), await app.signInAs(grants.toReversed())];
  const { items } = (await manager.get(`/api/operations/${operationId}/centres/${centreId}/carers`)).body;
  const told = people.map(({ userId }) => items.find((it: { userId: string }) => it.userId === userId)?.role);
  expect(told).toEqual(['Centre manager', 'Centre manager']);
});
