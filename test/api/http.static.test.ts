import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

const clientDir = mkdtempSync(path.join(tmpdir(), 'haven-static-'));
const script = `export const hall = '${'a calm place '.repeat(500)}';`;
let app: TestApp;

beforeAll(async () => {
  mkdirSync(path.join(clientDir, 'assets'));
  writeFileSync(path.join(clientDir, 'index.html'), '<!doctype html><title>Haven</title>');
  writeFileSync(path.join(clientDir, 'assets/hall.js'), script);
  app = await startTestApp({ clientDir });
});
afterAll(async () => {
  await app?.stop();
  rmSync(clientDir, { recursive: true });
});

test('a hall on a slow line is sent the client compressed, and gets it whole', async () => {
  const answer = await fetch(`${app.url}/assets/hall.js`);
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(await answer.text()).toBe(script);
});

test('what the API answers is never compressed: its length would tell of what it holds', async () => {
  const operationId = await app.operation();
  const planner = await app.signInAs('planner', { operationId });
  for (let n = 0; n < 20; n += 1) await app.centre({ operationId, name: `Centre ${n}` });
  const { headers, text } = await planner.get(`/api/operations/${operationId}/pull?since=0`);
  expect(text.length).toBeGreaterThan(2000);
  expect(headers.get('content-encoding')).toBeNull();
});
