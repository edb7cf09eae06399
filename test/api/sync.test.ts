import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleNames } from '../../shared/roles.ts';
import type { Changes } from '../../shared/sync.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { Mirror } from '../support/mirror.ts';
import { randomWalk } from '../support/randomWalk.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

/** Counts are made when they are asked for, by the clock, so that they are compared apart. */
const isCount = (key: string): boolean => key.startsWith('centreCounts ') || key.startsWith('operationCounts ');
const rowsOf = (mirror: Mirror) => Object.fromEntries(Object.entries(mirror.all).filter(([key]) => !isCount(key)));

interface Reader {
  who: Person;
  wall: boolean;
  mirror: Mirror;
}

const readersOf = async (scene: Scene): Promise<Reader[]> => {
  const { operationId, otherCentreId } = scene;
  const blind = await app.signInAs('planner', { address: false });
  const otherManager = await app.signInAs('manager', { operationId, centreId: otherCentreId });
  const { planner, manager, volunteer, otherVolunteer, silver } = scene;
  const all = [planner, manager, volunteer, otherVolunteer, silver, blind, otherManager];
  const readers = await Promise.all(
    all.map(async (who) => ({ who, wall: false, mirror: await who.mirror(operationId) })),
  );
  return [...readers, { who: silver, wall: true, mirror: await silver.mirror(operationId, true) }];
};

const catchUp = async ({ who, mirror }: Reader, operationId: string): Promise<void> => {
  const delta = await who.pull(operationId, mirror.cursor, mirror.query);
  if (!mirror.apply(delta)) throw new Error('a pull did not begin where the reader stands');
};

for (const seed of [1, 20, 300]) {
  test(`what a reader holds plus what it pulls is a fresh snapshot, after every command, for every role (seed ${seed})`, async () => {
    const scene = await setScene(app);
    const readers = await readersOf(scene);
    const walk = randomWalk(app, scene, seed);
    const done = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      const { name, status } = await walk();
      if (status === 200) done.add(name);
      // Some readers are away for a while: their next pull spans many commands.
      for (const [index, reader] of readers.entries()) {
        if ((step + index) % 3 !== 0) await catchUp(reader, scene.operationId);
      }
      if (step % 5 === 4) await expectFresh(readers, scene.operationId, `seed ${seed}, step ${step}, ${name}`);
    }
    expect(done.size).toBeGreaterThan(7);
  });
}

const expectFresh = async (readers: Reader[], operationId: string, where: string): Promise<void> => {
  await Promise.all(
    readers.map(async (reader) => {
      await catchUp(reader, operationId);
      const fresh = await reader.who.mirror(operationId, reader.wall);
      expect({ where, who: reader.who.name, rows: rowsOf(reader.mirror) }).toEqual({
        where,
        who: reader.who.name,
        rows: rowsOf(fresh),
      });
    }),
  );
};

/** Does what a client does: applies what fits, and pulls where something does not. */
const follow = async (who: Person, operationId: string): Promise<Mirror> => {
  const socket = await who.socket();
  const mirror = await who.mirror(operationId);
  let pulling = Promise.resolve();
  socket.on('changes', (delta: Changes) => {
    if (delta.to <= mirror.cursor || mirror.apply(delta)) return;
    pulling = pulling.then(async () => void mirror.apply(await who.pull(operationId, mirror.cursor)));
  });
  socket.emit('subscribe', { operationId, since: mirror.cursor });
  return mirror;
};

test('twenty commands at once reach everyone who watches, and each ends equal to a snapshot', async () => {
  const scene = await setScene(app);
  const { operationId } = scene;
  const watching = [scene.planner, scene.manager, scene.volunteer];
  const mirrors = await Promise.all(watching.map((who) => follow(who, operationId)));
  const walk = randomWalk(app, scene, 7);
  await Promise.all(Array.from({ length: 20 }, () => walk()));
  for (const [index, mirror] of some(mirrors.entries())) {
    const fresh = await (watching[index] as Person).mirror(operationId);
    await expect.poll(() => mirror.cursor).toBe(fresh.cursor);
    expect(rowsOf(mirror)).toEqual(rowsOf(fresh));
  }
});

test('a cursor from the future, and one reached with another view, begin again with a snapshot', async () => {
  const scene = await setScene(app);
  const ahead = await scene.manager.pull(scene.operationId, 9999);
  expect(ahead).toMatchObject({ from: 0, snapshot: true });
  const other = await scene.manager.pull(scene.operationId, 2, '&view=another');
  expect(other).toMatchObject({ from: 0, snapshot: true });
});

test('a socket asks from nobody, from another site, or for another operation: it is told nothing', async () => {
  const scene = await setScene(app);
  await expect(app.nobody.socket()).rejects.toThrow('websocket error');
  const other = await app.operation();
  const socket = await scene.volunteer.socket();
  const refused = new Promise((resolve) => socket.once('refused', resolve));
  socket.emit('subscribe', { operationId: other, since: 0 });
  await expect(refused).resolves.toMatchObject({ type: '/problems/not-found' });
});

test('every role is in the readers of the equality test, or sees no operation', async () => {
  const operationId = await app.operation();
  const administrator = await app.signInAs('administrator');
  expect((await administrator.get(`/api/operations/${operationId}/pull`)).status).toBe(404);
  expect(roleNames.toSorted()).toEqual(['administrator', 'manager', 'planner', 'silver', 'volunteer']);
});
