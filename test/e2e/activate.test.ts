import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Centre } from './support/activate.ts';
import { centresOf, choose, ready } from './support/activate.ts';
import { openStage } from './support/stage.ts';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';

const stage = openStage();
let planner: Person;

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'Thea Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
});

const openOperation = async (codeName: string): Promise<string> => {
  const operationId = stage.app.newId();
  await planner.done('operations.open', {
    operationId,
    codeName,
    type: 'warrant',
    state: 'running',
    expected: 40,
    firstArrivalAt: '2026-11-19T08:30:00Z',
    fromSquare: 'SK 45',
    languages: [{ tag: 'ro' }],
    wishes: ['children'],
  });
  return operationId;
};

const centresNow = async (operationId: string): Promise<Centre[]> =>
  centresOf(await planner.get('/api/operations'), operationId);

const reason = (page: Page) => page.getByLabel(/Why this venue/);
const stand = (page: Page) => page.getByRole('button', { name: /^Stand up Centre / });

describe('the planner’s desk', () => {
  it('starts an operation in one press and goes on to choosing a venue', async () => {
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(stage.app.url);
    await page.getByText('No operation yet. Start one when the phone rings.').waitFor();
    await page.getByRole('button', { name: 'Start an operation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Start and choose a venue' }).click();
    await dialog.getByRole('link', { name: 'Choose what kind of operation it is' }).waitFor();
    await dialog.getByLabel('Type').selectOption('warrant');
    await dialog.getByRole('link', { name: 'Choose what kind of operation it is' }).waitFor({ state: 'detached' });
    await dialog.getByLabel('Expected').fill('40');
    await dialog.getByLabel(/Coming from/).fill('Alfreton');
    await dialog.getByText('Grid square SK 45').waitFor();
    await dialog.getByLabel('Police lead').fill('Insp. Hallam');
    await dialog.getByLabel('Care lead').fill('S. Whitlock');
    await dialog.getByRole('button', { name: 'Start and choose a venue' }).click();
    await page.waitForURL(/\/activate$/);
    await ready(page);
    const { body } = await planner.get('/api/operations');
    expect(body.items[0]).toMatchObject({
      codeName: 'Marram',
      expected: 40,
      fromSquare: 'SK 45',
      policeLead: 'Insp. Hallam',
      careLead: 'S. Whitlock',
    });
    await window.close();
  });

  it('lists no fault that was mended, and leaves whoever mends it where they type', async () => {
    const operationId = await openOperation('Comfrey');
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await page.getByLabel('Expected', { exact: true }).fill('');
    await stand(page)
      .or(page.getByRole('button', { name: 'Stand up the centre' }))
      .click();
    const listed = page.getByRole('alert').getByRole('link');
    await listed.filter({ hasText: 'Enter how many people are expected' }).waitFor();
    await page.getByLabel('Expected', { exact: true }).pressSequentially('40');
    await listed.filter({ hasText: 'Enter how many people are expected' }).waitFor({ state: 'detached' });
    expect(await listed.allTextContents()).toEqual([
      'Choose a venue',
      'Say why this venue. It goes in the decision log',
    ]);
    expect(await page.getByLabel('Expected', { exact: true }).inputValue()).toBe('40');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('expected');
    await window.close();
  });

  it('a planner activates a centre from the ranked list and sees why others are ruled out', async () => {
    const operationId = await openOperation('Sorrel');
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await page.getByText('44 beds (40 + 10%)').waitFor();

    await page.getByRole('button', { name: 'see why' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Unsuitable at its last inspection').first().waitFor();
    await drawer
      .getByText(/^Holds \d+, 44 wanted$/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    await stand(page).click();
    await page.getByRole('link', { name: 'Choose a venue' }).waitFor();
    await choose(page, 1);
    await reason(page).fill('Close, enough beds, entrance out of sight');
    await page.getByRole('heading', { name: 'Who to phone' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /01632 960105/ }).count()).toBe(1);
    await stand(page).click();
    await page.waitForURL(/\/centres\//);
    const [made] = await centresNow(operationId);
    expect(made).toMatchObject({ state: 'activating', plannedFor: 40 });
    expect(page.url()).toContain(made?.id);
    await window.close();
  });

  it('asks for a reason before a venue that is ruled out is used all the same', async () => {
    const operationId = await openOperation('Yarrow');
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await page.getByRole('button', { name: 'see why' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Find a venue or a reason').fill('Inspection was due');
    await drawer.getByRole('button', { name: /^Use / }).first().click();
    await reason(page).fill('The only one with a caretaker awake');
    await page.getByRole('button', { name: 'Put on standby only' }).click();
    await page.getByRole('link', { name: 'Say why a venue that is ruled out is used all the same' }).waitFor();
    await page.getByLabel('Why use it although it is ruled out?').fill('Inspected this week, papers to follow');
    await page.getByRole('button', { name: 'Put on standby only' }).click();
    await page.waitForURL(/\/centres\//);
    const [made] = await centresNow(operationId);
    expect(made).toMatchObject({ state: 'standby' });
    await window.close();
  });

  it('keeps what was written when another planner takes the venue first', async () => {
    const operationId = await openOperation('Bracken');
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    const name = await choose(page, 1);
    await reason(page).fill('Close, and open at once');
    const other = await stage.app.signInAs('planner');
    const { body } = await other.get(
      `/api/operations/${operationId}/shortlist?expected=40&arrivalAt=2026-11-19T08:30:00Z&square=SK%2045`,
    );
    const venue = body.fit.find((each: { code: string }) => name.includes(each.code));
    const elsewhere = await openOperation('Campion');
    await other.done('centres.activate', {
      operationId: elsewhere,
      centreId: stage.app.newId(),
      venueId: venue.venueId,
      to: 'standby',
      expected: 20,
      doorsAt: '2026-11-19T08:20:00Z',
      reason: 'First on the telephone',
    });
    await stand(page).click();
    await page.getByText('This venue was taken a moment ago').waitFor();
    await page.getByText('The venues are ranked again without it').waitFor();
    await page.locator('label', { hasText: venue.code }).waitFor({ state: 'detached' });
    expect(await reason(page).inputValue()).toBe('Close, and open at once');
    expect(await centresNow(operationId)).toEqual([]);
    await choose(page, 1);
    await stand(page).click();
    await page.waitForURL(/\/centres\//);
    await window.close();
  });

  it('keeps a decision made without a signal and sends it by itself', async () => {
    const operationId = await openOperation('Teasel');
    const window = await stage.open(planner);
    const { page, context } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await choose(page, 1);
    await reason(page).fill('The nearest that fits');
    await context.setOffline(true);
    await stand(page).click();
    await page.getByText('Kept on this device, not sent yet').waitFor();
    await context.setOffline(false);
    await page.waitForURL(/\/centres\//);
    expect(await centresNow(operationId)).toHaveLength(1);
    await window.close();
  });

  it('goes from three columns to four steps when the window turns narrow, and leaves no map behind', async () => {
    const operationId = await openOperation('Melilot');
    const window = await stage.open(planner);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await page.setViewportSize(sizes.phone);
    await page.getByRole('heading', { name: 'How many people?' }).waitFor();
    // A map that is gone would be drawn once more by now.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(await page.locator('.leaflet-container').count()).toBe(0);
    await window.close();
  });

  it('takes four steps on a phone', async () => {
    const operationId = await openOperation('Tansy');
    const window = await stage.open(planner, sizes.phone);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await page.getByRole('heading', { name: 'How many people?' }).waitFor();
    await page.getByRole('button', { name: 'Fewer people' }).click();
    await page.getByRole('button', { name: 'Find a venue' }).click();
    await page.getByRole('heading', { name: 'Where?' }).waitFor();
    await choose(page, 1);
    await page.getByRole('button', { name: /^Use / }).click();
    await page.getByRole('heading', { name: 'Who do we need?' }).waitFor();
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('heading', { name: 'Check, then stand up' }).waitFor();
    await page.getByLabel('Why this venue?').fill('Close, showers');
    await stand(page).click();
    await page.waitForURL(/\/centres\//);
    const [made] = await centresNow(operationId);
    expect(made).toMatchObject({ plannedFor: 39 });
    await window.close();
  });

  it('shows silver the operation and its centres, and nothing to press that is not theirs', async () => {
    const operationId = await openOperation('Gritstone');
    const silver = await stage.app.signInAs('silver', { operationId });
    const window = await stage.open(silver);
    const { page } = window;
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await page.getByText('Not for your role').waitFor();
    await page.getByRole('link', { name: 'Go to the start' }).click();
    await page.getByText('No centre is open.').waitFor();
    const planners = /Start an operation|Activate a centre|Stand up/;
    for (const role of ['button', 'link'] as const)
      expect(await page.getByRole(role, { name: planners }).count()).toBe(0);
    await window.close();
  });
});
