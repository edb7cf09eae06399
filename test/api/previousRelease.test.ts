import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { device, streamKey } from '../../db/schema/tablets.ts';
import { accessGrant, user } from '../../db/schema/users.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { some } from '../support/some.ts';

interface Recorded {
  scene: {
    operationId: string;
    centreId: string;
    tablet: { id: string; cookie: string; hand: { userId: string; name: string } };
    streamKey: { publicKey: Record<string, unknown>; privateKey: string };
  };
  commands: { path: string; body: Loose }[];
  push: { items: { id: string }[] };
}

const file = path.resolve(import.meta.dirname, '../fixtures/wire-v1.json');
const { scene, commands, push } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
const { operationId, centreId, tablet } = scene;

let app: TestApp;
let volunteer: Person;

const volunteerHere = (userId: string) => ({
  id: app.newId(),
  userId,
  role: 'volunteer' as const,
  operationId,
  centreId,
  address: false,
  grantedBy: 'test',
  grantedAt: new Date(),
});

/** A tablet as it was paired, in the place it was paired for. */
const putBack = async (): Promise<void> => {
  const { db, clock } = app.deps;
  const now = clock.now();
  await db.insert(user).values({ id: tablet.hand.userId, name: tablet.hand.name, email: 'joan@tablet.invalid' });
  await db.insert(accessGrant).values(volunteerHere(tablet.hand.userId));
  const tokenHash = createHash('sha256')
    .update(tablet.cookie.split('=')[1] ?? '')
    .digest();
  const paired = { label: 'Tablet 1', letter: 'T', pairedBy: 'test', pairedAt: now };
  await db.insert(device).values({ id: tablet.id, operationId, centreId, tokenHash, ...paired });
  const { publicKey, privateKey } = scene.streamKey;
  await db
    .insert(streamKey)
    .values({ streamId: operationId, publicKey, privateKey: Buffer.from(privateKey, 'base64'), madeAt: now });
};

beforeAll(async () => {
  app = await startTestApp();
  await app.operation({ id: operationId });
  await app.centre({ id: centreId, operationId, sheetLetter: 'K' });
  await putBack();
  volunteer = await app.signInAs('volunteer', { operationId, centreId });
});
afterAll(() => app?.stop());

test('what a browser of the release before sends is taken as it was meant', async () => {
  for (const { path: way, body } of some(commands)) {
    const answer = await volunteer.post(way, body);
    expect(`${way} ${answer.status} ${answer.status === 200 ? '' : answer.text}`).toBe(`${way} 200 `);
  }
  const seen = await volunteer.mirror(operationId);
  const [first, , , needed] = commands.map((it) => it.body['args']);
  expect(seen.rows('person')).toMatchObject([
    { id: first.personId, reference: 'K-001', presence: 'temporarily_out', ageBand: 'adult', language: 'vi' },
  ]);
  expect(seen.rows('need').find((it) => it['id'] === needed.needId)).toMatchObject({ state: 'met' });
});

test('what a tablet of the release before has sealed is opened, proven and taken, in its order', async () => {
  const answer = await app.holding(tablet.cookie).post('/api/push', push);
  expect(answer.status).toBe(200);
  const { answers } = answer.body as { answers: Loose[] };
  expect(answers.map(({ id, as, problem }) => ({ id, as, problem }))).toEqual(
    push.items.map(({ id }) => ({ id, as: 'accepted', problem: undefined })),
  );
  const seen = await volunteer.mirror(operationId);
  const guest = seen.rows('person').find((it) => it['reference'] === 'K-002');
  expect(guest).toMatchObject({ presence: 'temporarily_out', language: 'ro' });
});

test('handed in again because the answer was lost, nothing of it happens twice', async () => {
  const before = (await volunteer.mirror(operationId)).rows('person');
  const answer = await app.holding(tablet.cookie).post('/api/push', push);
  expect((answer.body as { answers: Loose[] }).answers.map((it) => it['replay'])).toEqual([true, true, true, true]);
  for (const { path: way, body } of some(commands)) expect((await volunteer.post(way, body)).replay).toBe(true);
  expect((await volunteer.mirror(operationId)).rows('person')).toEqual(before);
});
