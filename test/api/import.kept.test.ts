import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

test('of the files somebody looks at, the last few are kept', async () => {
  const send = () =>
    planner.send('/api/role-plan/import/preview', {
      method: 'POST',
      body: 'role,partner,small,medium,large,scales_with\nwelfare,BRC,1,2,3,\n',
      headers: { 'content-type': 'text/csv' },
    });
  const ids: string[] = [];
  for (let n = 0; n < 13; n += 1) ids.push((await send()).body.previewId);
  const left = await app.deps.db.execute<{ id: string }>(sql`select id from import_preview order by made_at, id`);
  expect(left.map((it) => it.id)).toEqual(ids.slice(-10));
});
