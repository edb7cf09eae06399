import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { addVenue } from '../support/registerFiles.ts';
import { centresOf, choose, ready } from './support/activate.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
let planner: Person;

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'T. Okafor' });
  await addVenue(stage.app, planner, { code: 'V020' });
});

const minutes = (n: number) => new Date(stage.app.clock.now().getTime() + n * 60_000);

test.each([
  ['a desk', sizes.desk, 'Linden Hotel'],
  ['a phone', sizes.phone, 'Maple Hotel'],
])('on %s a hotel that is on no register is added while the centre is planned, and chosen', async (_, size, name) => {
  const operationId = await stage.app.operation({ expected: 40, firstArrivalAt: minutes(10), nights: 1 });
  const { page, close } = await stage.open(planner, size);
  await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
  if (size === sizes.phone) await page.getByRole('button', { name: 'Find a venue' }).click();
  await ready(page);
  await page.getByRole('button', { name: 'Add a place that is not listed' }).click();
  const form = page.getByRole('dialog');
  for (const [label, value] of [
    ['Name', name],
    ['Kind of place', 'hotel'],
    ['Address', '4 Mill Lane'],
    ['Town', 'Ripley'],
    ['Postcode', 'DE5 9ZZ'],
    ['District', 'Amber Valley'],
    ['OS grid reference', 'SK 4000 5000'],
    ['How many can sleep there, as told', '60'],
    ['Name 1', 'N Gratton'],
    ['Telephone 1', '07700 900666'],
    ['Minutes until it is open, from the call', '45'],
  ] as const) {
    await form.getByLabel(label, { exact: true }).first().fill(value);
  }
  await form.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => form.getByLabel('Latitude').inputValue()).toMatch(/^53\./);
  await form.getByRole('button', { name: 'Add to the register' }).click();
  await form.waitFor({ state: 'detached' });
  const row = page.locator('label', { hasText: name });
  await expect.poll(() => row.getByRole('radio').isChecked()).toBe(true);
  expect(await row.innerText()).toContain('Fire limit not known, ask first');
  expect(await row.innerText()).toContain('never inspected');
  await close();
});

test('a planner is told that a building is ready only after those who come first, and how long after', async () => {
  const operationId = await stage.app.operation({ expected: 40, firstArrivalAt: minutes(10), nights: 1 });
  const { page, close } = await stage.open(planner);
  await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
  await ready(page);
  expect(await page.getByText('after the first arrival. Ask for them').count()).toBe(0);
  expect(await choose(page, 1)).toMatch(/Ready 3\d minutes after the first arrival/);
  await page.getByText(/3\d minutes after the first arrival\. Ask for them to be kept somewhere safe/).waitFor();
  await page.getByLabel('Why this venue?').fill('Nothing else is near');
  await page.getByRole('button', { name: /^Stand up/ }).click();
  await page.waitForURL(/call-out$/);
  const [centre] = centresOf(await planner.get('/api/operations'), operationId);
  await page.goto(`${stage.app.url}/operations/${operationId}/centres/${centre?.id}`);
  await page.getByText(/^The first arrival is due/).waitFor();
  await close();
});

test('a centre that is not open says which vehicle comes before its doors, and no more once it is open', async () => {
  const operationId = await stage.app.operation();
  const centreId = await stage.app.centre({ operationId, state: 'activating', doorsAt: minutes(60) });
  const where = { operationId, centreId };
  const manager = await stage.app.signInAs('manager', where);
  const due = (label: string, dueAt: Date) =>
    manager.done('vehicles.record', {
      ...where,
      vehicleId: stage.app.newId(),
      label,
      kind: 'coach',
      people: 12,
      dueAt,
    });
  await due('Coach 2', minutes(90));
  const { page, close } = await stage.open(manager);
  await page.goto(`${stage.app.url}/operations/${operationId}/centres/${centreId}`);
  await page.getByText('Coach 2').waitFor();
  expect(await page.getByText(/ is due /).count()).toBe(0);
  await due('Coach 1', minutes(20));
  await page.getByText(/^Coach 1 is due/).waitFor();
  await close();
});
