/** Whatever is sent over a socket: the server goes on as before, and what it refuses it refuses in our own manner. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { contentsOf } from '../support/contents.ts';
import { mild, rawSocket, wild } from '../support/frames.ts';
import { pick } from '../support/spoilt.ts';
import { seeded } from '../support/random.ts';
import { setScene, type Scene } from '../support/scene.ts';

/** `npm run soak` sends ten times as many. */
const FRAMES = process.env['HAVEN_SOAK'] === 'long' ? 20_000 : 2_000;
const SEED = Number(process.env['HAVEN_SOAK_SEED'] ?? 20_261_128);
const ON_ONE_LINE = 10;

let app: TestApp;
let scene: Scene;
beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const LAST = '42["subscribe",{"operationId":"the last of all"}]';
const types = new Set(Object.keys(problems).map((slug) => `/problems/${slug}`));

const refusalsIn = (heard: readonly string[]): string[] =>
  heard
    .filter((it) => it.startsWith('42["refused"'))
    .map((it) => (JSON.parse(it.slice(2)) as [string, { type: string }])[1].type);

test(`${FRAMES} malformed frames change nothing, and whoever asks as they should is answered as before`, async () => {
  const random = seeded(SEED);
  const { operationId } = scene;
  const ask = { operationId, since: 0, wall: false };
  const before = await contentsOf(app.deps.sql, ['session', 'user.last_seen_at']);
  const refused: string[] = [];
  for (let sent = 0; sent < FRAMES; sent += ON_ONE_LINE) {
    const line = await rawSocket(app.url, pick(random, [scene.planner, scene.manager, scene.volunteer, scene.silver]));
    for (let n = 1; n < ON_ONE_LINE; n += 1) line.send(mild(random, ask));
    // Answered after all before it have been looked at.
    line.send(LAST);
    expect(await line.hears(/"refused"/)).toBe(true);
    line.send(wild(random, ask));
    line.send(LAST);
    await line.close();
    refused.push(...refusalsIn(line.heard));
  }
  expect(refused.filter((it) => !types.has(it))).toEqual([]);
  expect(refused.length).toBeGreaterThan(FRAMES / ON_ONE_LINE);
  const socket = await scene.volunteer.socket();
  const answered = new Promise((resolve) => socket.once('changes', resolve));
  socket.emit('subscribe', ask);
  await expect(answered).resolves.toMatchObject({ operationId });
  expect(await contentsOf(app.deps.sql, ['session', 'user.last_seen_at'])).toEqual(before);
});
