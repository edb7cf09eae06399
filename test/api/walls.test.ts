import { and, eq } from 'drizzle-orm';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { event } from '../../db/schema/engine.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { MOST_WALLS, WALL_CODE_MINUTES, type WallEnd } from '../../shared/walls.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { newLink } from '../support/invitations.ts';
import { some } from '../support/some.ts';
import { openWall, startWall, wallCookie, watchAsWall } from '../support/wallScreen.ts';

let app: TestApp;
let admin: Person;
let planner: Person;
let operationId: string;
let silver: Person;
let opened: Socket[] = [];

const lead = (place: { endsAt?: Date } = {}) => app.signInAs('silver', { operationId, ...place });

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signInAs('administrator');
  planner = await app.signInAs('planner');
  operationId = await app.operation();
  silver = await lead();
});
afterEach(() => {
  for (const socket of opened) socket.disconnect();
  opened = [];
});
afterAll(() => app.stop());

const watch = async (screen: Person, where = operationId) => {
  const watching = await watchAsWall(app, screen, where);
  opened.push(watching.socket);
  return watching;
};

/** On a screen, watched. */
const showing = async (by: Person, where = operationId) => {
  const { wallId, code } = await startWall(app, by, where);
  const screen = await openWall(app, code);
  return { wallId, screen, ...(await watch(screen, where)) };
};
type Showing = Awaited<ReturnType<typeof showing>>;

const cutWithin2s = async ({ said }: Showing): Promise<void> => {
  await expect.poll(() => said.includes('signedOut') && said.includes('disconnect'), { interval: 10 }).toBe(true);
};
const nowOf = async (screen: Person) => (await screen.get('/api/wall')).body;
const pullOf = (screen: Person) => screen.get('/api/wall/pull?since=0');
const listed = async (by: Person, where = operationId) => (await by.get(`/api/operations/${where}/walls`)).body.items;

/** By what it ended, once it shows nothing more. */
const endOf = async (it: Showing): Promise<WallEnd> => {
  await cutWithin2s(it);
  expect((await pullOf(it.screen)).status).toBe(401);
  await expect(watchAsWall(app, it.screen, operationId)).rejects.toThrow('websocket error');
  const told = await nowOf(it.screen);
  expect(told).toEqual({ state: 'ended', at: expect.any(String), by: told.by });
  return told.by;
};

describe('a wall', () => {
  test('is started by silver and by a planner, and tells both since when it is on and who started it', async () => {
    for (const by of [silver, planner]) {
      const { wallId, screen } = await showing(by);
      expect((await nowOf(screen)).state).toBe('on');
      for (const reader of [silver, planner]) {
        expect(await listed(reader)).toContainEqual({
          id: wallId,
          name: 'Operations room',
          state: 'on',
          startedBy: by.name,
          startedById: by.userId,
          startedAt: app.clock.now().toISOString(),
          openedAt: app.clock.now().toISOString(),
          heardMinutesAgo: 0,
        });
      }
      await silver.done('walls.end', { operationId, wallId });
    }
  });

  test('is on the record of its operation: who started it and who ended it', async () => {
    const { wallId } = await showing(silver);
    await planner.done('walls.end', { operationId, wallId });
    const kept = await app.deps.db.select().from(event).where(eq(event.streamId, operationId)).orderBy(event.seq);
    const last = kept.slice(-2).map(({ kind, actorId }) => ({ kind, actorId }));
    expect(last).toEqual([
      { kind: 'walls.start', actorId: silver.userId },
      { kind: 'walls.end', actorId: planner.userId },
    ]);
  });

  test('goes on with nobody touching it, day after day, and over a restart', async () => {
    const { wallId, screen, socket } = await showing(silver);
    socket.disconnect();
    const ago = new Date(Date.now() - 9 * 86_400_000);
    await app.deps.db.update(wall).set({ openedAt: ago, heardAt: ago }).where(eq(wall.id, wallId));
    app.clock.advance?.(9 * 24 * 60);
    await app.restart();
    expect((await pullOf(screen)).status).toBe(200);
    await watch(screen);
    expect((await listed(silver)).find((it: { id: string }) => it.id === wallId).heardMinutesAgo).toBe(0);
    await silver.done('walls.end', { operationId, wallId });
  });

  test('says nothing of having been heard while it was not', async () => {
    const { wallId } = await startWall(app, silver, operationId);
    expect(await listed(silver)).toMatchObject([
      { id: wallId, state: 'waiting', openedAt: null, heardMinutesAgo: null },
    ]);
    await app.deps.db
      .update(wall)
      .set({
        openedAt: new Date(),
        tokenHash: Buffer.alloc(32, 9),
        heardAt: new Date(Date.now() - 7 * 60_000 - 35_000),
      })
      .where(eq(wall.id, wallId));
    expect(await listed(silver)).toMatchObject([{ id: wallId, state: 'on', heardMinutesAgo: 7 }]);
    await silver.done('walls.end', { operationId, wallId });
  });

  test('is one of at most so many of an operation at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < MOST_WALLS; n += 1) ids.push((await startWall(app, silver, operationId)).wallId);
    const more = { operationId, wallId: app.newId(), name: 'One more' };
    const refused = await silver.command('walls.start', more);
    expect(refused).toMatchObject({ status: 409, body: { detail: `${MOST_WALLS} walls are on. End one first` } });
    for (const wallId of some(ids)) await silver.done('walls.end', { operationId, wallId });
    await silver.done('walls.start', more);
    await silver.done('walls.end', { operationId, wallId: more.wallId });
  });

  test('is not started where the operation is closed', async () => {
    const closed = await app.operation({ state: 'closed' });
    const refused = await planner.command('walls.start', { operationId: closed, wallId: app.newId(), name: 'Room' });
    expect(refused).toMatchObject({ status: 409, body: { detail: 'This operation is closed' } });
  });
});

describe('the code of a wall', () => {
  const WRONG = 'AAAA BBBB CC';

  test('works once', async () => {
    const { code, wallId } = await startWall(app, silver, operationId);
    const screens = await Promise.all([1, 2, 3].map(() => app.nobody.post('/api/wall/open', { code })));
    expect(screens.map(({ status }) => status).toSorted()).toEqual([204, 410, 410]);
    await silver.done('walls.end', { operationId, wallId });
  });

  test('is not stopped by wrong ones, however many, which are answered as one that is over', async () => {
    const { code, wallId } = await startWall(app, silver, operationId);
    const wrong = await Promise.all(
      Array.from({ length: 150 }, () => app.nobody.post('/api/wall/open', { code: WRONG })),
    );
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([410]));
    await openWall(app, code);
    // It is on from when it was opened, whatever its screen has asked for since.
    expect(await listed(silver)).toMatchObject([{ id: wallId, state: 'on', heardMinutesAgo: expect.any(Number) }]);
    expect((await app.nobody.post('/api/wall/open', { code })).text).toBe(wrong[0]?.text);
    await silver.done('walls.end', { operationId, wallId });
  });

  test('ends after ten minutes, with the wall, and when another is made', async () => {
    const first = await startWall(app, silver, operationId);
    const again = await silver.post(`/api/operations/${operationId}/walls/${first.wallId}/code`, null);
    expect((await app.nobody.post('/api/wall/open', { code: first.code })).status).toBe(410);
    app.clock.advance?.(WALL_CODE_MINUTES + 1);
    expect((await app.nobody.post('/api/wall/open', { code: again.body.code })).status).toBe(410);
    await silver.done('walls.end', { operationId, wallId: first.wallId });
    const second = await startWall(app, silver, operationId);
    await silver.done('walls.end', { operationId, wallId: second.wallId });
    expect((await app.nobody.post('/api/wall/open', { code: second.code })).status).toBe(410);
  });

  test('is made by whoever started the wall and nobody else, and not once a screen has it', async () => {
    const { wallId, code } = await startWall(app, silver, operationId);
    const at = `/api/operations/${operationId}/walls/${wallId}/code`;
    expect(await planner.post(at, null)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/^Somebody else/) },
    });
    await openWall(app, code);
    expect(await silver.post(at, null)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/^A screen shows/) },
    });
    await silver.done('walls.end', { operationId, wallId });
    expect(await silver.post(at, null)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/has ended/) },
    });
  });

  test('is kept nowhere, and neither is the token of the screen', async () => {
    const { code, wallId } = await startWall(app, silver, operationId);
    const before = JSON.stringify(await app.owner`select * from wall where id = ${wallId}`);
    const token = wallCookie((await app.nobody.post('/api/wall/open', { code })).headers).split('=')[1] ?? '';
    expect(token).toHaveLength(43);
    const after = JSON.stringify(await app.owner`select * from wall where id = ${wallId}`);
    for (const kept of [before, after]) {
      for (const secret of [code, code.replaceAll(' ', ''), token]) {
        expect(kept).not.toContain(secret);
        expect(kept).not.toContain(JSON.stringify(Buffer.from(secret)).slice(1, -1));
      }
    }
    await silver.done('walls.end', { operationId, wallId });
  });
});

describe('a wall ends', () => {
  test('when silver or a planner ends it, and cannot be ended twice', async () => {
    for (const by of [await lead(), planner]) {
      const it = await showing(silver);
      await by.done('walls.end', { operationId, wallId: it.wallId });
      expect(await endOf(it)).toBe('command');
      expect(await listed(silver)).toEqual([]);
      const again = await silver.command('walls.end', { operationId, wallId: it.wallId });
      expect(again).toMatchObject({ status: 409, body: { detail: 'This wall has ended already' } });
    }
  });

  test('at its screen', async () => {
    const it = await showing(silver);
    await it.screen.post('/api/wall/end', null);
    expect(await endOf(it)).toBe('screen');
  });

  test('when another is put on its screen', async () => {
    const it = await showing(silver);
    const { code, wallId } = await startWall(app, silver, operationId);
    const screen = await openWall(app, code, it.screen);
    expect(await endOf(it)).toBe('screen');
    expect((await listed(silver)).map(({ id }: { id: string }) => id)).toEqual([wallId]);
    expect(screen.cookie).not.toBe(it.screen.cookie);
    await silver.done('walls.end', { operationId, wallId });
  });

  test('when its operation closes', async () => {
    const own = await app.operation();
    const it = await showing(planner, own);
    const [{ row_version: baseVersion } = { row_version: 0 }] = await app.owner<{ row_version: number }[]>`
      select row_version from operation where id = ${own}`;
    await planner.done('operations.change', { operationId: own, baseVersion, state: 'closed' });
    expect(await endOf(it)).toBe('operation');
  });

  test('when whoever started it loses the role, and stays ended where they are given it again', async () => {
    const starter = await lead();
    const it = await showing(starter);
    const [grant] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, starter.userId));
    await admin.done('users.revokeGrant', { grantId: grant?.id });
    expect(await endOf(it)).toBe('starter');
    await admin.done('users.grant', { userId: starter.userId, grantId: app.newId(), role: 'silver', operationId });
    expect((await nowOf(it.screen)).by).toBe('starter');
  });

  test('when the role of whoever started it runs out, unless they have been given it anew before', async () => {
    const endsAt = new Date(app.clock.now().getTime() + 60_000);
    const [leaving, staying] = [await lead({ endsAt }), await lead({ endsAt })];
    const [gone, kept] = [await showing(leaving), await showing(staying)];
    await admin.done('users.grant', { userId: staying.userId, grantId: app.newId(), role: 'silver', operationId });
    app.clock.advance?.(2);
    expect(await endOf(gone)).toBe('starter');
    expect((await nowOf(kept.screen)).state).toBe('on');
    expect(kept.said).toEqual([]);
    await silver.done('walls.end', { operationId, wallId: kept.wallId });
  });

  test('when the account of whoever started it is stopped or reset, and does not come back with it', async () => {
    for (const [name, more] of [
      ['users.disable', {}],
      ['users.reset', { tokenHash: newLink().tokenHash }],
    ] as const) {
      const starter = await lead();
      const it = await showing(starter);
      await admin.done(name, { userId: starter.userId, ...more });
      expect(await endOf(it)).toBe('starter');
      if (name === 'users.disable') await admin.done('users.enable', { userId: starter.userId });
      expect((await nowOf(it.screen)).state).toBe('ended');
    }
  });

  test('when whoever started it has another role there, or the same one elsewhere, but none that starts walls there', async () => {
    const elsewhere = await app.operation();
    const place = { centreId: null, address: true };
    const starter = await app.signInAs([
      { role: 'silver', operationId, ...place },
      { role: 'silver', operationId: elsewhere, ...place },
      { role: 'manager', operationId, centreId: await app.centre({ operationId }), address: true },
      { role: 'administrator', operationId: null, ...place },
    ]);
    const it = await showing(starter);
    const held = and(eq(accessGrant.userId, starter.userId), eq(accessGrant.operationId, operationId));
    await app.deps.db
      .update(accessGrant)
      .set({ revokedAt: new Date() })
      .where(and(held, eq(accessGrant.role, 'silver')));
    expect(await endOf(it)).toBe('starter');
  });

  const fallen = {
    'whose role is taken back': (userId: string) =>
      app.owner`update access_grant set revoked_at = now() where user_id = ${userId}`,
    'whose account is stopped': (userId: string) =>
      app.owner`update "user" set disabled_at = now() where id = ${userId}`,
  };
  test.each(Object.entries(fallen))(
    'of a starter %s though nobody looks: its code is void at once',
    async (_, stop) => {
      const starter = await lead();
      const { code } = await startWall(app, starter, operationId);
      await stop(starter.userId);
      expect((await app.nobody.post('/api/wall/open', { code })).status).toBe(410);
    },
  );

  test('though nobody looks: within the ten minutes of a sweep', async () => {
    const starter = await lead();
    const { wallId } = await startWall(app, starter, operationId);
    await app.deps.db.update(accessGrant).set({ revokedAt: new Date() }).where(eq(accessGrant.userId, starter.userId));
    await app.restart();
    const row = () => app.deps.db.select().from(wall).where(eq(wall.id, wallId));
    await expect.poll(row).toMatchObject([{ endedHow: 'starter' }]);
  });
});

describe('whoever signs in and out beside a wall', () => {
  test('neither ends it nor is kept signed in by it', async () => {
    const { code, wallId } = await startWall(app, silver, operationId);
    const person = await lead();
    const browser = await openWall(app, code, person);
    expect((await browser.get('/api/me')).body.userId).toBe(person.userId);
    await browser.post('/api/sign-out', null);
    expect((await browser.get('/api/me')).status).toBe(401);
    expect((await nowOf(browser)).state).toBe('on');
    await watch(browser);
    await silver.done('walls.end', { operationId, wallId });
  });
});

describe('silver of another operation', () => {
  test('cannot see, put on a screen or end a wall: it is answered as for what does not exist', async () => {
    const { wallId } = await startWall(app, silver, operationId);
    const elsewhere = await app.operation();
    const other = await app.signInAs('silver', { operationId: elsewhere });
    const nothing = app.newId();
    const asks = [
      (_id: string, op: string) => other.get(`/api/operations/${op}/walls`),
      (id: string, op: string) => other.post(`/api/operations/${op}/walls/${id}/code`, null),
      (id: string, op: string) => other.command('walls.end', { operationId: op, wallId: id }),
    ];
    for (const ask of some(asks)) {
      const [theirs, none] = [await ask(wallId, operationId), await ask(nothing, app.newId())];
      expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    }
    // Nor as one of their own.
    expect(await listed(other, elsewhere)).toEqual([]);
    expect((await other.command('walls.end', { operationId: elsewhere, wallId })).status).toBe(404);
    expect((await other.post(`/api/operations/${elsewhere}/walls/${wallId}/code`, null)).status).toBe(404);
    expect((await listed(silver)).map(({ id }: { id: string }) => id)).toContain(wallId);
    await silver.done('walls.end', { operationId, wallId });
  });
});
