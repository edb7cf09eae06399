import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairing, tabletSession } from '../../db/schema/tablets.ts';
import { invitation, session, signInTry } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { sweep } from '../../server/access/sweep.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let deviceId: string;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  deviceId = (await app.pairTablet({ ...scene, hands: [] })).deviceId;
  for (const table of [session, tabletSession, signInTry, invitation, wall, pairing])
    await app.owner`delete from ${app.owner(getTableName(table))}`;
});
afterAll(() => app.stop());

const [HOUR, DAY] = [3_600_000, 24 * 3_600_000];
const today = new Date('2026-11-19T12:00:00Z');
const before = (ms: number): Date => new Date(today.getTime() - ms);
/** The same of what ends by the clock that screens show. */
const shown = (ms: number): Date => new Date(app.clock.now().getTime() - ms);
const ahead = new Date('2030-01-01T00:00:00Z');

const ofSession = (more: object) => {
  const whole = { expiresAt: ahead, createdAt: before(0), updatedAt: before(0), ...more };
  return app.deps.db
    .insert(session)
    .values({ id: app.newId(), token: app.newId(), userId: scene.manager.userId, ...whole });
};
const ofTurn = (more: object) => {
  const whole = { startedAt: before(0), usedAt: before(0), ...more };
  const row = { id: app.newId(), deviceId, userId: scene.volunteer.userId, tokenHash: Buffer.from(app.newId()) };
  return app.deps.db.insert(tabletSession).values({ ...row, ...whole });
};
const ofLink = (more: object) => {
  const row = {
    id: app.newId(),
    tokenHash: Buffer.from(app.newId()),
    purpose: 'join' as const,
    userId: scene.manager.userId,
  };
  return app.deps.db.insert(invitation).values({ ...row, expiresAt: ahead, createdAt: shown(0), ...more });
};
const ofWall = (endedAt: Date) => {
  const { operationId, silver } = scene;
  const row = { id: app.newId(), operationId, name: 'Operations room', startedBy: silver.userId, startedAt: shown(0) };
  return app.deps.db.insert(wall).values({ ...row, endedAt, endedHow: 'screen' });
};
const ofCode = (expiresAt: Date) => {
  const { operationId, centreId, manager } = scene;
  const row = { id: app.newId(), operationId, centreId, codeHash: Buffer.from(app.newId()), madeBy: manager.userId };
  return app.deps.db.insert(pairing).values({ ...row, state: 'waiting', expiresAt });
};

/** What has ended, and when it is swept away; told with so many milliseconds less. */
const ended: [what: string, table: PgTable, add: (ms: number) => PromiseLike<unknown>][] = [
  ['a session at its end', session, (ms) => ofSession({ expiresAt: before(-ms) })],
  ['a session eight hours old', session, (ms) => ofSession({ createdAt: before(8 * HOUR - ms) })],
  ['a session unused for a quarter of an hour', session, (ms) => ofSession({ updatedAt: before(HOUR / 4 - ms) })],
  ['a turn that ended thirty days ago', tabletSession, (ms) => ofTurn({ endedAt: before(30 * DAY - ms) })],
  [
    'a turn that began thirty days and twelve hours ago',
    tabletSession,
    (ms) => ofTurn({ startedAt: before(30 * DAY + 12 * HOUR - ms) }),
  ],
  [
    'a try that counts no more',
    signInTry,
    (ms) => app.deps.db.insert(signInTry).values({ key: app.newId(), points: 1, expire: before(-ms) }),
  ],
  ['a link used thirty days ago', invitation, (ms) => ofLink({ usedAt: shown(30 * DAY - ms) })],
  ['a link that ended thirty days ago', invitation, (ms) => ofLink({ expiresAt: shown(30 * DAY - ms) })],
  ['a wall that ended thirty days ago', wall, (ms) => ofWall(shown(30 * DAY - ms))],
  ['a code that ended a day ago', pairing, (ms) => ofCode(shown(DAY - ms))],
];

test.each(ended)('%s is swept away, and not a moment before', async (_what, table, add) => {
  const left = async (ms: number): Promise<number> => {
    await add(ms);
    await sweep(app.deps, today);
    const n = await app.deps.db.$count(table);
    await app.owner`delete from ${app.owner(getTableName(table))}`;
    return n;
  };
  expect([await left(1), await left(0)]).toEqual([1, 0]);
});
