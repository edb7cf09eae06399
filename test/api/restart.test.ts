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
