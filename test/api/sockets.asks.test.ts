import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stream } from '../../db/schema/engine.ts';
import { fill } from '../load/fill.ts';
import type { Changes } from '../../shared/sync.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeEach(async () => {
  // The tail looks again only when its time is moved.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  app = await startTestApp();
  scene = await setScene(app);
});
afterEach(async () => {
  await app.stop();
  vi.useRealTimers();
});

const until = async (what: string, isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { message: what, interval: 10 }).toBe(true);
};

/** Keeps count of how often it is asked on the writers' pool how far a stream is, and keeps those who ask waiting. */
const heedSelects = (keepsWaiting: boolean) => {
  const { db } = app.deps;
  const heeded = { asked: 0, answered: 0, letGo: (): void => undefined };
  const gate = new Promise<void>((resolve) => {
    heeded.letGo = resolve;
    if (!keepsWaiting) resolve();
  });
  const select = (fields: never) => ({
    from: (table: never) => {
      // Whatever the server sees to by itself meanwhile is not heeded.
      if ((table as unknown) !== stream) return db.select(fields).from(table);
      const where = async (condition: never) => {
        heeded.asked += 1;
        await gate;
        const rows = await db.select(fields).from(table).where(condition);
        heeded.answered += 1;
        return rows;
      };
      return { where };
    },
  });
  app.deps.db = Object.assign(Object.create(db) as typeof db, { select });
  return heeded;
};

test('a screen that goes while its watch begins leaves nobody watching for it', async () => {
  const socket = await scene.manager.socket();
  const first = heedSelects(true);
  socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await until('how far the stream is', () => first.asked === 1);
  socket.disconnect();
  // Whoever comes after has been let in only once the other is known to be gone.
  const witness = await scene.manager.socket();
  first.letGo();
  const seen = new Promise((resolve) => witness.once('refused', resolve));
  witness.emit('subscribe', {});
  await seen;
  const polls = heedSelects(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(polls.asked).toBe(0);
});

test('of fifty questions at once the first and the last are answered, and the last is what it goes on with', async () => {
  const other = await setScene(app);
  const planner = await scene.planner.socket();
  const got: Changes[] = [];
  planner.on('changes', (it: Changes) => void got.push(it));
  const looks = vi.spyOn(app.running.sessions, 'refresh');
  for (let n = 0; n < 49; n += 1) planner.emit('subscribe', { operationId: scene.operationId, since: 0 });
  planner.emit('subscribe', { operationId: other.operationId, since: 0 });
  await until('an answer about the last', () => got.some((it) => it.operationId === other.operationId));
  expect(looks.mock.calls.length).toBeLessThan(5);
  expect(got.length).toBeLessThan(5);
  expect(got.at(-1)?.operationId).toBe(other.operationId);
});

test('whoever leaves is not answered what they asked before', async () => {
  const other = await setScene(app);
  const planner = await scene.planner.socket();
  const got: string[] = [];
  let heard = 0;
  planner.on('changes', (it: Changes) => void got.push(it.operationId));
  planner.on('refused', () => (heard += 1));
  /** What is no question is answered at once, and after what was said before it. */
  const allIsHeard = () => {
    const before = heard;
    planner.emit('subscribe', {});
    return until('an answer', () => heard > before);
  };
  const looks = vi.spyOn(app.running.sessions, 'refresh');
  const first = heedSelects(true);
  planner.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await until('how far the stream is', () => first.asked === 1);
  planner.emit('subscribe', { operationId: other.operationId, since: 0 });
  await allIsHeard();
  planner.emit('unsubscribe');
  await allIsHeard();
  first.letGo();
  await until('the answer to the first', () => first.answered === 1);
  expect(looks).toHaveBeenCalledTimes(1);
  planner.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await until('an answer about the last', () => got.length > 0);
  expect(got).toEqual([scene.operationId]);
});

test('whoever asks without end is told to wait, and nothing is looked up for it', async () => {
  const socket = await scene.manager.socket();
  const refusals: string[] = [];
  socket.on('refused', ({ type }: { type: string }) => void refusals.push(type));
  const looks = vi.spyOn(app.running.sessions, 'refresh');
  for (let n = 0; n < 1500; n += 1) socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await until('all answered', () => refusals.length === 1440);
  expect(new Set(refusals)).toEqual(new Set(['/problems/too-many-requests']));
  expect(looks.mock.calls.length).toBeLessThan(60);
});

test('a snapshot too large for one frame is not sent in one: the screen is told how far the stream is, and pulls', async () => {
  await fill(app.owner, scene, 500);
  const socket = await scene.manager.socket();
  const first = new Promise<Changes>((resolve) => socket.once('changes', resolve));
  socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  const { cursor, view, all } = await scene.manager.mirror(scene.operationId);
  expect(await first).toEqual({ operationId: scene.operationId, from: cursor, to: cursor, view, changes: [] });
  expect(Object.keys(all).length).toBeGreaterThan(2000);
});
