import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessGrant } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openWall, startWall } from '../support/wallScreen.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test('a wall whose starter lost the role while no screen looked stays ended, whatever they are given after', async () => {
  const operationId = await app.operation();
  const admin = await app.signInAs('administrator');
  const starter = await app.signInAs('silver', { operationId });
  const { wallId, code } = await startWall(app, starter, operationId);
  const screen = await openWall(app, code);
  const [grant] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, starter.userId));
  await admin.done('users.revokeGrant', { grantId: grant?.id });
  await expect
    .poll(async () => (await app.deps.db.select().from(wall).where(eq(wall.id, wallId)))[0]?.endedHow)
    .toBe('starter');
  await admin.done('users.grant', { userId: starter.userId, grantId: app.newId(), role: 'silver', operationId });
  expect((await screen.get('/api/wall')).body).toMatchObject({ state: 'ended', by: 'starter' });
});
