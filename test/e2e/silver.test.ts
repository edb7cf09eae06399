import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, testClock } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';
import { pass, standStill } from './support/time.ts';
import { openStage } from './support/stage.ts';
import { some } from '../support/some.ts';

interface Place {
  id: string;
  code: string;
  access: { name: string; town: string; lat: number; lon: number };
}

const clock = testClock(new Date('2026-11-19T06:20:00Z'));
const stage = openStage({ clock });
let planner: Person;
let manager: Person;
let silver: Person;
let operationId: string;
let place: Place;
let elsewhere: Place[];
const wren = { id: '', name: '' };

const standUp = async (venue: Place): Promise<{ id: string; name: string }> => {
  const id = stage.app.newId();
  const { name } = await planner.done('centres.activate', {
    operationId,
    centreId: id,
    venueId: venue.id,
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:30:00Z',
    reason: 'Close, and quiet',
    overrideReason: 'It is an exercise',
  });
  return { id, name: String(name) };
};

beforeAll(async () => {
  planner = await stage.app.signInAs('planner');
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
  operationId = stage.app.newId();
  await planner.done('operations.open', {
    operationId,
    codeName: 'Marram',
    type: 'warrant',
    state: 'running',
    expected: 48,
    fromSquare: 'SK 54',
    languages: [{ tag: 'ro' }],
  });
  const { items } = (await planner.get('/api/venues?limit=200&sleeps=30')).body as { items: Place[] };
  [place, ...elsewhere] = items as [Place, ...Place[]];
  Object.assign(wren, await standUp(place));
  const here = { operationId, centreId: wren.id };
  manager = await stage.app.signInAs('manager', { ...here, name: 'Maya Manager' });
  await manager.done('centres.setState', { ...here, to: 'open', baseVersion: 1, overrideReason: 'They are here' });
  silver = await stage.app.signInAs('silver', { operationId, name: 'Supt J Oldknow' });
});

const arrive = async (heads: number): Promise<void> => {
  for (let n = 0; n < heads; n += 1) {
    await manager.done('people.checkIn', {
      operationId,
      centreId: wren.id,
      personId: stage.app.newId(),
      preferredName: `Canaryname ${n}`,
      ageBand: 'adult',
      language: 'kmr',
      needs: [{ id: stage.app.newId(), kind: 'withdrawal' }],
    });
  }
};

const map = () => `${stage.app.url}/operations/${operationId}/map`;
const marker = (page: Page, words: RegExp) => page.getByRole('button', { name: words });
const totals = (page: Page) => page.getByRole('region', { name: 'Totals' });

describe('silver’s map', () => {
  it('follows arrivals by itself, in the list and on the map, and is never told who arrived', async () => {
    const window = await stage.open(silver);
    const { page } = window;
    await page.goto(map());
    await marker(page, new RegExp(`^Centre ${wren.name}, open, 0`)).waitFor();
    await arrive(3);
    await totals(page).getByText('fewer than 5').first().waitFor();
    await arrive(4);
    await marker(page, new RegExp(`^Centre ${wren.name}, open, 7`)).waitFor();
    await totals(page).getByText('7', { exact: true }).first().waitFor();
    const told = await window.told();
    for (const word of ['Canaryname', 'kmr', 'withdrawal', '"personId"', '"reference"'])
      expect(told).not.toContain(word);
    await window.close();
  });

  it('lets the police lead record a vehicle, change when it comes, and call it off', async () => {
    const window = await stage.open(silver);
    const { page } = window;
    await page.goto(map());
    await page.getByRole('button', { name: 'Record a vehicle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Record vehicle' }).click();
    await dialog.getByRole('link', { name: 'Enter a time such as 07:58' }).waitFor();
    await dialog.getByLabel('What it is called').fill('Coach 2');
    await dialog.getByLabel(/From grid square/).fill('sk54');
    await dialog.getByLabel('People on board').fill('9');
    await dialog.getByLabel('Due at').fill('0658');
    await dialog.getByRole('button', { name: 'Record vehicle' }).click();
    await marker(page, new RegExp(`^Coach 2, 9 people, from SK 54 to ${wren.name}, due 06:58`)).waitFor();
    await page.getByRole('button', { name: 'Change Coach 2' }).click();
    await dialog.getByLabel('Due at').fill('07:10');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await marker(page, /^Coach 2, 9 people.* due 07:10/).waitFor();
    await page.getByRole('button', { name: 'Change Coach 2' }).click();
    await dialog.getByRole('button', { name: 'Call it off' }).click();
    await page.getByText('No vehicle on its way').waitFor();
    expect(await totals(page).getByText('in transit, 0 vehicles').count()).toBe(1);
    await window.close();
  });

  it('says the day of a coach that is not due today, on the map, beside it and on the wall', async () => {
    const vehicleId = stage.app.newId();
    const coach = { label: 'Coach 3', kind: 'coach', people: 18, dueAt: '2026-11-20T06:30:00Z', fromSquare: 'SK 54' };
    await manager.done('vehicles.record', { operationId, vehicleId, centreId: wren.id, ...coach });
    const window = await stage.open(silver);
    await window.page.goto(map());
    await marker(window.page, /^Coach 3, 18 people.* due Fri 20 Nov 06:30/).waitFor();
    await window.page.getByText('18 arriving Fri 20 Nov 06:30').waitFor();
    await window.page.goto(map().replace(/map$/, 'wall'));
    await window.page.getByText('18 arriving Fri 20 Nov 06:30').waitFor();
    expect(await window.page.getByText(/arriving 06:30/).count()).toBe(0);
    await manager.done('vehicles.change', { operationId, vehicleId, baseVersion: 1, state: 'cancelled' });
    await window.close();
  });

  it('shows an address only when asked, and only to those with a grant to it', async () => {
    const window = await stage.open(silver);
    await window.page.goto(map());
    const words = window.page.getByText(place.access.name, { exact: false }).first();
    await window.page.getByText('Show address').click();
    await words.waitFor();
    await window.close();
    const without = await stage.app.signInAs('silver', { operationId, address: false });
    const other = await stage.open(without);
    await other.page.goto(map());
    await marker(other.page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    // An address would be told in the list, with all else about the centre.
    await other.page.getByRole('listitem').filter({ hasText: 'staffed places' }).first().waitFor();
    expect(await other.page.getByText('Show address').count()).toBe(0);
    expect(await other.told()).not.toContain(place.access.name);
    await other.close();
  });

  it('shows staff gaps as a layer, and to silver no venue but those of its own centres', async () => {
    const window = await stage.open(silver);
    const { page } = window;
    await page.goto(map());
    await marker(page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    await page.getByText('Staff gaps', { exact: true }).first().click();
    await marker(page, new RegExp(`^Centre ${wren.name}, .*(short|late)`)).waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
    expect(await page.getByText('Venues on standby').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Venues' }).count()).toBe(0);
    const told = window.received.join('\n');
    // A word of its own: keys are drawn at random, and may hold the letters of a code.
    const namesIt = (word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(told);
    expect(namesIt(wren.name)).toBe(true);
    expect(some(elsewhere).flatMap(({ code, access }) => [code, access.name].filter(namesIt))).toEqual([]);
    await window.close();
  });

  it('shows a planner the venues that could be opened, as a layer', async () => {
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(map());
    await marker(page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    await page.getByText('Venues on standby').click();
    await marker(page, /sleeps \d+, (small|medium|large), available$/)
      .first()
      .waitFor({ state: 'attached' });
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
    await window.close();
  });

  it('tells silver who follows an old bookmark to the register that it is not for their role', async () => {
    const window = await stage.open(silver);
    await window.page.goto(`${stage.app.url}/venues`);
    await window.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    expect(await window.page.getByRole('searchbox').count()).toBe(0);
    await window.page.getByRole('link', { name: 'Go to the start' }).click();
    await marker(window.page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    await window.close();
  });

  it('is a list on a phone, and fetches the map only when asked', async () => {
    const window = await stage.open(silver, sizes.phone);
    const asked: string[] = [];
    window.page.on('request', (request) => asked.push(request.url()));
    await window.page.goto(map());
    await window.page.getByRole('heading', { name: wren.name, exact: true }).waitFor();
    const show = window.page.getByRole('button', { name: 'Show the map' });
    await show.waitFor();
    const before = asked.length;
    await show.click();
    await marker(window.page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    // A script is fetched once: had it been before, it would not be now.
    expect(asked.findIndex((url) => /MapView/.test(url))).toBeGreaterThanOrEqual(before);
    await window.close();
  });

  it('says when it is no longer live, and hatches the rings', async () => {
    const window = await stage.open(silver, sizes.desk, { movesTime: true });
    const { page, context } = window;
    await page.goto(map());
    await marker(page, new RegExp(`^Centre ${wren.name}`)).waitFor();
    await context.setOffline(true);
    await standStill(page, 20_000);
    await page.getByText(/s old, reconnecting/).waitFor();
    await page.locator('.map--stale').waitFor();
    await pass(page, 50_000);
    await page.getByText(/Not live since \d\d:\d\d/).waitFor();
    expect(await page.getByText(/^Live/).count()).toBe(0);
    await window.close();
  });
});

describe('the wall', () => {
  it('is told no venue and no place finer than a square, even by someone who may see it', async () => {
    const window = await stage.open(silver, { width: 1920, height: 1080 });
    await window.page.goto(`${stage.app.url}/operations/${operationId}/wall`);
    await window.page.getByText(`${wren.name}, open`).first().waitFor();
    await window.page.locator('.wall-map .map-ring, .wall-map svg').first().waitFor();
    await expect.poll(() => window.received.join('\n')).toContain('centreCounts');
    const told = await window.told();
    const { name, lat, lon } = place.access;
    for (const secret of [name, place.id, String(lat), String(lon)]) expect(told).not.toContain(secret);
    await window.close();
  });

  it('hides its one button until somebody moves, and turns light with it', async () => {
    const window = await stage.open(silver, { width: 1920, height: 1080 }, { movesTime: true });
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/wall`);
    await page.getByText(`${wren.name}, open`).first().waitFor();
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
    await expect.poll(theme).toBe('dark');
    await page.locator('.wall-tools:not(.wall-tools--shown)').waitFor({ state: 'attached' });
    await standStill(page);
    await page.mouse.move(400, 400);
    await page.mouse.move(420, 410);
    await page.locator('.wall-tools--shown').waitFor();
    await page.getByRole('button', { name: 'Light' }).click();
    await pass(page, 100);
    await expect.poll(theme).toBe('light');
    await pass(page, 4000);
    await page.locator('.wall-tools:not(.wall-tools--shown)').waitFor({ state: 'attached' });
    await window.close();
  });
});

it('an operation without a centre says what will come', async () => {
  const other = await stage.app.operation();
  const window = await stage.open(await stage.app.signInAs('silver', { operationId: other }));
  await window.page.goto(`${stage.app.url}/operations/${other}/map`);
  await window.page.getByText('No centre is open.').waitFor();
  expect(await window.page.getByText('It appears here as soon as one is put on standby.').count()).toBe(1);
  await window.close();
});
