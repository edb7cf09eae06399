import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Loose, Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { at, guests } from './support/checkIn.ts';
import { openStage } from './support/stage.ts';
import { pass, standStill } from './support/time.ts';

const stage = openStage();

const arrive = async (volunteer: Person, where: Loose, ages: readonly string[]) => {
  const came: string[] = [];
  for (const [n, ageBand] of ages.entries()) {
    const personId = stage.app.newId();
    const reference = `K-00${n + 1}`;
    const guest = { ...where, personId, reference, ageBand, language: 'ro', needs: [], zone: 'Hall A' };
    await volunteer.done('people.checkIn', { ...guest, groupId: stage.app.newId() });
    came.push(personId);
  }
  return came;
};
const presences = async (who: Person, where: { operationId: string }) =>
  Object.fromEntries((await guests(who, where)).map((it) => [it['reference'], it['presence']]));

/** A press where the button stands, whatever may stand there by then. */
const pressAt = async (page: Page, name: string) => {
  const box = await page.getByRole('button', { name }).boundingBox();
  if (!box) throw new Error(`no button ${name}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const press = () => page.mouse.click(x, y);
  await press();
  return press;
};

test('two presses on "Going out" put one guest out, who stays shown and is brought back by Undo', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/people');
  await arrive(volunteer, where, ['adult', 'child', 'adult']);
  await page.clock.install();
  await start();
  await page.getByText('Nobody is chosen').waitFor();
  // However long the machine takes, both presses fall into one moment.
  expect(await page.getByRole('button', { name: 'Going out' }).count()).toBe(0);
  await page.getByRole('button', { name: /^K-001/ }).click();
  // Drawn before time stands still: nothing is drawn then.
  await page.getByRole('button', { name: 'Going out' }).waitFor();
  await standStill(page);
  const pressAgain = await pressAt(page, 'Going out');
  await pressAgain();
  // Drawn anew, and moved by the line above it: whatever else has come under the finger is not pressed either.
  await pass(page, 100);
  await pressAgain();
  await pressAt(page, 'They are leaving');
  await pass(page, 300);
  await page.clock.resume();
  await page.getByText('K-001 is out').waitFor();
  await page.getByRole('article', { name: 'Guest K-001' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expect
    .poll(() => presences(volunteer, where))
    .toEqual({ 'K-001': 'temporarily_out', 'K-002': 'on_site', 'K-003': 'on_site' });
  await page.getByLabel('Out', { exact: true }).click();
  await expect.poll(() => page.locator('.guest-card').allInnerTexts()).toHaveLength(1);
  await page.getByRole('button', { name: 'Undo: K-001 is out' }).click();
  await page.getByText('Undone. K-001 as before: here').waitFor();
  await expect
    .poll(() => presences(volunteer, where))
    .toEqual({ 'K-001': 'on_site', 'K-002': 'on_site', 'K-003': 'on_site' });
  await close();
});

test('without signal a change and its undo wait in their order, and both hold once they are sent', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/people', sizes.portrait);
  const [first = ''] = await arrive(volunteer, where, ['adult']);
  await start();
  await page.getByRole('button', { name: /^K-001/ }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'They are leaving' }).click();
  await page.getByText('They choose to go').click();
  await page.getByRole('button', { name: 'They have left' }).click();
  await page.getByRole('button', { name: 'Undo: K-001 has left' }).click();
  await page.getByText('Undone. K-001 as before: here').waitFor();
  await page.getByRole('definition').filter({ hasText: 'Hall A' }).first().waitFor();
  // Said of the version that both have made.
  await page.getByRole('button', { name: 'Going out' }).click();
  await page.getByText('K-001 is out').waitFor();
  await context.setOffline(false);
  await expect.poll(() => presences(volunteer, where)).toEqual({ 'K-001': 'temporarily_out' });
  const [row] = await guests(volunteer, where);
  expect(row).toMatchObject({ id: first, zone: 'Hall A', rowVersion: 4 });
  await close();
});

test('what somebody else has changed meanwhile is not undone, and that is said where it was pressed', async () => {
  const { page, context, start, close, volunteer, where } = await at(stage, '/people');
  const [personId = ''] = await arrive(volunteer, where, ['adult']);
  await start();
  await page.getByRole('button', { name: /^K-001/ }).click();
  await page.getByRole('button', { name: 'Going out' }).click();
  await expect.poll(() => presences(volunteer, where)).toEqual({ 'K-001': 'temporarily_out' });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Undo: K-001 is out' }).click();
  const { operationId } = where;
  await volunteer.done('people.setPresence', { operationId, personId, to: 'departed', baseVersion: 2 });
  await context.setOffline(false);
  await page.getByText('K-001: not undone').waitFor();
  await page.getByText(/Someone has changed K-001 since/).waitFor();
  expect(await presences(volunteer, where)).toEqual({ 'K-001': 'departed' });
  await close();
});
