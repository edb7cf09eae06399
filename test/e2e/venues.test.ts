import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples, sample } from '../support/registerFiles.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { some } from '../support/some.ts';

const stage = openStage();
/** As it is before anything was imported. */
const empty = openStage();
let planner: Person;

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'T. Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
});

const open = async (path: string, size: { width: number; height: number } = sizes.desk) => {
  const window = await stage.open(planner, size);
  await window.page.goto(`${stage.app.url}${path}`);
  return window;
};

const search = async (page: Page, words: string, found: string) => {
  await page.getByLabel('Search the register').fill(words);
  await page.getByText(found, { exact: true }).waitFor();
};

test('a planner finds a venue, sees which limit its beds rest on, and opens its address only by asking', async () => {
  const { page, told, close } = await open('/venues');
  await search(page, 'alfreton', '1 of 48');
  await page.getByRole('button', { name: 'Juniper Town Hall V010' }).click();
  await page.getByRole('heading', { name: 'Juniper Town Hall, Alfreton' }).waitFor();
  await page.getByRole('heading', { name: 'How we get 77 beds: the lowest of' }).waitFor();
  const { postcode } = (
    await planner.get(`/api/venues?q=V010`).then((it) => planner.get(`/api/venues/${it.body.items[0].id}/access`))
  ).body;
  expect(await told()).toContain('V010');
  expect(await told()).not.toContain(postcode);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText(postcode).waitFor();
  const reads = await stage.app.deps
    .sql`select 1 from address_read where actor_id = ${planner.userId} and what = 'address'`;
  expect(reads).toHaveLength(2);
  await close();
});

test('the register is sorted by the headings of its columns, and turned by pages', async () => {
  const { page, close } = await open('/venues');
  await page.getByRole('button', { name: /^Beds/ }).click();
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Beds' }).waitFor();
  await page.getByRole('button', { name: /^Beds/ }).click();
  await page.locator('th[aria-sort="descending"]', { hasText: 'Beds' }).waitFor();
  // The heading says how it was asked; the next page goes on from what has come.
  const { body } = await planner.get('/api/venues?sort=beds&direction=down&limit=1');
  const first = page.getByRole('table', { name: 'Venues' }).locator('tbody tr').first();
  await first.filter({ hasText: body.items[0].code }).waitFor();
  await page.getByRole('button', { name: 'Next 34' }).click();
  await page.getByRole('button', { name: 'Next 20' }).waitFor();
  expect(await page.getByRole('button', { name: 'Previous' }).count()).toBe(1);
  await close();
});

test('an inspection that was overdue is recorded, with its conditions, and the venue is overdue no more', async () => {
  const { page, close } = await open('/venues');
  await search(page, 'V030', '1 of 48');
  await page.getByRole('button', { name: /V030/ }).click();
  await page.getByRole('button', { name: 'Record an inspection' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Record it' }).click();
  await form.getByText('There is a problem').waitFor();
  await form.getByLabel('Inspected by').fill('L Ahmed');
  await form.getByLabel('Suitable with conditions').check();
  await form.getByLabel('Conditions', { exact: true }).fill('Two stewards at the side door');
  await form.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Two stewards at the side door').waitFor();
  await page.getByRole('table', { name: 'Venues' }).getByText('With conditions').waitFor();
  expect(await page.getByText('Inspection overdue').count()).toBe(0);
  await close();
});

test('a venue is added by its grid reference, which shows where that is in degrees', async () => {
  const { page, close } = await open('/venues');
  await page.getByRole('button', { name: 'Add a venue' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('OS grid reference').fill('SK 3520 3610');
  await form.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => form.getByLabel('Latitude').inputValue()).toMatch(/^52\.92/);
  await form.getByText('The rest, if you know it.').click();
  for (const [label, value] of [
    ['Name', 'Linnet Hall'],
    ['Kind of place', 'community centre'],
    ['Address', '1 Station Road'],
    ['Town', 'Derby'],
    ['Postcode', 'DE1 5ZZ'],
    ['District', 'Derby City'],
    ['Name 1', 'J Begum'],
    ['Telephone 1', '07700 900050'],
    ['Minutes until it is open, from the call', '30'],
    ['Code (optional)', 'V950'],
    ['Sleeping area, square metres (optional)', '175'],
    ['Legal fire limit, people (optional)', '90'],
    ['Toilets (optional)', '4'],
  ] as const) {
    await form.getByLabel(label, { exact: true }).first().fill(value);
  }
  await form.getByLabel('Kitchen').selectOption('full');
  await form.getByLabel('Step-free').selectOption('yes');
  await form.getByLabel('Suitable', { exact: true }).check();
  await form.getByRole('button', { name: 'Add to the register' }).click();
  await form.waitFor({ state: 'detached' });
  await search(page, 'linnet', '1 of 49');
  await page.getByRole('button', { name: 'Linnet Hall V950' }).click();
  await page.getByRole('heading', { name: 'How we get 50 beds: the lowest of' }).waitFor();
  await page.getByText('Showers, private rooms, entrances,', { exact: false }).waitFor();
  await close();
});

test('a register that is empty yet offers a file to begin with, and so does its import', async () => {
  const who = await empty.app.signInAs('planner');
  const { page, close } = await empty.open(who);
  const offered = { '/venues': 'venues.csv', '/partners': 'partners.csv', '/role-plan': 'role-plan.csv' };
  for (const [path, name] of some(Object.entries({ ...offered, '/venues/import': 'venues.csv' }))) {
    await page.goto(`${empty.app.url}${path}`);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download an empty file with the columns' }).click();
    expect((await coming).suggestedFilename()).toBe(name);
  }
  await close();
});

test('a file shows what it would change before anything is written, and then writes just that', async () => {
  const { page, close } = await open('/venues/import');
  const file = sample('venues').replace('Birch Memorial Hall', 'Birch Hall').replace('Cedar Town Hall', '=Cedar');
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'venues.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByText('A spreadsheet would run this as a formula').waitFor();
  await page.getByRole('button', { name: /Changed/ }).click();
  await page.getByText('Birch Hall').waitFor();
  const confirm = page.getByRole('button', { name: /^Write/ });
  expect(await confirm.isDisabled()).toBe(true);
  await page.getByLabel('Leave the wrong row out and write the rest').check();
  await confirm.click();
  await page.getByText(/ added, \d+ changed, /).waitFor();
  const { body } = await planner.get('/api/venues?q=V002');
  expect(body.items[0].access.name).toBe('Birch Hall');
  await close();
});

test('the role plan is changed in the grid and saved as a new version; the first can still be read', async () => {
  const { page, close } = await open('/role-plan');
  const loggists = page.getByLabel('Loggist, DCC at a large centre');
  await loggists.fill('2');
  await page.getByRole('button', { name: 'Save a new version' }).click();
  await page.getByText('Version 2', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Version 1' }).click();
  await page.getByRole('heading', { name: 'People per shift in version 1' }).waitFor();
  const { body } = await planner.get('/api/role-plan');
  expect(body.plan.rows.find((it: { role: string }) => it.role === 'loggist')).toMatchObject({ large: 2 });
  await close();
});

test('a partner whose promise is old stands out, and is fresh once it is confirmed', async () => {
  const { page, close } = await open('/partners');
  const row = page.getByRole('row', { name: /CHS/ });
  await row.getByText('confirmed 8 months ago').waitFor();
  await row.getByRole('button').click();
  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('button', { name: 'They confirmed it today' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await row.getByText('confirmed this month').waitFor();
  expect(await row.getByText('8 months').count()).toBe(0);
  await close();
});

test('more room for each guest is a setting, and every venue then holds fewer', async () => {
  const { page, close } = await open('/settings');
  await page.getByLabel('Square metres by night').fill('5.5');
  await page.getByRole('button', { name: /^Save/ }).first().click();
  await page.getByText('changed here, version 1').waitFor();
  const { body } = await planner.get('/api/venues?q=V010');
  expect(body.items[0].capacity.night.places).toBeLessThan(77);
  await close();
});

test('a planner without the grant reads the register without a name or a place in anything sent', async () => {
  const without = await stage.app.signInAs('planner', { address: false });
  const { page, told, close } = await stage.open(without);
  await page.goto(`${stage.app.url}/venues`);
  await search(page, 'V010', '1 of 49');
  await page.getByRole('button', { name: 'Venue in Amber Valley V010' }).click();
  await page.getByText('10 km square').waitFor();
  await search(page, 'Juniper', '0 of 49');
  expect(await told()).toContain('V010');
  expect(await told()).not.toMatch(/Juniper|Alfreton|"lat"|DE55/);
  await close();
});

test.each(['/venues', '/venues/import', '/partners', '/role-plan', '/settings'])(
  '%s can be used by everybody, on a desk and on a phone',
  async (path) => {
    for (const size of [sizes.desk, sizes.phone]) {
      const { page, close } = await open(path, size);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await faults(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(size.width);
      await close();
    }
  },
);
