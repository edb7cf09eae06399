import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { needKinds } from '../../shared/needs.ts';
import type { Person } from '../support/app.ts';
import { sizes, type Window } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
const people: Partial<Record<'planner' | 'manager' | 'volunteer' | 'silver', Person>> = {};
const windows: Partial<Record<'planner' | 'manager' | 'volunteer' | 'silver', Window>> = {};

const person = (role: keyof typeof people): Person => people[role] as Person;
const pageOf = (role: keyof typeof windows): Page => (windows[role] as Window).page;

beforeAll(async () => {
  people.planner = await stage.app.signInAs('planner', { name: 'T. Okafor' });
  people.manager = await stage.app.signInAs([], { name: 'S. Whitlock' });
  people.volunteer = await stage.app.signInAs([], { name: 'Meera S.' });
  people.silver = await stage.app.signInAs([], { name: 'Supt J. Oldknow' });
  await importSamples(people.planner, ['venues', 'partners', 'capacities', 'plan']);
  const size = { planner: sizes.desk, manager: sizes.desk, volunteer: sizes.portrait, silver: sizes.desk };
  for (const role of ['planner', 'manager', 'volunteer', 'silver'] as const) {
    windows[role] = await stage.open(person(role), size[role]);
    await pageOf(role).goto(stage.app.url);
  }
});

const startOperation = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Start an operation' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Code name').fill('Marram');
  await form.getByLabel('Type').selectOption('warrant');
  await form.getByLabel('Expected', { exact: true }).fill('40');
  await form.getByRole('button', { name: 'Start and choose a venue' }).click();
  await page.getByRole('heading', { name: 'Activate a centre' }).waitFor();
};

/** @returns what the centre is called, such as `Centre Wren` */
const standUp = async (page: Page): Promise<string> => {
  // The ranking is drawn anew as it comes in: a press in that very moment is pressed again, as anybody would.
  const first = page.getByRole('radio').first();
  await expect
    .poll(async () => {
      if (!(await first.isChecked())) await first.click({ force: true });
      return first.isChecked();
    })
    .toBe(true);
  await page.getByLabel(/Why this venue/).fill('Close, beds enough, entrance out of sight');
  const button = page.getByRole('button', { name: /^Stand up Centre / });
  const name = (await button.innerText()).replace('Stand up ', '');
  await button.click();
  await page.getByRole('heading', { name: `Whom to phone for ${name}` }).waitFor();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  return name;
};

/** Where the planner has arrived: `/operations/<id>/centres/<id>`. */
const placeOf = (page: Page): { operationId: string; centreId: string } => {
  const [, , operationId = '', , centreId = ''] = new URL(page.url()).pathname.split('/');
  return { operationId, centreId };
};

const give = (role: 'manager' | 'volunteer' | 'silver', at: object) =>
  person('planner').done('users.staffCentre', { userId: person(role).userId, grantId: stage.app.newId(), role, ...at });

const giveRoles = async (place: { operationId: string; centreId: string }): Promise<void> => {
  await give('manager', place);
  await give('volunteer', { ...place, address: false });
  await give('silver', { operationId: place.operationId });
};

const openDoors = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Open the centre' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open the centre', exact: true }).click();
  await dialog.getByText(/fire briefing given/i).waitFor();
  await dialog.getByRole('textbox').fill('Fire officer is on her way, first guests are at the door');
  await dialog.getByRole('button', { name: 'Open the centre all the same' }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** Language, age, a need, save: four taps and nothing typed. */
const checkIn = async (page: Page, need: RegExp): Promise<void> => {
  let taps = 0;
  const tap = async (role: 'radio' | 'checkbox' | 'button', name: RegExp) => {
    taps += 1;
    await page.getByRole(role, { name }).first().click();
  };
  await page.getByRole('heading', { name: 'Which language?' }).waitFor();
  await tap('radio', /Romanian/);
  await tap('radio', /^Adult/);
  await tap('checkbox', need);
  await tap('button', /^Save/);
  await page.getByRole('heading', { name: /is saved/ }).waitFor();
  expect(taps).toBeLessThanOrEqual(4);
};

test('four people do the main job at once, and each sees what the others do without a reload', async () => {
  const [planner, manager, volunteer, silver] = [
    pageOf('planner'),
    pageOf('manager'),
    pageOf('volunteer'),
    pageOf('silver'),
  ];

  await startOperation(planner);
  const name = await standUp(planner);
  const place = placeOf(planner);

  // Nobody reloads: each is taken to their own screen as soon as they have a place.
  await giveRoles(place);
  await manager.getByRole('heading', { name }).waitFor();
  await volunteer.getByText('My tasks').first().waitFor();
  await silver.getByText(name.replace('Centre ', '')).first().waitFor();
  await silver.getByText('on site', { exact: true }).waitFor();

  await openDoors(manager);
  await silver.getByText('Open', { exact: true }).first().waitFor();
  await planner.getByText('Open', { exact: true }).first().waitFor();

  await person('manager').done('vehicles.record', {
    ...place,
    vehicleId: stage.app.newId(),
    label: 'Coach 1',
    kind: 'coach',
    people: 12,
    fromSquare: 'SK 54',
    dueAt: new Date(stage.app.clock.now().getTime() + 1_800_000).toISOString(),
  });
  await silver.getByText('Coach 1').first().waitFor();
  await manager.getByText('Coach 1').first().waitFor();

  // The volunteer's first record, by hand.
  await volunteer.getByRole('link', { name: 'Check in' }).click();
  await checkIn(volunteer, /^Drink/);
  await manager.getByText('Drink').first().waitFor();
  await silver.getByText('fewer than 5').first().waitFor();
  for (let n = 0; n < 5; n += 1) {
    const guest = {
      ...place,
      personId: stage.app.newId(),
      reference: `K-10${n}`,
      ageBand: 'adult',
      language: 'vi',
      preferredName: `Canary${n}`,
    };
    await person('volunteer').done('people.checkIn', {
      ...guest,
      needs: [{ id: stage.app.newId(), kind: 'medicine' }],
    });
  }
  await silver.locator('.stat', { hasText: 'on site' }).getByText('6', { exact: true }).first().waitFor();

  // A need is taken and met; the manager sees it go.
  await volunteer.getByRole('button', { name: 'Next guest' }).click();
  await volunteer.getByRole('button', { name: 'Back' }).click();
  await volunteer.getByRole('link', { name: 'My tasks' }).click();
  await volunteer.getByRole('button', { name: /^Take/ }).first().click();
  await manager.locator('.need-row__holder', { hasText: 'Meera S.' }).waitFor();
  await volunteer.getByRole('button', { name: /^Done/ }).first().click();
  await manager.getByText('Drink').waitFor({ state: 'hidden' });

  // A P1 reaches the manager wherever they are, until it is accepted.
  await manager.getByRole('link', { name: /^Log/ }).click();
  await volunteer.getByRole('link', { name: 'Check in' }).click();
  await checkIn(volunteer, /Talk in private/);
  const banner = manager.getByRole('alert').filter({ hasText: 'P1 now' });
  await banner.waitFor();
  await manager.getByRole('link', { name: 'Open and accept' }).click();
  await manager.getByText('Restricted concern').first().click();
  await manager
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await banner.waitFor({ state: 'hidden' });

  // What the manager writes in the log, the planner reads.
  await planner.getByRole('link', { name: /^Log/ }).click();
  await manager.getByRole('link', { name: /^Log/ }).click();
  await manager.getByLabel('Write what happened').fill('Heating is on in hall B');
  await manager.getByRole('button', { name: 'Add' }).click();
  await planner.getByText('Heating is on in hall B').waitFor();

  // Silver was never sent a person, nor what anyone asked for.
  const seen = await (windows.silver as Window).told();
  expect(seen).toContain('centreCounts');
  // A few roles of the roster share their word with a need; the others must not appear at all.
  const roster = new Set(['first_aid', 'interpreter', 'transport']);
  const secrets = [
    'Canary',
    'K-10',
    '"preferredName"',
    '"personId"',
    ...Object.keys(needKinds)
      .filter((it) => !roster.has(it))
      .map((it) => `"${it}"`),
  ];
  expect(secrets.filter((it) => seen.includes(it))).toEqual([]);
  for (const role of ['planner', 'manager', 'volunteer', 'silver'] as const) await windows[role]?.close();
});
