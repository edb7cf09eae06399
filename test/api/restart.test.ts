import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session } from '../../db/schema/users.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => (app = await startTestApp()));
afterAll(() => app.stop());

const gone = (socket: Socket): Promise<string> => new Promise((resolve) => socket.once('disconnect', resolve));
const back = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('connect', resolve));

test('a server that stops to come back sends nobody away: also a client of the last release finds its own way back', async () => {
  const operationId = await app.operation();
  const silver = await app.signInAs('silver', { operationId });
  const socket = await silver.socket();
  const said: string[] = [];
  socket.onAny((event: string) => void said.push(event));
  const [why, again] = [gone(socket), back(socket)];
  await app.restart();
  // By this reason, and not by "io server disconnect", its own library connects anew.
  expect(await why).toMatch(/^transport/);
  await again;
  expect(said).not.toContain('signedOut');
});

test('a session that has ended is told so by a word of its own before its line is cut', async () => {
  const operationId = await app.operation();
  const silver = await app.signInAs('silver', { operationId });
  const socket = await silver.socket();
  const said: string[] = [];
  socket.onAny((event: string) => void said.push(event));
  const why = gone(socket);
  await app.deps.db.delete(session);
  await why;
  expect(said).toContain('signedOut');
});

test('the key to somebody’s half-typed words is theirs alone, the same at each session, and no tablet’s', async () => {
  const where = { operationId: await app.operation() };
  const [tess, amir] = [await app.signInAs('planner'), await app.signInAs('planner')];
  const keyOf = async (of: typeof tess) => (await of.get('/api/me')).body.typed as string | null;
  const key = await keyOf(tess);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await keyOf(tess)).toBe(key);
  expect(await keyOf(amir)).not.toBe(key);
  const centreId = await app.centre(where);
  const tablet = await app.pairTablet({ ...where, centreId, hands: [{ name: 'Joan P.' }] });
  expect(await keyOf(await tablet.unlock())).toBeNull();
});
