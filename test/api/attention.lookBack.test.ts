import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { refusedThere } from '../support/refusedThere.ts';
import { type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());
const { handIn, list, checkIn, say } = refusedThere(() => ({ app, scene }));

/** What is there, and how it is changed: first by a lead, then by the one who came too late, then again. */
const changes: Record<string, () => Promise<{ name: string; of: Loose; field: string; said: Loose[]; told: Loose[] }>> =
  {
    'where a guest is': async () => {
      const { personId } = await checkIn({ zone: 'Hall A' });
      const said = ['Hall B', 'Quiet room', 'Hall C'].map((zone) => ({ zone }));
      return { name: 'people.move', of: { personId }, field: 'zone', said, told: ['Quiet room', 'Hall B'] };
    },
    'what a guest is called': async () => {
      const { personId } = await checkIn({ preferredName: 'Ann' });
      const said = ['Ana', 'Anna', 'Anne'].map((preferredName) => ({ preferredName }));
      return { name: 'people.identify', of: { personId }, field: 'preferredName', said, told: ['Anna', 'Ana'] };
    },
    'how far a need has come': async () => {
      const needId = app.newId();
      await checkIn({ needs: [{ id: needId, kind: 'drink' }] });
      const said = ['accepted', 'declined', 'met'].map((to) => ({ to }));
      return { name: 'needs.progress', of: { needId }, field: 'state', said, told: ['declined', 'accepted'] };
    },
    'what is noted of a need': async () => {
      const needId = app.newId();
      await checkIn({ needs: [{ id: needId, kind: 'drink' }] });
      const said = ['No milk', 'Black', 'With sugar'].map((note, n) => ({
        to: ['accepted', 'declined', 'met'][n],
        note,
      }));
      return { name: 'needs.progress', of: { needId }, field: 'note', said, told: ['Black', 'No milk'] };
    },
    'how many a coach brings': async () => {
      const vehicleId = app.newId();
      const { operationId, centreId, manager } = scene;
      const coach = { operationId, centreId, vehicleId, label: 'Coach 2', kind: 'coach', people: 9 };
      await manager.done('vehicles.record', { ...coach, dueAt: '2026-11-19T07:00:00Z' });
      const said = [10, 11, 12].map((people) => ({ people }));
      return { name: 'vehicles.change', of: { vehicleId }, field: 'other', said, told: ['11', '10'] };
    },
  };

test.each(Object.keys(changes))(
  'what was settled is shown as it stood then, whatever was said since: %s',
  async (which) => {
    const { name, of, field, said, told } = (await changes[which]?.()) ?? { said: [] as Loose[], told: [] as Loose[] };
    const { operationId, manager } = scene;
    const [first, late, after] = said;
    await manager.done(name ?? '', { operationId, ...of, ...first, baseVersion: 1 });
    await handIn(manager, name ?? '', { operationId, ...of, ...late, baseVersion: 1 }, 'manager');
    const [item] = (await list(manager)).items;
    const values = (it: Loose) => it.fields.find((one: Loose) => one.name === field)?.values;
    expect(values(item)).toEqual(told);
    const settled = { attentionId: item.id, baseVersion: 1, as: 'discarded', reason: 'Done by the other' };
    expect((await say(manager, 'attention.settle', settled)).status).toBe(200);
    await manager.done(name ?? '', { operationId, ...of, ...after, baseVersion: 2 });
    expect(values((await list(manager)).settled[0])).toEqual(told);
  },
);
