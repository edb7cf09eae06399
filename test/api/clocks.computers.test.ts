/** An account is used at several computers, each with a clock of its own. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const { operationId, centreId } = scene;
  const email = `${app.newId()}@haven.example`;
  userId = await app.account(email, PASSWORD, [{ role: 'volunteer', operationId, centreId, address: false }]);
  const signIn = async () => {
    const answer = await app.nobody.post('/api/sign-in', { email, password: PASSWORD });
    return app.holding(cookieIn(answer));
  };
  [laptop, desk] = [await signIn(), await signIn()];
});
afterAll(() => app.stop());

const { sealAs } = handingIn(() => ({ app, scene }));

const handIn = async (by: Person, occurredAt: string, clock: string): Promise<void> => {
  const item = await sealAs(userId, 'people.checkIn', arrival(app, scene), scene.operationId, occurredAt);
  const body = JSON.stringify({ items: [item], waiting: 0 });
  const headers = { 'content-type': 'application/json', [CLOCK_HEADER]: clock };
  const answer = await by.send('/api/push', { method: 'POST', body, headers });
  expect(answer.body.answers).toMatchObject([{ as: 'accepted' }]);
};
const asked = async (): Promise<Loose[]> => {
  const { operationId, centreId, manager } = scene;
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
