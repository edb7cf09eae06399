import { afterAll, beforeAll, expect, test } from 'vitest';
import { needCells } from '../../server/needs/shown.ts';
import { nameOf, personCells } from '../../server/people/shown.ts';
import { type Grant, type RoleName, roleNames, roles } from '../../shared/roles.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let personId: string;
const needs = { drink: '', rest: '', pain: '', threat: '' };

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  const { operationId, manager } = scene;
  for (const kind of Object.keys(needs)) needs[kind as 'drink'] = app.newId();
  const said = Object.entries(needs).map(([kind, id]) => ({ id, kind }));
  const more = { reference: 'K-014', preferredName: 'Dan', sex: 'male', zone: 'Hall A', groupId: app.newId() };
  const args = arrival(app, scene, { ...more, needs: said, vehicle: 'Van' });
  ({ personId } = args);
  await manager.done('people.checkIn', args);
  const other = arrival(app, scene, { reference: 'K-015', groupId: more.groupId });
  await manager.done('people.checkIn', { ...other, needs: [{ id: app.newId(), kind: 'food' }] });
  const declined = { operationId, needId: needs.rest, to: 'declined', baseVersion: 1 };
  await manager.done('needs.progress', declined);
  for (const needId of [needs.drink, needs.pain, needs.threat]) {
    await manager.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 1, note: 'Canary' });
  }
  const out = { operationId, personId, to: 'temporarily_out', note: 'For a walk', baseVersion: 1 };
  await manager.done('people.setPresence', out);
});
afterAll(() => app.stop());

const viewer = (role: RoleName | null) => {
  const { operationId, centreId } = scene;
  const { scope } = role ? roles[role] : { scope: 'centre' };
  const grant: Grant[] = role
    ? [
        {
          role,
          operationId: scope === 'everywhere' ? null : operationId,
          centreId: scope === 'centre' ? centreId : null,
          address: true,
        },
      ]
    : [];
  return { userId: 'somebody', grants: grant, lead: false };
};
const cellsFor = async (role: RoleName | null) => {
  const { row } = await guestKept(app, personId);
  return personCells(app.deps.db, viewer(role), row);
};
const identity = { volunteer: ['Dan', null], manager: ['Dan', 'male'] } as Partial<Record<RoleName, unknown[]>>;
/** Kinds of needs that a role may know of, of those the guest has now, and whether any compartment is closed to it. */
const known: Partial<Record<RoleName, [kinds: string[], locked: boolean]>> = {
  planner: [['drink'], true],
  manager: [['drink', 'pain'], true],
  volunteer: [['drink'], true],
};

test.each([...roleNames, null])(
  '%s is shown of a guest what their role opens, and of needs those that were not declined',
  async (role) => {
    const cells = await cellsFor(role);
    const core = role === 'planner' || role === 'manager' || role === 'volunteer';
    const shown = (value: unknown, open = core) => ({ value: open ? value : null, locked: !open });
    const [name = null, sex = null] = (role && identity[role]) ?? [];
    const [kinds, locked] = (role && known[role]) ?? [[], true];
    expect(cells).toEqual({
      reference: shown('K-014'),
      language: shown('vi'),
      ageBand: shown('adult'),
      vehicle: shown('Van'),
      zone: shown('Hall A'),
      arrivedAt: shown(app.clock.now().toISOString()),
      group: shown(['K-015']),
      presence: shown('temporarily_out'),
      note: shown('For a walk'),
      preferredName: shown(name, name !== null),
      other: shown(sex, sex !== null),
      needs: { value: kinds, locked },
    });
    const { row } = await guestKept(app, personId);
    expect(await nameOf(app.deps.db, viewer(role), row)).toBe(name);
  },
);

const words: Partial<Record<RoleName, (keyof typeof needs)[]>> = { manager: ['drink'], volunteer: ['drink'] };
test.each([...roleNames, null])(
  '%s is shown how far a need is where they see its guest, and its words where they may read them',
  async (role) => {
    const core = role === 'planner' || role === 'manager' || role === 'volunteer';
    for (const [kind, id] of some(Object.entries(needs).filter(([it]) => it !== 'rest'))) {
      const about = { kind: 'need' as const, id, operationId: scene.operationId, personId, centreId: scene.centreId };
      const cells = await needCells(app.deps.db, viewer(role), { ...about, rowVersion: 2, compartment: null });
      const open = ((role && words[role]) ?? []).includes(kind as 'drink');
      expect([kind, cells]).toEqual([
        kind,
        {
          state: { value: core ? 'accepted' : null, locked: !core },
          holder: { value: core ? 'Maya Manager' : null, locked: !core },
          note: { value: open ? 'Canary' : null, locked: !open },
        },
      ]);
    }
  },
);
