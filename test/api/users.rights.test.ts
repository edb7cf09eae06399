import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessGrant, invitation } from '../../db/schema/users.ts';
import { grantsEver } from '../../server/access/placed.ts';
import { REGISTERS } from '../../server/engine/define.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { roleNames, roles as roleTable } from '../../shared/roles.ts';
import { firstAdministrator, invitations, listed, newLink } from '../support/invitations.ts';

let app: TestApp;
let admin: Person;
const { invite, invitedWho } = invitations(() => ({ app, admin }));

beforeAll(async () => {
  app = await startTestApp();
  admin = await firstAdministrator(app);
});
afterAll(() => app.stop());

describe('who may do what', () => {
  test('shows and changes nothing for those who are not administrators', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId });
    const place = { operationId, centreId };
    const victim = await invite();
    const roles = [
      await app.signInAs('manager', place),
      await app.signInAs('volunteer', place),
      await app.signInAs('silver', { operationId }),
    ];
    for (const person of roles) {
      expect((await person.get('/api/users')).status).toBe(404);
      const sent: [string, object][] = [
        [
          'users.invite',
          { userId: app.newId(), name: 'X', email: 'x@haven.example', tokenHash: newLink().tokenHash, grants: [] },
        ],
        ['users.reset', { userId: victim.userId, tokenHash: newLink().tokenHash }],
        ['users.grant', { userId: person.userId, grantId: app.newId(), role: 'administrator' }],
        ['users.disable', { userId: victim.userId }],
        ['users.enable', { userId: victim.userId }],
        ['users.revokeGrant', { grantId: app.newId() }],
        ['users.staffCentre', { userId: person.userId, grantId: app.newId(), role: 'manager', ...place }],
        ['users.unstaffCentre', { operationId, grantId: app.newId() }],
      ];
      for (const [name, args] of sent) expect([name, (await person.command(name, args)).status]).toEqual([name, 404]);
    }
    expect((await app.nobody.get('/api/users')).status).toBe(401);
  });

  test('lets a planner staff an operation, and nothing beyond', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId });
    const planner = await app.signInAs('planner');
    const person = await invitedWho([{ role: 'administrator' }]);
    const grantId = app.newId();
    await planner.done('users.staffCentre', {
      userId: person.userId,
      grantId,
      role: 'volunteer',
      operationId,
      centreId,
    });
    expect((await listed(planner, person.userId))?.grants).toMatchObject([{ role: 'volunteer', centreId }]);
    expect((await listed(admin, person.userId))?.grants).toHaveLength(2);
    const high = { userId: person.userId, grantId: app.newId(), operationId };
    expect((await planner.command('users.staffCentre', { ...high, role: 'planner' })).status).toBe(422);
    expect((await planner.command('users.grant', { ...high, role: 'silver' })).status).toBe(404);
    const [adminGrant] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, person.userId));
    for (const wrong of [
      { operationId, grantId: adminGrant?.id },
      { operationId: await app.operation(), grantId },
    ]) {
      expect((await planner.command('users.unstaffCentre', wrong)).status).toBe(404);
    }
    await planner.done('users.unstaffCentre', { operationId, grantId });
    expect((await listed(planner, person.userId))?.grants).toEqual([]);
    expect((await planner.command('users.unstaffCentre', { operationId, grantId })).status).toBe(409);
  });

  test('lets nobody give a role to themselves, by whichever command, and leaves nothing behind', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId });
    const both = await app.signInAs([
      { role: 'administrator', operationId: null, centreId: null, address: true },
      { role: 'planner', operationId: null, centreId: null, address: true },
    ]);
    const held = () => app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, both.userId));
    const before = await held();
    const at = { userId: both.userId, operationId };
    const ways = [
      ...roleNames.map((role) => {
        const { scope } = roleTable[role];
        const place = { everywhere: {}, operation: { operationId }, centre: { operationId, centreId } }[scope];
        return ['users.grant', { userId: both.userId, role, ...place }] as const;
      }),
      ['users.staffCentre', { ...at, role: 'silver' }] as const,
      ['users.staffCentre', { ...at, centreId, role: 'manager' }] as const,
      ['users.staffCentre', { ...at, centreId, role: 'volunteer' }] as const,
    ];
    expect(ways.length).toBeGreaterThan(3);
    for (const [name, args] of ways) {
      const answer = await both.command(name, { ...args, grantId: app.newId() });
      expect([name, answer.status, answer.body.detail]).toEqual([
        name,
        409,
        'Ask another planner or an administrator to give you a role',
      ]);
    }
    const { tokenHash } = newLink();
    const asMyself = { userId: both.userId, name: 'Me', email: 'me@council.example', tokenHash };
    const grants = [{ grantId: app.newId(), role: 'manager', operationId, centreId }];
    expect((await both.command('users.invite', { ...asMyself, grants })).status).toBeGreaterThanOrEqual(400);
    expect(
      (await both.command('hands.add', { operationId, centreId, userId: both.userId, name: 'Me' })).status,
    ).toBeGreaterThanOrEqual(400);
    expect(await held()).toEqual(before);
  });

  test('tells every administrator and planner who gave which role or new link to whom, and nobody else', async () => {
    const operationId = await app.operation();
    const giver = await app.signInAs('administrator', { name: 'Ada Brook' });
    const person = await invitedWho([{ role: 'planner' }]);
    const { name } = (await listed(admin, person.userId)) ?? {};
    await giver.done('users.grant', { userId: person.userId, grantId: app.newId(), role: 'silver', operationId });
    await giver.done('users.reset', { userId: person.userId, tokenHash: newLink().tokenHash });
    const byHer = { by: 'Ada Brook', byId: giver.userId, to: name };
    for (const role of ['administrator', 'planner'] as const) {
      const { given } = (await (await app.signInAs(role)).get('/api/users')).body;
      expect(given.filter((it: { byId: string }) => it.byId === giver.userId)).toMatchObject([
        { ...byHer, what: 'link', role: null },
        { ...byHer, what: 'role', role: 'silver' },
      ]);
    }
    for (const role of ['manager', 'volunteer', 'silver'] as const) {
      expect((await (await app.signInAs(role, { operationId })).get('/api/users')).status).toBe(404);
    }
  });

  test('keeps every change of an account or a role in the audit', async () => {
    const person = await invitedWho([{ role: 'planner' }]);
    const kept = await app.deps.sql<{ kind: string }[]>`
      select e.kind from version v join event e on e.stream_id = v.stream_id and e.seq = v.seq
      where v.stream_id = ${REGISTERS} and (v.id = ${person.userId} or v."row" ->> 'userId' = ${person.userId})
      order by e.seq`;
    expect(kept.map((it) => it.kind)).toEqual(['users.invite', 'users.invite', 'users.join']);
    expect(await app.deps.db.select().from(invitation).where(eq(invitation.userId, person.userId))).toMatchObject([
      { usedAt: expect.any(Date) },
    ]);
  });
});

test('a role that this release does not know counts for nothing, and keeps nobody from being looked at', async () => {
  const operationId = await app.operation();
  const { userId } = await app.signInAs('silver', { operationId });
  await app.owner`update access_grant set role = 'bronze' where user_id = ${userId}`;
  expect(await grantsEver(app.deps.db, userId, operationId)).toEqual([]);
});
