import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGISTERS_KEY } from '../../shared/push.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
// A defect that the server logs fails here.
afterAll(() => app.stop());

const { sealAs, push, listed, choose, here } = handingIn(() => ({ app, scene }));

const garbled = ['a\u0000b', '\ud800', 'x\udfffy'];
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

/** Refused by a tablet's queue, so that it waits for somebody to sort it out. */
const refusedMove = async (): Promise<Loose> => {
  const personId = app.newId();
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { personId }));
  const args = { operationId: scene.operationId, personId, zone: 'x'.repeat(200), baseVersion: 1 };
  const item = await sealAs(scene.volunteer.userId, 'people.move', args);
  expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused' });
  return listed(item.id);
};

test('what is no text is refused by field in what a refused command is sent again with', async () => {
  const item = await refusedMove();
  for (const text of garbled) {
    const answer = await choose('attention.retry', item, { set: { zone: text } });
    expect(answer.body).toMatchObject({ type: '/problems/invalid-fields', errors: [{ pointer: '/args/set/zone' }] });
    const asName = await choose('attention.retry', item, { set: { [text]: 'Hall B' } });
    expect(asName.body).toMatchObject({ type: '/problems/invalid-fields' });
    expect(asName.body.errors[0].pointer).toBe('/args/set');
  }
});

test('what is no text is refused by field in what is said of a guest nobody knows yet, however deep it stands', async () => {
  for (const text of garbled) {
    const held = { ...here(), heldId: app.newId(), reference: 'M-077', command: 'people.move', args: { zone: text } };
    const answer = await scene.volunteer.command('people.later', held);
    expect(answer.body).toMatchObject({ type: '/problems/invalid-fields', errors: [{ pointer: '/args/args/zone' }] });
    const deeper = { ...held, args: { zone: 'Hall B', also: [{ of: text }] } };
    const pointers = (await scene.volunteer.command('people.later', deeper)).body.errors.map((it: Loose) => it.pointer);
    expect(pointers).toEqual(['/args/args/also/0/of']);
  }
});

test('what is nested far deeper than anything we take is refused wherever it stands', async () => {
  const item = await refusedMove();
  for (const levels of [40, 1500]) {
    const deep = nested(levels);
    const held = { ...here(), heldId: app.newId(), reference: 'M-078', command: 'people.move', args: { zone: deep } };
    const answers = [
      await choose('attention.retry', item, { set: { zone: deep } }),
      await scene.volunteer.command('people.later', held),
      await scene.volunteer.post('/api/push', { items: [{ id: app.newId(), more: deep }], waiting: 0 }),
      await app.nobody.post('/api/sign-in', { email: deep, password: 'x' }),
    ];
    for (const { body } of answers) expect(body).toMatchObject({ type: '/problems/malformed-request', status: 400 });
    const sealed = await sealAs(scene.volunteer.userId, 'people.move', { zone: deep });
    expect(await push(scene.volunteer, sealed)).toMatchObject({ as: 'quarantined' });
  }
});

test('a pushed item that says it happened in no year we keep is raised as said when it came', async () => {
  const moments = [
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01',
    'now',
    '',
  ];
  for (const occurredAt of moments) {
    const args = arrival(app, scene);
    const item = await sealAs(scene.volunteer.userId, 'people.checkIn', args, scene.operationId, occurredAt);
    expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused', problem: { status: 422 } });
    const [{ at }] = (await listed(item.id)).sides;
    expect(at).toBe(app.clock.now().toISOString());
  }
});

test('an item that is not well made holds up no other', async () => {
  const whole = await sealAs(scene.volunteer.userId, 'people.checkIn', arrival(app, scene));
  const broken = garbled.flatMap((text) => [
    { id: app.newId(), authorId: text },
    { ...whole, id: app.newId(), [text]: { deviceId: text } },
    { ...whole, id: app.newId(), authorId: text },
  ]);
  const { body } = await scene.volunteer.post('/api/push', { items: [...broken, whole], waiting: 0 });
  const as = body.answers.map((it: Loose) => it.as);
  expect(as).toEqual([...broken.map(() => 'quarantined'), 'accepted']);
});

test('an address with what is no text in it leads nowhere, and a question with it is refused', async () => {
  const { operationId } = scene;
  const nowhere = ['%00', '%ff', '%', 'x%00y', '%ed%a0%80'];
  for (const it of nowhere) {
    for (const path of [
      `/api/operations/${it}/pull`,
      `/api/venues/${it}`,
      `/api/keys/${it}`,
      `/api/commands/${it}`,
      `/${it}`,
    ]) {
      const isRead = !path.startsWith('/api/commands');
      const answer = await (isRead ? scene.planner.get(path) : scene.planner.post(path, {}));
      expect([path, answer.status]).toEqual([path, 404]);
    }
  }
  for (const query of [
    '/api/venues?q=%00',
    `/api/operations/${operationId}/pull?view=a%00b`,
    '/api/venues/position?grid=%00',
  ]) {
    const answer = await scene.planner.get(query);
    expect([query, answer.status, answer.body.type]).toEqual([query, 422, '/problems/invalid-fields']);
  }
});

test('a number greater than any that is kept is refused by field', async () => {
  const large = [2 ** 31, 2 ** 53 - 1, 1e308, -(2 ** 31) - 1];
  for (const number of large) {
    const args = arrival(app, scene, { paperForm: number });
    expect((await scene.volunteer.command('people.checkIn', args)).status).toBe(422);
    const pushed = await scene.volunteer.post('/api/push', { items: [], waiting: number });
    expect(pushed.status).toBe(422);
  }
  expect((await scene.planner.get(`/api/operations/${scene.operationId}/pull?since=${2 ** 53 - 1}`)).status).toBe(200);
  expect((await scene.planner.get(`/api/keys/${REGISTERS_KEY}`)).status).toBe(200);
});

test('a field that nobody knows and whose name is no text is refused and raised like any other', async () => {
  for (const text of garbled) {
    const item = await sealAs(scene.volunteer.userId, 'people.checkIn', { ...arrival(app, scene), [text]: 1 });
    expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused', problem: { status: 422 } });
    expect(await listed(item.id)).toMatchObject({ kind: 'refused' });
  }
});
