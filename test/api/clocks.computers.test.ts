/** An account is used at several computers, each with a clock of its own. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { CLOCK_HEADER } from '../../shared/push.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { cookieIn } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

const LOST = '2010-01-01T00:05:00.000Z';
const PASSWORD = 'correct horse battery staple';

let app: TestApp;
let scene: Scene;
let userId: string;
let laptop: Person;
let desk: Person;
let unknown: Person;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const { userId: id, signIn, signInUnknown } = await somebody();
  userId = id;
  [laptop, desk, unknown] = [await signIn(), await signIn(), await signInUnknown()];
});
afterAll(() => app.stop());

const { sealAs } = handingIn(() => ({ app, scene }));

/** With an account, who helps at every one of these. */
const somebody = async (...places: Scene[]) => {
  const email = `${app.newId()}@haven.example`;
  const grants = [scene, ...places].map(({ operationId, centreId }) => ({
    role,
    operationId,
    centreId,
    address: false,
  }));
  const id = await app.account(email, PASSWORD, grants);
  const session = async () => cookieIn(await app.nobody.post('/api/sign-in', { email, password: PASSWORD }));
  const signIn = async () => app.holding(await session());
  /** In a browser that keeps who is signed in, and not which computer it is. */
  const signInUnknown = async () => app.holding((await session()).replace(/haven\.known=[^;]*/, ''));
  return { userId: id, signIn, signInUnknown };
};
const role = 'volunteer' as const;

const handIn = async (by: Person, occurredAt: string, clock: string, at = scene, author = userId): Promise<void> => {
  const item = await sealAs(author, 'people.checkIn', arrival(app, at), at.operationId, occurredAt);
  const body = JSON.stringify({ items: [item], waiting: 0 });
  const headers = { 'content-type': 'application/json', [CLOCK_HEADER]: clock };
  const answer = await by.send('/api/push', { method: 'POST', body, headers });
  expect(answer.body.answers).toMatchObject([{ as: 'accepted' }]);
};
const asked = async ({ operationId, centreId, manager }: Scene = scene): Promise<Loose[]> => {
  const { body } = await manager.get(`/api/operations/${operationId}/attention?centreId=${centreId}`);
  return body.items.filter((row: Loose) => row.kind === 'clock' && row.settledAt === null);
};
const now = () => app.clock.now().toISOString();
const right = () => new Date().toISOString();

test('the right clock of one settles nothing of another’s', async () => {
  await handIn(laptop, LOST, LOST);
  expect(await asked()).toHaveLength(1);
  await handIn(desk, now(), right());
  expect(await asked()).toHaveLength(1);
});

test('a clock that is set is settled by the computer it belongs to', async () => {
  await handIn(laptop, LOST, LOST);
  await handIn(laptop, now(), right());
  expect(await asked()).toEqual([]);
});

test('a clock that was asked about when nobody knew which computer it was is settled by any of theirs that is right', async () => {
  for (const set of [laptop, unknown]) {
    await handIn(unknown, LOST, LOST);
    expect(await asked()).toHaveLength(1);
    await handIn(set, now(), right());
    expect(await asked()).toEqual([]);
  }
});

test('the right clock of a computer that nobody knows settles nothing of one that is known', async () => {
  await handIn(laptop, LOST, LOST);
  await handIn(unknown, now(), right());
  expect(await asked()).toHaveLength(1);
});

test('whoever hands in is answered, whatever becomes of the question about their clock', async () => {
  await handIn(laptop, LOST, LOST);
  await app.owner.unsafe(`create function nothing_settled() returns trigger language plpgsql as
    $$ begin raise exception 'a defect of ours'; end $$`);
  await app.owner.unsafe(
    `create trigger nothing_settled before update on attention execute function nothing_settled()`,
  );
  app.log.expectError('clock-not-settled');
  await handIn(laptop, now(), right());
  await app.owner.unsafe(`drop trigger nothing_settled on attention`);
  expect(await asked()).toHaveLength(1);
  await handIn(laptop, now(), right());
  expect(await asked()).toEqual([]);
});

test('a clock is asked about in every operation that it told a time in, at the centre it was told at', async () => {
  const there = await setScene(app);
  const { userId: author, signIn } = await somebody(there);
  const computer = await signIn();
  for (const at of [scene, there]) await handIn(computer, LOST, LOST, at, author);
  for (const at of [scene, there]) {
    expect(await asked(at)).toHaveLength(1);
    const kept = await app.deps.db.select().from(attention).where(eq(attention.operationId, at.operationId));
    expect(kept).toMatchObject([{ kind: 'clock', centreId: at.centreId, authorId: author, deviceId: null }]);
  }
});

test('the clock of one person is asked about beside another’s, and the right clock of one settles nothing of the other’s', async () => {
  const { userId: author, signIn } = await somebody();
  const other = await signIn();
  await handIn(laptop, LOST, LOST);
  await handIn(other, LOST, LOST, scene, author);
  expect((await asked()).map((it) => it.authorId).toSorted()).toEqual([userId, author].toSorted());
  await handIn(other, now(), right(), scene, author);
  expect((await asked()).map((it) => it.authorId)).toEqual([userId]);
});

test('the clock of a tablet that somebody with an account has open is not that of their computer', async () => {
  await handIn(laptop, LOST, LOST);
  const { operationId } = scene;
  await app.deps.db.update(attention).set({ deviceId: 'a tablet' }).where(eq(attention.operationId, operationId));
  await handIn(laptop, LOST, LOST);
  expect(await asked()).toHaveLength(2);
  await handIn(laptop, now(), right());
  expect((await asked()).map((it) => it.authorId)).toEqual([userId]);
});
