import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import {
  addHand,
  dumped,
  firstUnlock,
  isLocked,
  isOpen,
  legible,
  lockIt,
  pairedTablet,
  unlockWith,
  type Ward,
  ward,
} from './support/tablets.ts';
import { smallTargets } from './support/targets.ts';
import { openStage } from './support/stage.ts';
import { press } from './support/press.ts';

const stage = openStage();

const PIN = '294751';
const says = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor();
/** While one page gives way to another there are two of them for a moment. */
const bar = (page: Page) => page.locator('.bar').first();
const barSays = (page: Page, words: string) => bar(page).getByText(words).waitFor();
const barIsCalm = (page: Page) => bar(page).getByText('nobody told yet').waitFor({ state: 'detached' });
/** No screen says that somebody has heard of it. */
const noneSayTold = async (page: Page): Promise<void> => {
  expect(await page.locator('body').innerText()).not.toMatch(
    /(lead|they) (has|have) been told|was told|on the lead’s list\b(?! yet)/i,
  );
};

const checkIn = async (page: Page, age: RegExp): Promise<void> => {
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await page.getByRole('radio', { name: age }).click();
  await press(page, /^Nothing right now/);
  await page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
};
const goTo = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
/** From the first question, by way of the wristband. */
const toTasks = async (page: Page): Promise<void> => {
  await press(page, /^Next guest/);
  await press(page, /^Back/);
  await goTo(page, 'My tasks');
};

/** Everything it will need is here before the signal goes. */
const loseSignal = async (page: Page, context: BrowserContext): Promise<void> => {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
};

const tablet = async (place: Ward, size: { width: number; height: number }, names = ['Joan P.']) => {
  const pins = new Map<string, string>();
  for (const name of names) pins.set(name, await addHand(stage.app, place, name));
  const window = await pairedTablet(stage, place, size);
  // PINs are slow by design, and slower where much else runs.
  window.page.setDefaultTimeout(40_000);
  for (const [at, name] of names.entries()) {
    if (at > 0) await lockIt(window.page);
    await firstUnlock(window.page, name, pins.get(name) ?? '', PIN);
  }
  return window;
};

/** Signal is back: a tablet looks every ten seconds. */
const whenSent = { timeout: 40_000 };

test('a child checked in without signal: every place says that nobody has been told, until she is on the lead’s list', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await tablet(place, sizes.portrait);
  await loseSignal(page, context);
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await says(page, 'goes on the lead’s list once it is sent');
  await press(page, /^Back/);
  await checkIn(page, /^Child/);
  await says(page, 'Child: nobody has been told yet');
  await says(page, 'No signal. Tell the lead in person now. Stay with them.');
  await barSays(page, '1 child: nobody told yet');
  await noneSayTold(page);
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);

  await toTasks(page);
  await says(page, 'Child on their own');
  await says(page, 'Nobody has been told yet. No signal. Tell the lead in person now.');
  await barSays(page, '1 child: nobody told yet');
  await noneSayTold(page);
  expect(await faults(page)).toEqual([]);

  await context.setOffline(false);
  await page.getByText('On the lead’s list. Nobody has taken it yet.').waitFor(whenSent);
  await barIsCalm(page);
  const [need] = (await place.manager.mirror(place.operationId)).rows('need');
  const { operationId } = place;
  await place.manager.done('needs.progress', { operationId, needId: need?.['id'], to: 'accepted', baseVersion: 1 });
  await says(page, 'S. Whitlock has taken it.');
  await close();
});

test('what nobody was told of outlives the next guest, a lock, a restart and another person, and tells a thief no more than how many', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await tablet(place, sizes.tablet, ['Meera S.', 'Joan P.']);
  await loseSignal(page, context);
  await checkIn(page, /^Child/);
  await press(page, /^Next guest/);
  await checkIn(page, /^Not sure/);
  await says(page, 'Not sure: nobody has been told yet');
  await press(page, /^Next guest/);
  const words = '1 child, 1 possible child: nobody told yet';
  await barSays(page, words);
  await lockIt(page);
  await barSays(page, words);
  await page.reload();
  await isLocked(page);
  await barSays(page, words);
  expect(legible(await dumped(page), ['K-001', 'K-002', '"ro"'])).toEqual([]);
  expect(await faults(page)).toEqual([]);

  await unlockWith(page, 'Meera S.', PIN);
  await isOpen(page);
  await bar(page).getByRole('link', { name: words }).click();
  await says(page, 'A child: nobody has been told yet');
  await says(page, 'Somebody who may be a child: nobody has been told yet');
  expect(await faults(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^I have told the lead in person/ })
    .first()
    .click();
  await barSays(page, '1 possible child: nobody told yet');
  await context.setOffline(false);
  await bar(page)
    .getByText('nobody told yet')
    .waitFor({ ...whenSent, state: 'detached' });
  await says(page, 'Nothing to sort out.');
  await close();
});

test('whoever tells the lead in person says so, and the lead reads it with the need', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await tablet(place, sizes.tablet);
  await loseSignal(page, context);
  await checkIn(page, /^Child/);
  await press(page, /^I’ve told the lead/);
  await says(page, 'Child: the lead was told in person');
  await barIsCalm(page);
  await toTasks(page);
  await says(page, 'The lead was told in person. It goes on the list once it is sent and accepted.');
  await page.reload();
  await unlockWith(page, 'Joan P.', PIN);
  await isOpen(page);
  expect(await bar(page).innerText()).not.toContain('nobody told yet');
  await context.setOffline(false);
  const notes = async () =>
    (await place.manager.mirror(place.operationId)).rows('needDetail').map((it) => String(it['note']));
  await expect
    .poll(notes, whenSent)
    .toEqual([expect.stringMatching(/^The lead was told in person on \w{3} \d+ \w{3} \d\d:\d\d$/)]);
  await close();
});

test('a child’s check-in that Haven does not accept stays red, and says to tell the lead and where to look', async () => {
  const place = await ward(stage.app);
  const { page, close } = await tablet(place, sizes.tablet);
  const problem = { type: '/problems/not-found', title: 'Not here', status: 404 };
  await page.route('**/api/push', async (route) => {
    const { items } = route.request().postDataJSON() as { items: { id: string }[] };
    const answers = items.map(({ id }) => ({ id, as: 'refused', problem, replay: false }));
    await route.fulfill({ json: { answers } });
  });
  await checkIn(page, /^Child/);
  await says(page, 'Child: not accepted. Nobody has been told');
  await says(page, 'This went on no list. Tell the lead in person now.');
  await barSays(page, '1 child: nobody told yet');
  await press(page, /^Next guest/);
  await page.reload();
  await unlockWith(page, 'Joan P.', PIN);
  await isOpen(page);
  await bar(page).getByRole('link', { name: '1 child: nobody told yet' }).click();
  await says(page, 'A child: not accepted. Nobody has been told');
  await press(page, /^I have told the lead in person/);
  await barIsCalm(page);
  await page.reload();
  await unlockWith(page, 'Joan P.', PIN);
  await isOpen(page);
  expect(await bar(page).innerText()).not.toContain('nobody told yet');
  await close();
});

test('a manager who raises a threat without signal sees on every page that nobody was told, and that it waits', async () => {
  const place = await ward(stage.app);
  const { page, context, close } = await stage.open(place.manager, sizes.desk, { installs: true });
  await page.goto(`${place.base}/needs`);
  await page.getByRole('heading', { name: 'Needs', exact: true }).waitFor();
  await loseSignal(page, context);
  await press(page, /^Raise a need/);
  await page.getByLabel('What is needed').selectOption('threat');
  await press(page, /^Raise it/);
  await barSays(page, '1 urgent need: nobody told yet');
  await says(page, 'Nobody yet, not sent yet');
  await goTo(page, 'Overview');
  await barSays(page, '1 urgent need: nobody told yet');
  expect(await faults(page)).toEqual([]);
  await context.setOffline(false);
  await bar(page)
    .getByText('nobody told yet')
    .waitFor({ ...whenSent, state: 'detached' });
  await close();
});
