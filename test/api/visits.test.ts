import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitKinds } from '../../shared/visits.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const line = (more: Loose = {}) => ({
  operationId: scene.operationId,
  centreId: scene.centreId,
  visitId: app.newId(),
  kind: 'staff',
  name: 'R. Iqbal',
  organisation: 'Red Cross',
  ...more,
});

test('someone signs in and is in the book of that centre, with where they work', async () => {
  const args = line({ zone: 'Kitchen' });
  await scene.volunteer.done('visits.signIn', args);
  const row = (await scene.manager.mirror(scene.operationId)).row('visit', args.visitId);
  expect(row).toMatchObject({ name: 'R. Iqbal', organisation: 'Red Cross', zone: 'Kitchen', signedOutAt: null });
});

test.each(some(visitKinds))('a %s is written down as they said it, since when they say they came', async (kind) => {
  for (const [zone, kept] of [
    ['Kitchen', 'Kitchen'],
    ['', null],
    [undefined, null],
  ] as const) {
    const { visitId: id, ...said } = line({ kind, ...(zone === undefined ? {} : { zone }) });
    const cameAt = '2026-11-19T05:10:00.000Z';
    const { volunteer, operationId } = scene;
    const answer = await volunteer.done('visits.signIn', { ...said, visitId: id }, { occurredAt: cameAt });
    expect(answer).toEqual({ visitId: id, rowVersion: 1 });
    const row = (await volunteer.mirror(operationId)).row('visit', id);
    expect(row).toEqual({ ...said, id, zone: kept, signedInAt: cameAt, signedOutAt: null, rowVersion: 1 });
  }
});

test('signing out twice is as good as once, and keeps the first time', async () => {
  const args = line();
  const { operationId, visitId } = args;
  await scene.volunteer.done('visits.signIn', args, { occurredAt: '2026-11-19T05:10:00.000Z' });
  const out = { operationId, visitId, baseVersion: 1 };
  const first = await scene.volunteer.done('visits.signOut', out, { occurredAt: '2026-11-19T05:20:00.000Z' });
  const second = await scene.manager.done('visits.signOut', out, { occurredAt: '2026-11-19T05:25:00.000Z' });
  expect([first, second]).toEqual(Array.from({ length: 2 }, () => ({ visitId, rowVersion: 2 })));
  const row = (await scene.manager.mirror(operationId)).row('visit', visitId);
  expect(Date.parse(String(row?.['signedOutAt']))).toBe(Date.parse('2026-11-19T05:20:00Z'));
});

test('a name is needed; an organisation may be left empty', async () => {
  expect((await scene.volunteer.command('visits.signIn', line({ name: ' ' }))).status).toBe(422);
  await scene.volunteer.done('visits.signIn', line({ kind: 'visitor', organisation: '' }));
});

test('another centre’s volunteer is shown nobody in the book here, and signs nobody in or out', async () => {
  const args = line({ name: 'Canaryname' });
  await scene.volunteer.done('visits.signIn', args);
  const { operationId, visitId } = args;
  const there = scene.otherVolunteer;
  expect(JSON.stringify(await there.pull(operationId))).not.toContain('Canaryname');
  expect((await there.command('visits.signIn', line())).status).toBe(404);
  const out = await there.command('visits.signOut', { operationId, visitId, baseVersion: 1 });
  const missing = await there.command('visits.signOut', { operationId, visitId: app.newId(), baseVersion: 1 });
  expect([out.status, out.text]).toEqual([404, missing.text]);
});

test('silver command and the planner can neither write in the book nor read it', async () => {
  for (const who of [scene.silver, scene.planner]) {
    expect((await who.command('visits.signIn', line())).status).toBe(404);
    expect((await who.mirror(scene.operationId)).rows('visit')).toEqual([]);
  }
});

test('a centre of another operation is not found', async () => {
  const operationId = await app.operation();
  const wide = await app.signInAs('manager', { operationId: null, centreId: null });
  expect((await wide.command('visits.signIn', line({ operationId }))).status).toBe(404);
});
