import { expect, test } from 'vitest';
import { addVenue } from '../support/registers.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();

const missing = 'Missing:';

test('an empty Haven lists what is missing, says of venues that there are none yet, and makes a manager in one press', async () => {
  const { app } = stage;
  const planner = await app.signInAs('planner', { name: 'Thea Okafor' });
  const administrator = await app.signInAs('administrator', { name: 'Ada Marsh' });
  const standing = app.newId();
  await administrator.done('users.invite', {
    userId: standing,
    name: 'Sam Whitlock',
    email: 'sam.whitlock@council.example',
    tokenHash: 'ab'.repeat(32),
    grants: [],
  });
  const { page, close } = await stage.open(planner);
  await page.goto(app.url);
  const list = page.getByRole('region', { name: /Before the phone rings/ });
  await list.getByRole('link', { name: 'Add a venue' }).waitFor();
  expect(await list.getByText('Invite somebody who can manage a centre').count()).toBe(1);
  expect(await list.getByRole('img', { name: missing }).count()).toBe(5);

  const operationId = await app.operation({ codeName: 'Sedge', expected: 20 });
  await page.goto(`${app.url}/operations/${operationId}/activate`);
  await page.getByText('None yet: no venue is on the register.').waitFor();
  expect(await page.getByText(/None holds/).count()).toBe(0);

  const place = { operationId, centreId: app.newId() };
  const venueId = await addVenue(app, planner);
  const doors = { to: 'activating', expected: 10, doorsAt: '2026-11-19T06:20:00Z', reason: 'Close' };
  const { name } = await planner.done('centres.activate', { ...place, venueId, ...doors });
  await page.goto(`${app.url}/users`);
  await page.getByRole('button', { name: /Sam Whitlock/ }).click();
  await page.getByRole('button', { name: `Make them manager of Centre ${String(name)}, Sedge` }).click();
  await page.getByText(`Centre ${String(name)}, Sedge · `, { exact: false }).waitFor();
  const { body } = await planner.get('/api/users');
  const sam = body.items.find((it: { id: string }) => it.id === standing);
  expect(sam.grants).toMatchObject([{ role: 'manager', ...place }]);
  await close();
});

test('an administrator invites somebody with no role, for a planner to give a place to', async () => {
  const { app } = stage;
  const administrator = await app.signInAs('administrator', { name: 'Bea Marsh' });
  const { page, close } = await stage.open(administrator);
  await page.goto(`${app.url}/users`);
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Silas Green');
  await dialog.getByLabel('Work email address').fill('silas.green@police.example');
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  await page.getByRole('dialog', { name: 'Silas Green is invited' }).waitFor();
  const { body } = await administrator.get('/api/users');
  expect(body.items.find((it: { name: string }) => it.name === 'Silas Green').grants).toEqual([]);
  await close();
});
