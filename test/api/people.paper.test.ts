import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
/** Works at both centres. */
let both: Person;
let began: Date;

beforeAll(async () => {
  app = await startTestApp();
  began = app.clock.now();
  scene = await setScene(app);
  const { operationId, centreId, otherCentreId } = scene;
  const manages = (id: string) => ({ role: 'manager' as const, operationId, centreId: id, address: true });
  both = await app.signInAs([manages(centreId), manages(otherCentreId)]);
  app.clock.advance?.(180);
});
afterAll(() => app.stop());

const DAY = 24 * 3_600_000;
const ago = (minutes: number) => new Date(app.clock.now().getTime() - minutes * 60_000);
const comes = async (more: Loose, envelope: { occurredAt?: string } = {}) => {
  const args = arrival(app, scene, more);
  await both.done('people.checkIn', args, envelope);
  return { args, ...(await guestKept(app, args['personId'])) };
};

test.each([
  [DAY, true],
  [DAY + 1, false],
])('a form that says %i ms before its operation began is believed up to a day', async (before, isBelieved) => {
  const at = new Date(began.getTime() - before);
  const { row } = await comes({ paperForm: 1, writtenAt: at.toISOString() });
  const heard = { arrivedAt: app.clock.now(), toldAt: at };
  expect(row).toMatchObject(isBelieved ? { arrivedAt: at, toldAt: null } : heard);
});

test('a time that is written on no form says nothing', async () => {
  const { row } = await comes({ writtenAt: ago(60).toISOString() });
  expect(row).toMatchObject({ arrivedAt: app.clock.now(), toldAt: null, paperForm: null, keyedAt: null, flags: [] });
});

test('who had left, or was elsewhere, and is keyed in from a form came again when that says, with all that follows', async () => {
  const { centreId, otherCentreId, operationId } = scene;
  for (const to of ['left', 'elsewhere'] as const) {
    const drink = { id: app.newId(), kind: 'drink' };
    const early = { occurredAt: ago(100).toISOString() };
    const from = to === 'left' ? centreId : otherCentreId;
    const { args } = await comes({ ageBand: 'child', groupId: app.newId(), needs: [drink], centreId: from }, early);
    const about = { operationId, personId: args['personId'] };
    await both.done('people.amend', { ...about, groupId: null, baseVersion: 1 });
    const alarm = (await guestKept(app, args['personId'])).needs.find(({ kind }) => kind === 'lone_child');
    await both.done('needs.progress', { operationId, needId: alarm?.id, to: 'met', baseVersion: 1 });
    if (to === 'left') {
      const left = { ...about, to: 'departed', baseVersion: 2 };
      await both.done('people.setPresence', left, { occurredAt: ago(90).toISOString() });
    }
    const food = { id: app.newId(), kind: 'food' };
    const at = ago(30);
    const form = { paperForm: 20, writtenAt: at.toISOString() };
    const { groupId: _left, ...same } = args as Loose;
    await both.done('people.checkIn', { ...same, ...form, needs: [food], centreId });
    const { row, stays, needs } = await guestKept(app, args['personId']);
    expect([to, row]).toMatchObject([to, { arrivedAt: at, toldAt: null, paperForm: 20, keyedAt: app.clock.now() }]);
    expect(stays[1]).toMatchObject({ centreId, arrivedAt: at, leftAt: null });
    expect(stays[0]?.leftAt).toEqual(to === 'left' ? ago(90) : at);
    const raised = Object.fromEntries(needs.filter(({ state }) => state === 'open').map((it) => [it.kind, it]));
    expect(raised['food']).toMatchObject({ raisedAt: at });
    expect(raised['lone_child']).toMatchObject({ raisedAt: at });
    const again = to === 'left' ? at : ago(100);
    expect(raised['drink']?.dueAt).toEqual(new Date(again.getTime() + 60 * 60_000));
  }
});
