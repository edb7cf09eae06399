import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/app.ts';
import { PATIENCE_MS, sizes, type Window } from '../support/browser.ts';
import { some } from '../support/some.ts';
import { startWall } from '../support/wallScreen.ts';
import { wholeNames } from '../support/wholeNames.ts';
import { openStage } from './support/stage.ts';

const PASSWORD = 'three words and a river';
const patient = { timeout: PATIENCE_MS };
const stage = openStage();
let silver: Person;
let operationId: string;
let codeName: string;
let centreId: string;

beforeAll(async () => {
  operationId = await stage.app.operation({ codeName: 'Larkspur' });
  codeName = 'Larkspur';
  centreId = await stage.app.centre({ operationId, name: 'Wren', state: 'open' });
  silver = await stage.app.signInAs('silver', { operationId, name: 'Supt J. Oldknow' });
  await stage.app.account('sam@haven.example', PASSWORD, [
    { role: 'silver', operationId, centreId: null, address: true },
  ]);
});

const signIn = async (page: Page): Promise<void> => {
  await page.getByLabel('Work email address').fill('sam@haven.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
};
const shows = (page: Page) => page.getByText('Wren, open').first().waitFor();
const said = (page: Page): Promise<string> => page.locator('body').innerText();
/** Nothing of the operation is left in the window: not on the page, not in its name. */
const isEmpty = async (page: Page): Promise<void> => {
  const left = [await said(page), await page.title(), await page.content()];
  for (const text of some(left)) for (const word of ['Wren', codeName]) expect(text).not.toContain(word);
};

/** Started from the page of walls, and opened in a window of its own in the same browser. */
const openHere = async ({ page, context }: Window): Promise<Page> => {
  await page.getByRole('link', { name: 'Walls' }).click();
  await page.getByRole('button', { name: 'Start a wall' }).click();
  await page.getByLabel('Where its screen is').fill('Operations room');
  await page.getByRole('button', { name: 'Go on' }).click();
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open it here' }).click();
  const wall = wholeNames(await opened);
  wall.setDefaultTimeout(PATIENCE_MS);
  await shows(wall);
  await page.getByText('A screen shows it').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  return wall;
};

const endFrom = async (page: Page): Promise<void> => {
  await page.goto(`${stage.app.url}/operations/${operationId}/walls`);
  await page.getByRole('button', { name: 'End Operations room' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByText('No wall is on').waitFor();
};

test('a wall stays while the window beside it signs out for being idle, and whoever signs in again or out', async () => {
  const window = await stage.open(null, sizes.desk, { movesTime: true });
  const { page } = window;
  await page.goto(`${stage.app.url}/operations/${operationId}/map`);
  await signIn(page);
  const wall = await openHere(window);
  expect(new URL(wall.url()).hash).toBe('');
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await page.clock.fastForward(15.1 * 60_000);
  await page.getByText('Nobody touched Haven for 15 minutes, so it signed out.').waitFor();
  await shows(wall);
  expect(await wall.getByLabel('Work email address').count()).toBe(0);
  // Live still, and by its own session: nobody is signed in here.
  expect((await page.request.get(`${stage.app.url}/api/me`)).status()).toBe(401);
  const planner = await stage.app.signInAs('planner');
  const decided = { operationId, entryId: stage.app.newId(), text: 'Hold the coach', reason: 'The hall is cold' };
  await planner.done('log.decide', { ...decided, centreId });
  await wall.getByText(/Hold the coach/).waitFor();
  await signIn(page);
  await page.getByRole('heading', { name: 'Map' }).first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Work email address').waitFor();
  await wall.clock.fastForward(60 * 60_000);
  await shows(wall);
  const other = await stage.open(silver);
  await endFrom(other.page);
  await wall.getByRole('heading', { name: 'This wall has ended' }).waitFor();
  await wall.getByText('Silver command or a planner ended it').waitFor();
  await isEmpty(wall);
  await other.close();
  await window.close();
});

test('a wall is shown on a computer where nobody is signed in by its code, and is ended there', async () => {
  const { wallId, code } = await startWall(stage.app, silver, operationId);
  const { page, close } = await stage.open(null, { width: 1920, height: 1080 });
  await page.goto(stage.app.url);
  await page.getByRole('link', { name: 'Show a wall on this screen' }).click();
  const give = async (text: string): Promise<void> => {
    await page.getByLabel('Code of the wall').fill(text);
    await page.getByRole('button', { name: 'Show it here' }).click();
  };
  await give('AAAA');
  await page.getByText('Type the ten letters and digits of the code').first().waitFor();
  await give('AAAA BBBB CC');
  await page.getByText('That code is not right, has been used or has ended.').first().waitFor();
  await give(code.toLowerCase());
  await shows(page);
  await page.reload();
  await shows(page);
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: 'End this wall' }).click();
  await page.getByRole('button', { name: 'Leave it on' }).click();
  await shows(page);
  await page.getByRole('button', { name: 'End this wall' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByText('It was ended at this screen').waitFor();
  await isEmpty(page);
  await page.reload();
  await page.getByText('It was ended at this screen').waitFor();
  expect((await silver.get(`/api/operations/${operationId}/walls`)).text).not.toContain(wallId);
  await close();
});

test('a wall ends with its operation, and says so, also where it was without signal meanwhile', async () => {
  const own = await stage.app.operation({ codeName: 'Teasel' });
  const planner = await stage.app.signInAs('planner');
  const { code } = await startWall(stage.app, planner, own);
  const { page, context, close } = await stage.open(null);
  await page.goto(`${stage.app.url}/wall#${code.replaceAll(' ', '')}`);
  await page.getByText('No centre is open.').waitFor();
  await context.setOffline(true);
  const [{ row_version: baseVersion } = { row_version: 0 }] = await stage.app.owner<{ row_version: number }[]>`
    select row_version from operation where id = ${own}`;
  await planner.done('operations.change', { operationId: own, baseVersion, state: 'closed' });
  expect(await said(page)).toContain('Teasel');
  await context.setOffline(false);
  await page.getByText('The operation was closed').waitFor(patient);
  expect(await said(page)).not.toContain('Teasel');
  await close();
});

test('looking at what a wall shows keeps nobody signed in', async () => {
  const { page, close } = await stage.open(null, sizes.desk, { movesTime: true });
  await page.goto(`${stage.app.url}/operations/${operationId}/map`);
  await signIn(page);
  await page.getByRole('link', { name: 'Walls' }).click();
  await page.getByRole('link', { name: 'See what a wall shows' }).click();
  await shows(page);
  await page.clock.fastForward(13.1 * 60_000);
  await page.getByRole('alert').filter({ hasText: 'Still here?' }).waitFor();
  await page.clock.fastForward(2.1 * 60_000);
  await page.getByText('Nobody touched Haven for 15 minutes, so it signed out.').waitFor();
  expect((await page.request.get(`${stage.app.url}/api/me`)).status()).toBe(401);
  await close();
});
