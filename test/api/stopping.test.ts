import { io } from 'socket.io-client';
import { afterEach, expect, test, vi } from 'vitest';
import type { Sql } from '../../db/connect.ts';
import { announcer } from '../../server/engine/announce.ts';
import { failing } from '../../server/engine/background.ts';
import { Snapshot } from '../../server/engine/snapshots.ts';
import { type Running, startServer } from '../../server/serve.ts';
import { makeTries } from '../../server/access/tries.ts';
import { signInTry } from '../../db/schema/users.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { pause } from '../support/random.ts';
import { RecordingLog } from '../support/recordingLog.ts';
import { arrival, setScene } from '../support/scene.ts';

const DAY_MS = 24 * 3_600_000;

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a server that has stopped says and writes nothing more, however long its process goes on', async () => {
  // Time passes as it does, until it is moved.
  vi.useFakeTimers({ toFake: [...timers], shouldAdvanceTime: true });
  const loud = (['warn', 'error', 'info', 'log'] as const).map((it) => vi.spyOn(console, it));
  const app = await startTestApp();
  const scene = await setScene(app);
  await app.account('duty@haven.example', 'a long enough password');
  await app.nobody.post('/api/sign-in', { email: 'duty@haven.example', password: 'not the password' });
  await app.nobody.post('/api/device/claim', { code: '23456789AB' });
  for (const person of [scene.manager, scene.silver]) {
    const socket = await person.socket();
    const first = new Promise((resolve) => socket.once('changes', resolve));
    socket.emit('subscribe', { operationId: scene.operationId, since: 0, wall: person === scene.silver });
    await first;
  }
  await scene.volunteer.done('people.checkIn', arrival(app, scene));
  await app.stop();
  const asked = vi.spyOn(app.deps.sql, 'unsafe');
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(loud.flatMap((it) => it.mock.calls)).toEqual([]);
  expect(asked.mock.calls).toEqual([]);
  app.log.assertQuiet();
});

/** A second server on the same database, which stays open when it stops. */
const beside = (app: TestApp): Promise<Running> => {
  const { deps, clock, log } = app;
  const at = { host: '127.0.0.1', port: 0, clock, log, keys: deps.keys, exercise: false, secureCookies: false };
  return startServer({ connection: deps, ...at, clientDir: null });
};

test('a server that stops tells the others what it has committed, and after that nothing', async () => {
  // No pause ends by itself.
  vi.useFakeTimers({ toFake: [...timers] });
  const said: string[] = [];
  const sql = { notify: (_channel: string, words: string) => Promise.resolve(said.push(words)) };
  const others = announcer(sql as unknown as Sql, new RecordingLog());
  for (let seq = 1; seq <= 200; seq += 1) others.tell(`stream ${seq}`, seq);
  await others.stop();
  const told = said.join(',').split(',');
  expect([told.length, told.at(0), told.at(-1)]).toEqual([200, 'stream 1 1', 'stream 200 200']);
  others.tell('stream 1', 201);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(said.join(',').split(',')).toEqual(told);
});

test('a server that stops while it looks at who may still watch has finished before it says that it stopped', async () => {
  const app = await startTestApp();
  const scene = await setScene(app);
  const other = await beside(app);
  const order: string[] = [];
  const { refresh } = other.sessions;
  const socket = io(other.url, {
    extraHeaders: { cookie: scene.manager.cookie, origin: other.url },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const looked = new Promise<void>((begun) => {
    other.sessions.refresh = async (ids) => {
      begun();
      await pause(500);
      const found = await refresh(ids);
      order.push('looked');
      return found;
    };
  });
  await looked;
  await other.stop();
  order.push('stopped');
  expect(order.filter((it, at) => it !== order[at - 1])).toEqual(['looked', 'stopped']);
  socket.disconnect();
  await app.stop();
});

test('a server that stops lets nobody in who was on their way, and does not wait for them', async () => {
  const app = await startTestApp();
  const { manager } = await setScene(app);
  const other = await beside(app);
  const { actorOf } = other.sessions;
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked = new Promise<void>((begun) => {
    other.sessions.actorOf = async (...who) => {
      begun();
      await gate;
      return actorOf(...who);
    };
  });
  const headers = { cookie: manager.cookie, origin: other.url };
  const answer = fetch(`${other.url}/socket.io/?EIO=4&transport=polling`, { headers });
  await asked;
  const stopped = other.stop();
  letGo();
  expect((await answer).status).toBe(403);
  await stopped;
  await app.stop();
});

test('what was counted of tries at an account is gone once it has run out', async () => {
  const app = await startTestApp();
  const old = { key: 'account:somebody', points: 3, expire: new Date(Date.now() - 1000) };
  await app.deps.db.insert(signInTry).values(old);
  await makeTries(app.deps).take({ email: 'another@haven.example', peer: '192.0.2.1', knownDevice: null });
  const kept = await app.deps.db.select().from(signInTry);
  expect(kept.map((it) => it.key)).not.toContain(old.key);
  expect(kept.length).toBeGreaterThan(0);
  await app.stop();
});

test('a snapshot that a stop cuts short is no defect, and anything else that nobody waits for is', async () => {
  const log = new RecordingLog();
  const pages = async function* () {
    yield await Promise.resolve([]);
  };
  const cut = new Snapshot('a view', 1);
  await cut.read(pages(), () => true);
  await cut.pages().next().catch(failing(log, 'socket-failed'));
  log.assertQuiet();
  failing(log, 'socket-failed')(new TypeError());
  expect(() => log.assertQuiet()).toThrow('socket-failed');
});
