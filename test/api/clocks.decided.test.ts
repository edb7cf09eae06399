/** What waits for somebody to decide is judged by when it was heard, however long they take. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { person } from '../../db/schema/people.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const { listed, choose, pair, joanOf, forgedBy } = handingIn(() => ({ app, scene }));

/** Handed in without proof, and let in so many hours later. */
const letInAfter = async (hours: number, more: Loose, occurredAt?: string) => {
  const tablet = await pair();
  const args = arrival(app, scene, more);
  const item = await tablet.seal(forgedBy(tablet), 'people.checkIn', args, occurredAt ? { occurredAt } : {});
  const heard = app.clock.now();
  await tablet.push([item]);
  app.clock.advance?.(hours * 60);
  const { operationId, centreId } = scene;
  const manager = await app.signInAs('manager', { operationId, centreId });
  expect((await choose('attention.release', await listed(item.id, manager), {}, manager)).status).toBe(200);
  const [found] = await app.deps.db.select().from(person).where(eq(person.id, args.personId));
  return { heard, found };
};

test('a paper form let in the next day came in when it says, and was keyed in when it was handed in', async () => {
  const written = new Date(app.clock.now().getTime() - 30 * 60_000);
  const { heard, found } = await letInAfter(30, { paperForm: 81, writtenAt: written.toISOString() });
  expect(found).toMatchObject({ arrivedAt: written, toldAt: null, keyedAt: heard });
});

test('a refused one that is sent again the next day was keyed in when it was heard first', async () => {
  const { operationId, centreId } = scene;
  const args = arrival(app, scene, { reference: 'nonsense', paperForm: 84 });
  const tablet = await pair();
  const item = await tablet.seal(joanOf(tablet), 'people.checkIn', args);
  const heard = app.clock.now();
  await tablet.push([item]);
  app.clock.advance?.(30 * 60);
  const manager = await app.signInAs('manager', { operationId, centreId });
  const again = await choose(
    'attention.retry',
    await listed(item.id, manager),
    { set: { reference: 'K-084' } },
    manager,
  );
  expect(again.status).toBe(200);
  const [found] = await app.deps.db.select().from(person).where(eq(person.id, args.personId));
  expect(found).toMatchObject({ arrivedAt: heard, toldAt: null, keyedAt: heard });
});

test('one that tells no time of its own was keyed in when it was handed in', async () => {
  const { heard, found } = await letInAfter(5, { paperForm: 82 });
  expect(found).toMatchObject({ arrivedAt: heard, toldAt: null, keyedAt: heard });
});

test('a time that cannot be stands when it was handed in, and is marked', async () => {
  const lost = '2010-01-01T00:05:00.000Z';
  const { heard, found } = await letInAfter(30, {}, lost);
  expect(found).toMatchObject({ arrivedAt: heard, toldAt: new Date(lost) });
});
