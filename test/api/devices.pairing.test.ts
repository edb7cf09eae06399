import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { device, pairing } from '../../db/schema/tablets.ts';
import { event, version } from '../../db/schema/engine.ts';
import { CODE_LENGTH, CODE_LETTERS, PAIRING_MINUTES } from '../../shared/tablets.ts';
import { type Loose, startTestApp, type TestApp, testClock } from '../support/app.ts';
import { everyRow } from '../support/everyRow.ts';
import { claimAndCollect } from '../support/pairedTablet.ts';
import { seeded } from '../support/random.ts';
import { type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let here: string;
const clock = testClock();

beforeAll(async () => {
  app = await startTestApp({ clock });
  scene = await setScene(app);
  here = `/api/operations/${scene.operationId}/centres/${scene.centreId}`;
});
afterAll(() => app.stop());

const makeCode = async (): Promise<Loose> => (await scene.manager.post(`${here}/pairings`, {})).body;
const claim = (code: string) => app.nobody.post('/api/device/claim', { code });
const collect = ({ pairingId, claim: secret }: Loose) =>
  app.nobody.post('/api/device/collect', { pairingId, claim: secret });
const answer = (pairingId: string, match: boolean) =>
  scene.manager.post(`${here}/pairings/${pairingId}/answer`, { match });
const state = async (pairingId: string) => (await scene.manager.get(`${here}/pairings/${pairingId}`)).body;
const refused = { status: 410, body: { type: '/problems/pairing-refused' } };

describe('setting up a tablet', () => {
  test('takes a code, two digits that match in person, and the manager’s yes', async () => {
    const made = await makeCode();
    expect(made.code).toMatch(/^\w{4} \w{4} \w{2}$/);
    expect(await state(made.pairingId)).toMatchObject({ state: 'waiting', digits: null });
    const claimed = (await claim(made.code.toLowerCase())).body;
    expect(await state(made.pairingId)).toMatchObject({ state: 'asking', digits: claimed.digits });
    const early = await collect(claimed);
    expect([early.body, early.headers.getSetCookie()]).toEqual([{ state: 'asking' }, []]);
    expect((await answer(made.pairingId, true)).status).toBe(204);
    const done = await collect(claimed);
    expect(done.body).toEqual({ state: 'done' });
    const [cookie = ''] = done.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const tablet = app.holding(cookie.split(';')[0] ?? '');
    expect((await tablet.get('/api/device')).body).toMatchObject({
      label: 'Tablet 1',
      centreId: scene.centreId,
      idleMinutes: 2,
      state: 'open',
    });
    expect(await state(made.pairingId)).toMatchObject({ state: 'done', label: 'Tablet 1' });
    // By itself it is nobody: it sees nothing of the operation.
    expect((await tablet.get(`/api/operations/${scene.operationId}/pull`)).status).toBe(401);
  });

  test('a reply that is lost is given again until the tablet has used it, and never after', async () => {
    const made = await makeCode();
    const claimed = (await claim(made.code)).body;
    await answer(made.pairingId, true);
    const [lost] = (await collect(claimed)).headers.getSetCookie();
    const [again] = (await collect(claimed)).headers.getSetCookie();
    expect(again).toBe(lost);
    expect((await app.holding(again?.split(';')[0] ?? '').get('/api/device')).status).toBe(200);
    expect((await collect(claimed)).headers.getSetCookie()).toEqual([]);
    expect(
      (
        await app.nobody.post('/api/device/collect', {
          ...claimed,
          claim: 'another',
          digits: undefined,
          expiresAt: undefined,
        })
      ).status,
    ).toBe(410);
  });

  test('a code works once: of two tablets at the same moment one gets in, and it is no use afterwards', async () => {
    const { code } = await makeCode();
    const both = await Promise.all([claim(code), claim(code), claim(code)]);
    expect(both.map((it) => it.status).toSorted()).toEqual([200, 410, 410]);
    expect(await claim(code)).toMatchObject(refused);
  });

  test('a code ends after ten minutes, before it is given and before it is answered', async () => {
    const late = await makeCode();
    const slow = await makeCode();
    const claimed = (await claim(slow.code)).body;
    clock.advance(PAIRING_MINUTES);
    expect(await claim(late.code)).toMatchObject(refused);
    for (const { pairingId } of [late, slow]) expect(await state(pairingId)).toMatchObject({ state: 'ended' });
    expect(await answer(slow.pairingId, true)).toMatchObject(refused);
    expect((await collect(claimed)).body).toEqual({ state: 'ended' });
  });

  test('digits that do not match set nothing up, whoever says so', async () => {
    const made = await makeCode();
    const claimed = (await claim(made.code)).body;
    // Said again, it is the same answer.
    for (const _ of [1, 2]) expect((await answer(made.pairingId, false)).status).toBe(204);
    expect((await collect(claimed)).body).toEqual({ state: 'refused' });
    expect(await answer(made.pairingId, true)).toMatchObject(refused);

    const other = await makeCode();
    const second = (await claim(other.code)).body;
    await answer(other.pairingId, true);
    const { pairingId, claim: secret } = second;
    expect((await app.nobody.post('/api/device/stop', { pairingId, claim: secret })).status).toBe(204);
    const stopped = await collect(second);
    expect([stopped.body, stopped.headers.getSetCookie()]).toEqual([{ state: 'refused' }, []]);
    expect((await everyRow(app.deps)).wrong).toEqual([]);
  });

  test('is stopped once: said again, or by whoever made up a claim, it changes nothing and writes nothing down', async () => {
    const events = async () =>
      (await app.deps.sql`select seq from event where stream_id = ${scene.operationId}`).length;
    const stop = ({ pairingId, claim: secret }: Loose) =>
      app.nobody.post('/api/device/stop', { pairingId, claim: secret });
    const made = await makeCode();
    const asking = (await claim(made.code)).body;
    await answer(made.pairingId, true);
    const before = await events();
    expect(await stop({ ...asking, claim: `${asking.claim.slice(0, -1)}x` })).toMatchObject(refused);
    expect(await events()).toBe(before);
    const stopped = [await stop(asking), await stop(asking), await stop(asking)];
    expect(stopped.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await events()).toBe(before + 1);
    expect((await state(made.pairingId)).state).toBe('refused');
  });

  test('is not stopped once the tablet is in use: the manager is not told that it was, and takes it out themselves', async () => {
    const made = await makeCode();
    const asking = (await claim(made.code)).body;
    await answer(made.pairingId, true);
    const [cookie = ''] = (await collect(asking)).headers.getSetCookie();
    const tablet = app.holding(cookie.split(';')[0] ?? '');
    expect((await tablet.get('/api/device')).status).toBe(200);
    const { pairingId, claim: secret } = asking;
    expect((await app.nobody.post('/api/device/stop', { pairingId, claim: secret })).status).toBe(204);
    expect((await tablet.get('/api/device')).status).toBe(200);
    expect((await state(pairingId)).state).toBe('done');
  });

  test('is for the manager of that centre or a planner, and the same refusal for everyone else', async () => {
    const { pairingId } = await makeCode();
    const there = `/api/operations/${scene.operationId}/centres/${scene.otherCentreId}`;
    for (const [who, path] of [
      [scene.volunteer, here],
      [scene.silver, here],
      [scene.manager, there],
    ] as const) {
      expect((await who.post(`${path}/pairings`, {})).status).toBe(404);
      expect((await who.get(`${path}/pairings/${pairingId}`)).status).toBe(404);
      expect((await who.get(`${path}/devices`)).status).toBe(404);
    }
    expect((await scene.planner.post(`${there}/pairings`, {})).status).toBe(200);
    expect((await scene.planner.get(`${there}/pairings/${pairingId}`)).status).toBe(404);
  });

  test('tablets paired at once have names and letters of their own, none that a centre’s sheets have', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId, sheetLetter: 'K' });
    await app.centre({ operationId, sheetLetter: 'A' });
    const path = `/api/operations/${operationId}/centres/${centreId}`;
    await Promise.all([1, 2, 3].map(() => claimAndCollect(app, scene.planner, path)));
    const { items } = (await scene.planner.get(`${path}/devices`)).body;
    expect(items.map((it: Loose) => it.label).toSorted()).toEqual(['Tablet 1', 'Tablet 2', 'Tablet 3']);
    expect(items.map((it: Loose) => it.letter).toSorted()).toEqual(['B', 'C', 'D']);
  });

  test('is in the audit, and neither code nor secret is in the database', async () => {
    const made = await makeCode();
    const claimed = (await claim(made.code)).body;
    await answer(made.pairingId, true);
    await collect(claimed);
    const { deviceId } = await state(made.pairingId);
    const kinds = await app.deps.db.select().from(event).where(eq(event.streamId, scene.operationId));
    expect(kinds.map((it) => it.kind)).toContain('devices.pair');
    const tables = await Promise.all([
      app.deps.db.select().from(pairing),
      app.deps.db.select().from(device).where(eq(device.id, deviceId)),
      app.deps.db.select().from(version).where(eq(version.id, deviceId)),
    ]);
    const kept = JSON.stringify(tables);
    for (const secret of [made.code.replaceAll(' ', ''), claimed.claim]) expect(kept).not.toContain(secret);
  });
});

test('a thousand wrong codes find none that waits, and stop no right one at the same address', async () => {
  const made = await makeCode();
  const random = seeded(20_261_119);
  const guess = () =>
    Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[Math.floor(random() * CODE_LETTERS.length)]).join('');
  for (let n = 0; n < 100; n += 1) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(guess())));
    expect(answers.map((it) => it.status)).toEqual(answers.map(() => 410));
  }
  expect((await claim(made.code)).status).toBe(200);
});

test('a code is long enough that no rate of guessing finds one: less than one chance in a million for ten minutes', () => {
  const guesses = 10_000 * 60 * PAIRING_MINUTES;
  const waiting = 50;
  expect((guesses * waiting) / CODE_LETTERS.length ** CODE_LENGTH).toBeLessThan(1e-6);
});
