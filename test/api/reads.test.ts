import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { changesFor, earlierOf, newest } from '../../server/engine/changes.ts';
import { pagesOf } from '../../server/engine/pages.ts';
import { type Audience, audienceOf } from '../../server/engine/project.ts';
import { type Grant, type RoleName, roleNames, roles } from '../../shared/roles.ts';
import type { Change } from '../../shared/sync.ts';
import { fill } from '../load/fill.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { randomWalk } from '../support/randomWalk.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** Every role everywhere it may be held, with and without addresses, and several together. */
const everyAudience = ({ operationId, centreId, otherCentreId }: Scene): Audience[] => {
  const at = (role: RoleName, operation: string | null, centre: string | null, address: boolean): Grant => ({
    role,
    operationId: operation,
    centreId: centre,
    address,
  });
  const held = (role: RoleName): Grant[] =>
    [true, false].flatMap((address) => {
      if (roles[role].scope === 'everywhere')
        return [at(role, null, null, address), at(role, operationId, null, address)];
      const whole = at(role, operationId, null, address);
      return [whole, at(role, operationId, centreId, address), at(role, operationId, otherCentreId, address)];
    });
  const single = roleNames.flatMap(held).map((it) => [it]);
  const pairs = single.flatMap(([a]) => single.flatMap(([b]) => (a && b && a !== b ? [[a, b]] : [])));
  const all = [...single, ...pairs].flatMap((grants) => audienceOf(grants, operationId, false) ?? []);
  return [...new Map(all.map((it) => [it.view, it])).values()];
};

const paged = async (streamId: string, from: number, to: number, audience: Audience): Promise<Change[]> => {
  const pages: Change[] = [];
  for await (const page of pagesOf(app.deps.reads, { streamId, from, to }, audience)) pages.push(...page);
  return pages;
};

const isGone = (it: Change): boolean => it.row === null;
/** Rows in their order, and then those taken back, which have none. */
const told = (all: readonly Change[]) => ({
  rows: all.filter((it) => !isGone(it)),
  gone: all
    .filter(isGone)
    .map(({ kind, id }) => `${kind} ${id}`)
    .toSorted(),
});

/** Makes the last rows by hand what they seldom become: of no centre, of another, or gone. */
const disturb = async ({ operationId, otherCentreId }: Scene, to: number): Promise<void> => {
  const change = (which: string, set: string) =>
    app.owner.unsafe(`update version set ${set} where stream_id = '${operationId}' and seq > ${to} - 20 and ${which}`);
  const elsewhere = `centre_id = '${otherCentreId}', "row" = "row" || '{"centreId": "${otherCentreId}"}'`;
  await change("kind = 'logEntry'", `centre_id = null, "row" = "row" || '{"centreId": null}'`);
  await change("seq % 3 = 0 and kind <> 'operation'", elsewhere);
  await change('seq % 3 = 1', '"row" = null');
};

for (const seed of [4, 50, 600]) {
  test(`what the database leaves out of a reading is what no role would be shown of it (seed ${seed})`, async () => {
    const scene = await setScene(app);
    const { operationId } = scene;
    const walk = randomWalk(app, scene, seed);
    for (let step = 0; step < 70; step += 1) await walk();
    const { cursor: to } = await scene.planner.mirror(operationId);
    await disturb(scene, to);
    const { reads } = app.deps;
    let shown = 0;
    let gone = 0;
    for (const from of [0, 1, Math.floor(to / 2), to - 20, to - 5, to]) {
      const versions = await newest(reads, operationId, from, to);
      for (const audience of some(everyAudience(scene))) {
        const whole = told(await changesFor(versions, audience, earlierOf(reads, operationId, from, versions)));
        expect({ from, audience, ...told(await paged(operationId, from, to, audience)) }).toEqual({
          from,
          audience,
          ...whole,
        });
        shown += whole.rows.length;
        gone += whole.gone.length;
      }
    }
    expect(shown).toBeGreaterThan(5000);
    expect(gone).toBeGreaterThan(100);
  });
}

test('of a large centre, too, every page ends between two changes, and what is shared is what anybody would read alone', async () => {
  const scene = await setScene(app);
  const { operationId, manager } = scene;
  await fill(app.owner, scene, 500);
  const { reads } = app.deps;
  const snapshot = () => manager.get(`/api/operations/${operationId}/pull`);
  const [one, another] = await Promise.all([snapshot(), snapshot()]);
  expect(one?.text).toBe(another?.text);
  const late = arrival(app, scene, { preferredName: 'Linh' });
  await manager.done('people.checkIn', late);
  const [aPerson] = one.body.changes.filter((it: Change) => it.kind === 'person');
  await manager.done('people.move', { operationId, personId: aPerson.id, zone: 'Hall B', baseVersion: 1 });
  const asked = vi.spyOn(reads, 'execute');
  const later = await snapshot();
  // Those three alone, and not a page for every hundred rows.
  expect(asked.mock.calls.length).toBeLessThan(5);
  asked.mockRestore();
  const read: { view: string | undefined; changes: Change[] | null }[] = [];
  for (const who of ['manager', 'planner'] as const) {
    const place = who === 'manager' ? { operationId, centreId: scene.centreId } : { operationId: null, centreId: null };
    const audience = audienceOf([{ role: who, ...place, address: true }], operationId, false);
    const { to } = later.body;
    const versions = await newest(reads, operationId, 0, to);
    const whole = audience && (await changesFor(versions, audience, earlierOf(reads, operationId, 0, versions)));
    expect(audience && (await paged(operationId, 0, to, audience))).toEqual(whole);
    read.push({ view: audience?.view, changes: whole });
  }
  expect(later.body).toMatchObject({ ...read[0], snapshot: true });
});
