import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { addVenue } from '../support/registers.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
let planner: Person;
let place: { operationId: string; centreId: string };

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'Thea Okafor' });
  const chosen = await addVenue(stage.app, planner, { sleepingM2: 40, inspectionDue: '2026-10-01' });
  await addVenue(stage.app, planner, { code: 'V902', name: 'Larch Sports Hall' });
  place = { operationId: await stage.app.operation(), centreId: stage.app.newId() };
  await planner.done('centres.activate', {
    ...place,
    venueId: chosen,
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'The caretaker sleeps next door',
    overrideReason: 'Nothing nearer is awake',
  });
});

const openLog = async (
  who: Person,
  size: { width: number; height: number } = sizes.desk,
): Promise<{ page: Page; close: () => Promise<void> }> => {
  const window = await stage.open(who, size);
  await window.page.goto(`${stage.app.url}/operations/${place.operationId}/centres/${place.centreId}/log`);
  await window.page.getByText(/^Centre .+ activated in /).waitFor();
  return window;
};

describe('why this venue', () => {
  it('is read back from the log by a planner: the reason, the override and the ranking as it stood', async () => {
    const { page, close } = await openLog(planner);
    await page.getByText('What was known then').click();
    const told = page.locator('details');
    await told.getByText('The caretaker sleeps next door').waitFor();
    const words = await told.innerText();
    expect(words).toContain('Nothing nearer is awake');
    expect(words).toContain('Larch Sports Hall V902');
    expect(words).toContain('Chosen all the same');
    expect(words).toMatch(/44 beds for 40 people/);
    await close();
  });

  it('is not told to who may not know the other venues, and says whom to ask', async () => {
    const manager = await stage.app.signInAs('manager', { ...place, name: 'S. Whitlock' });
    const { page, close } = await openLog(manager, sizes.portrait);
    await page.getByText('Ask a planner.', { exact: false }).waitFor();
    const words = await page.locator('main').innerText();
    expect(words).not.toMatch(/caretaker|Nothing nearer|Larch/);
    await close();
  });
});
