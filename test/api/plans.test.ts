import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { confirm, importSamples, sample, upload } from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['partners', 'plan']);
});

afterAll(() => app.stop());

const current = async () => (await planner.get('/api/role-plan')).body;

test('the role plan is saved as a new version, and those before it can still be read', async () => {
  const { plan } = await current();
  expect(plan.rows).toHaveLength(20);
  const rows = plan.rows.slice(0, 5);
  await planner.done('plans.save', { planId: plan.id, baseVersion: plan.rowVersion, rows });
  const after = await current();
  expect(after.plan).toMatchObject({ rowVersion: plan.rowVersion + 1, rows });
  expect(after.versions[0]).toMatchObject({ rowVersion: plan.rowVersion + 1, savedBy: planner.name, roles: 5 });
  const old = await planner.get(`/api/role-plan?version=${plan.rowVersion}`);
  expect(old.body.plan.rows).toHaveLength(20);
  expect((await planner.get('/api/role-plan?version=99')).status).toBe(404);
});

test('of two who save the plan, the second is told', async () => {
  const { plan } = await current();
  const save = (id = plan.id) =>
    planner.command('plans.save', { planId: id, baseVersion: plan.rowVersion, rows: plan.rows });
  const answers = await Promise.all([save(), save()]);
  expect(answers.map((it) => it.status).toSorted()).toEqual([200, 409]);
  const second = await planner.command('plans.save', { planId: app.newId(), baseVersion: null, rows: plan.rows });
  expect(second).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
});

test('a plan that names an unknown partner, or a role twice, is refused with the row', async () => {
  const { plan } = await current();
  const [first] = plan.rows;
  const unknown = [{ ...first, partner: 'NOBODY' }];
  const args = { planId: plan.id, baseVersion: plan.rowVersion };
  expect(await planner.command('plans.save', { ...args, rows: unknown })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/args/rows/0/partner' }] },
  });
  expect((await planner.command('plans.save', { ...args, rows: [first, first] })).status).toBe(422);
});

test('a file is the whole plan: what it leaves out is named and goes with the import', async () => {
  const file = sample('plan').trim().split('\n').slice(0, 11).join('\n');
  const whole = await upload(planner, 'plan', sample('plan'));
  await confirm(planner, 'plan', whole.body.previewId);
  const { body } = await upload(planner, 'plan', file);
  expect(body.removed).toHaveLength(10);
  await confirm(planner, 'plan', body.previewId);
  expect((await current()).plan.rows).toHaveLength(10);
});
