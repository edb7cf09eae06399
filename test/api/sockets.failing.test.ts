/** What a moment without the database leaves behind at a socket: nothing that lasts. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessGrant, session } from '../../db/schema/users.ts';
import { stream } from '../../db/schema/engine.ts';
import type { Changes } from '../../shared/sync.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeEach(async () => {
  // The server looks again only when its time is moved.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  app = await startTestApp();
  app.log.expectError('socket-failed');
  scene = await setScene(app);
});
afterEach(async () => {
  await app.stop();
  vi.useRealTimers();
});

type Socket = Awaited<ReturnType<Scene['manager']['socket']>>;

const away = () => Object.assign(new Error('the database is away'), { code: 'CONNECTION_CLOSED' });
const failures = (): number => app.log.lines.filter((it) => it.event === 'socket-failed').length;

/** From now on whoever asks how far the stream is on the writers' pool is told this once. */
const failsOnce = (error: Error): void => {
  const { db } = app.deps;
  let fails = true;
  const select = (fields: never) => ({
    from: (table: never) => {
      if (!fails || (table as unknown) !== stream) return db.select(fields).from(table);
      fails = false;
      return { where: () => Promise.reject(error) };
    },
  });
  app.deps.db = Object.assign(Object.create(db) as typeof db, { select });
};
/** How it was cut off, once it is. */
const cutOff = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));
const ask = (socket: Socket): Promise<Changes> => {
  const answer = new Promise<Changes>((resolve) => socket.once('changes', resolve));
  socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  return answer;
};

test('whose question could not be answered while the database was away is dropped, not sent away, and comes back', async () => {
  failsOnce(away());
  const socket = await scene.manager.socket();
  const cut = cutOff(socket);
  void ask(socket);
  expect(await cut).toBe('transport close');
  expect(failures()).toBe(1);
  expect((await ask(await scene.manager.socket())).operationId).toBe(scene.operationId);
});

test('whose access could not be looked up for their question while the database was away is dropped too', async () => {
  const socket = await scene.manager.socket();
  vi.spyOn(app.running.sessions, 'refresh').mockRejectedValueOnce(away());
  const cut = cutOff(socket);
  void ask(socket);
  expect(await cut).toBe('transport close');
});

test('whose access changed while the database was away is not left with nothing: it comes back for what it may see', async () => {
  const socket = await scene.manager.socket();
  await ask(socket);
  const cut = cutOff(socket);
  failsOnce(away());
  const { userId } = scene.manager;
  const other = { address: sql`not ${accessGrant.address}` };
  await app.deps.db.update(accessGrant).set(other).where(eq(accessGrant.userId, userId));
  app.deps.accessChanged(userId);
  expect(await cut).toBe('transport close');
});

test('whose question met a defect of ours may ask again, and is answered', async () => {
  failsOnce(new Error('a defect of ours'));
  const socket = await scene.manager.socket();
  void ask(socket);
  await expect.poll(failures).toBe(1);
  expect((await ask(socket)).operationId).toBe(scene.operationId);
});

test('whose session ended while nobody could be looked up is cut off with the next look', async () => {
  const socket = await scene.manager.socket();
  const cut = cutOff(socket);
  vi.spyOn(app.running.sessions, 'refresh').mockRejectedValueOnce(away());
  await vi.advanceTimersByTimeAsync(1000);
  await expect.poll(failures).toBe(1);
  expect(socket.connected).toBe(true);
  await app.deps.db.delete(session).where(eq(session.id, scene.manager.sessionId));
  await vi.advanceTimersByTimeAsync(1000);
  expect(await cut).toBe('io server disconnect');
});
