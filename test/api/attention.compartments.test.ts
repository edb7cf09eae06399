import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { namedBy } from '../../server/attention/show/named.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { refusedThere } from '../support/refusedThere.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const { handIn, list, checkIn } = refusedThere(() => ({ app, scene }));

test('nobody is shown the words of a compartment their role does not open', async () => {
  const canary = { health: 'canaryhealth', safeguarding: 'canarysafe', welfare: 'canarywelfare', name: 'Canaryname' };
  const { personId } = await checkIn({ reference: 'K-014', preferredName: 'Dan', sex: 'female' });
  const { operationId, centreId } = scene;
  const kinds = { health: 'medicine', safeguarding: 'threat', welfare: 'food' } as const;
  for (const [compartment, kind] of Object.entries(kinds)) {
    const note = canary[compartment as keyof typeof canary];
    const raised = { operationId, centreId, needId: app.newId(), personId, kind, note };
    await scene.manager.done('needs.raise', raised);
    // The same id again, in the volunteer's own words.
    await handIn(scene.volunteer, 'needs.raise', raised);
    await handIn(scene.volunteer, 'needs.progress', {
      operationId,
      needId: raised.needId,
      to: 'met',
      note,
      baseVersion: 9,
    });
  }
  await handIn(scene.volunteer, 'people.identify', {
    operationId,
    personId,
    baseVersion: 7,
    preferredName: canary.name,
    sex: 'male',
  });
  const shown = async (who: Person) => JSON.stringify(await list(who));
  const seen = async (who: Person) => {
    const text = await shown(who);
    return [...Object.values(canary), ...Object.values(kinds), 'female'].filter((it) => text.includes(`"${it}"`));
  };
  expect(await seen(scene.volunteer)).toEqual(['canarywelfare', 'Canaryname', 'food']);
  expect(await seen(scene.manager)).toEqual(['canarywelfare', 'Canaryname', 'medicine', 'food', 'female']);
  const { items } = await list(scene.volunteer);
  const restricted = items.filter((it: Loose) => it.command === 'needs.progress' && it.references.length === 0);
  expect(restricted).toHaveLength(2);
  for (const it of some(items.filter((row: Loose) => row.command === 'needs.raise') as Loose[])) {
    expect(it.fields.find((field: Loose) => field.name === 'needs').locked).toBe(true);
  }
});

test('whose a restricted need is, a conflict about it does not tell those who see a mark of it', async () => {
  const { personId } = await checkIn({ reference: 'K-015' });
  const { operationId, centreId, manager } = scene;
  const raised = { operationId, centreId, needId: app.newId(), personId, kind: 'medicine' };
  await manager.done('needs.raise', raised);
  await manager.done('needs.progress', { operationId, needId: raised.needId, to: 'accepted', baseVersion: 1 });
  await handIn(manager, 'needs.progress', { operationId, needId: raised.needId, to: 'met', baseVersion: 1 }, 'manager');
  const { items } = await list(manager);
  expect(items).toMatchObject([{ kind: 'conflict' }]);
  for (const side of some(items[0].sides as Loose[])) expect(side.personId).toBeNull();
});

test('a visitor is named to those who count heads at their centre, and to nobody of another', async () => {
  const { operationId, centreId, otherCentreId } = scene;
  const visitId = app.newId();
  const visit = { operationId, centreId, visitId, kind: 'staff', name: 'R. Iqbal', organisation: 'Council' };
  await scene.volunteer.done('visits.signIn', visit);
  const named = (at: string) => {
    const grants = [{ role: 'manager' as const, operationId, centreId: at, address: true }];
    const viewer = { userId: '', grants, lead: true };
    return namedBy({ reader: app.deps.db, operationId, viewer }, 'visitId', visitId);
  };
  expect([await named(centreId), await named(otherCentreId)]).toEqual(['R. Iqbal', null]);
});

test('a visitor who could not be signed in is shown by name to whoever counts heads there', async () => {
  const { operationId } = scene;
  await handIn(scene.volunteer, 'visits.signIn', {
    operationId,
    visitId: app.newId(),
    centreId: app.newId(),
    kind: 'staff',
    name: 'R. Iqbal',
    organisation: 'Council',
  });
  const [item] = (await list(scene.manager)).items;
  expect(item).toMatchObject({ kind: 'refused', command: 'visits.signIn', sides: [{ who: 'Vic Volunteer' }] });
  expect(item.fields[0]).toMatchObject({ name: 'preferredName', values: ['R. Iqbal'], locked: false });
});

test('a role’s sight is the same whether there is anything behind the lock or not', async () => {
  const first = await checkIn({ reference: 'K-023', needs: [{ id: app.newId(), kind: 'pain' }] });
  const second = await checkIn({ reference: 'K-023' }, scene.manager);
  expect([first.reference, second.reference]).toEqual(['K-023', 'K-023']);
  const [item] = (await list(scene.manager)).items;
  const needs = item.fields.find((it: Loose) => it.name === 'needs');
  expect(needs).toMatchObject({ values: [['pain'], []], locked: true, differs: true });
  expect((await list(scene.volunteer)).items).toEqual([]);
});
