import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { savePartnerCalled } from '../support/runOperation.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner', { name: 'Pat Planner' });
  for (const code of ['AAA', 'BBB']) await savePartnerCalled(app, planner, code);
});
afterAll(() => app.stop());

const row = (role: string, partner = 'AAA'): Loose => ({
  role,
  partner,
  small: 1,
  medium: 2,
  large: 3,
  scalesWith: null,
});
const planNow = async (query = ''): Promise<Loose> => (await planner.get(`/api/role-plan${query}`)).body;
const planId = '019a9b1c-7d00-7000-8000-000000000030';
const save = (baseVersion: number | null, rows: Loose[], id = planId) =>
  planner.command('plans.save', { planId: id, baseVersion, rows }, { occurredAt: '2026-11-19T05:10:00.000Z' });

test('each version of the plan is kept with when, by whom and how many roles, newest first', async () => {
  expect(await planNow()).toEqual({ plan: null, versions: [] });
  const rows = [[row('welfare')], [row('welfare'), row('first_aid')], [row('loggist', 'BBB')]];
  const savedBy = 'Pat Planner';
  const versions: Loose[] = [];
  for (const [index, version] of rows.entries()) {
    expect((await save(index || null, version)).body.result).toEqual({ planId, rowVersion: index + 1 });
    const savedAt = app.clock.now().toISOString();
    versions.unshift({ rowVersion: index + 1, savedBy, savedAt, roles: version.length });
    // Two may be saved at one moment.
    if (index > 0) app.clock.advance?.(10);
  }
  expect(await planNow()).toEqual({ plan: { id: planId, rowVersion: 3, rows: rows[2] }, versions });
  for (const [index, version] of rows.entries())
    expect((await planNow(`?version=${index + 1}`)).plan).toEqual({ id: planId, rowVersion: index + 1, rows: version });
  expect((await planner.get('/api/role-plan?version=4')).status).toBe(404);
});

test('a version is of the plan there is, and of no other', async () => {
  const before = await planNow();
  expect((await save(3, [row('welfare')], app.newId())).status).toBe(404);
  for (const old of [null, 2, 4]) expect((await save(old, [row('welfare')])).body.type).toBe('/problems/stale-version');
  expect(await planNow()).toEqual(before);
});

test('every partner that is not on the register is named, at its row', async () => {
  const gone = await savePartnerCalled(app, planner, 'GONE');
  await planner.done('partners.archive', { partnerId: gone, baseVersion: 1, reason: 'Ended' });
  const { body } = await save(3, [row('welfare'), row('loggist', 'GONE'), row('loggist'), row('first_aid', 'NOBODY')]);
  const said = (at: number, code: string) => ({
    pointer: `/args/rows/${at}/partner`,
    code: 'custom',
    detail: `${code} is not on the register. Add the partner first`,
  });
  expect(body.errors).toEqual([said(1, 'GONE'), said(3, 'NOBODY')]);
});
