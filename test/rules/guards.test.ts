import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownOrigin, safeguarded } from '../../server/http/guards.ts';
import { sendProblem } from '../../server/http/problem.ts';
import { staticFiles } from '../../server/http/static.ts';
import type { Env } from '../../server/http/types.ts';
import { checkEnd } from '../../server/users/guards.ts';
import { Problem } from '../../shared/problems.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'haven-static-'));
  mkdirSync(path.join(root, 'assets'));
  for (const file of ['index.html', 'sw.js', 'assets/main-1.js']) writeFileSync(path.join(root, file), file);
});
afterAll(() => rmSync(root, { recursive: true }));

const site = () => {
  const app = new Hono<Env>()
    .use(safeguarded(false))
    .use(ownOrigin)
    .all('/api/kept', (c) => c.body('kept', 200, { 'Cache-Control': 'max-age=60' }))
    .get('*', staticFiles(root));
  app.onError((error, c) => sendProblem(c, (error instanceof Problem ? error : new Problem('internal-error')).body()));
  return app;
};
const asked = async (address: string, init: RequestInit = {}) => {
  const answer = await site().request(address, init);
  return [answer.status, answer.headers.get('cache-control'), answer.status === 200 ? await answer.text() : ''];
};

test('what the build names by its content is kept for a year, the rest asked for again, and nothing of the API kept', async () => {
  const forGood = 'public, max-age=31536000, immutable';
  expect(await asked('/assets/main-1.js')).toEqual([200, forGood, 'assets/main-1.js']);
  expect(await asked('/sw.js')).toEqual([200, 'no-cache', 'sw.js']);
  for (const screen of ['/', '/index.html', '/centres/wren', '/assets/of/no/file'])
    expect([screen, ...(await asked(screen))]).toEqual([screen, 200, 'no-cache', 'index.html']);
  for (const nowhere of ['/assets/main-2.js', '/api', '/api/none'])
    expect([nowhere, ...(await asked(nowhere))]).toEqual([nowhere, 404, 'no-store', '']);
  expect(await asked('/api/kept')).toEqual([200, 'no-store', 'kept']);
});

test('a link from another site opens a screen by being followed, and does nothing else', async () => {
  const from = (where: string, mode: string, more: Record<string, string> = {}) => ({
    'sec-fetch-site': where,
    'sec-fetch-mode': mode,
    host: 'haven.example',
    ...more,
  });
  const status = async (address: string, headers: Record<string, string>, method = 'GET') =>
    (await asked(address, { method, headers }))[0];
  expect(await status('/join', from('cross-site', 'navigate'))).toBe(200);
  expect(await status('/join', from('cross-site', 'no-cors'))).toBe(403);
  expect(await status('/api/kept', from('cross-site', 'navigate'))).toBe(403);
  expect(await status('/join', from('cross-site', 'navigate'), 'POST')).toBe(403);
  expect(await status('/api/kept', from('same-origin', 'cors'))).toBe(200);
  const foreign = from('same-site', 'cors', { origin: 'https://evil.example' });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await status('/api/kept', foreign, method)).toBe(403);
  expect(await status('/api/kept', foreign)).toBe(200);
  expect(await status('/api/kept', from('same-origin', 'cors', { origin: 'https://haven.example' }), 'POST')).toBe(200);
});

test('a role ends in time to come, if it ends at all', () => {
  const now = new Date('2026-11-19T06:00:00Z');
  const pointers = (endsAt: string | undefined) => {
    try {
      checkEnd(endsAt, now, '/args/grants/0/endsAt');
      return null;
    } catch (error) {
      return (error as Problem).extra.errors?.map((it) => `${it.pointer} ${it.code}`);
    }
  };
  expect([pointers(undefined), pointers('2026-11-19T06:00:00.001Z')]).toEqual([null, null]);
  for (const past of ['2026-11-19T06:00:00.000Z', '2026-11-19T05:59:59.999Z'])
    expect(pointers(past)).toEqual(['/args/grants/0/endsAt past']);
});
