import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

const cookieFrom = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');

test('someone with an account signs in with a password and is who they say', async () => {
  await app.account('planner@haven.example', 'correct horse battery', [
    { role: 'planner', operationId: null, centreId: null, address: true },
  ]);
  const answer = await app.nobody.post('/api/sign-in', {
    email: 'planner@haven.example',
    password: 'correct horse battery',
  });
  expect(answer.status).toBe(204);
  const me = await app.holding(cookieFrom(answer.headers)).get('/api/me');
  expect(me.status).toBe(200);
  expect(me.body).toMatchObject({ email: 'planner@haven.example', grants: [{ role: 'planner' }] });
});

test('a session made for a test is one the server accepts', async () => {
  const planner = await app.signInAs('planner');
  expect((await planner.get('/api/me')).body).toMatchObject({ userId: planner.userId });
  const socket = await planner.socket();
  expect(socket.connected).toBe(true);
});

test('a wrong password and an unknown account are refused in the same words', async () => {
  await app.account('silver@haven.example', 'correct horse battery');
  const wrong = await app.nobody.post('/api/sign-in', { email: 'silver@haven.example', password: 'wrong' });
  const unknown = await app.nobody.post('/api/sign-in', { email: 'nobody@haven.example', password: 'wrong' });
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('content-type')).toBe('application/problem+json');
  expect(wrong.text).toBe(unknown.text);
});

test('signing out ends the session', async () => {
  const manager = await app.signInAs('manager');
  const answer = await manager.send('/api/sign-out', { method: 'POST', headers: { origin: app.url } });
  expect(answer.status).toBe(204);
  expect((await manager.get('/api/me')).status).toBe(401);
});
