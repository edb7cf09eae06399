import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { routes } from '../../client/app/routes.tsx';
import type { Person } from '../support/app.ts';
import { some } from '../support/some.ts';
import { heading } from './support/press.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
const placed = some(routes.map(({ path }) => path).filter((it) => it.includes(':operationId')));
let mine = { operationId: '', centreId: '', sheetId: '' };
let theirs = { operationId: '', centreId: '' };
let manager: Person;

const filled = (path: string, ids: object): string =>
  path.replace(/:(\w+)/g, (_, name: string) => (ids as Record<string, string>)[name] ?? '');

/** As a link on a page. */
const follow = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, address);

beforeAll(async () => {
  const [operationId, other] = [await stage.app.operation(), await stage.app.operation()];
  mine = { operationId, centreId: await stage.app.centre({ operationId, name: 'Wren' }), sheetId: stage.app.newId() };
  theirs = { operationId: other, centreId: await stage.app.centre({ operationId: other, name: 'Heron' }) };
  manager = await stage.app.signInAs('manager', { operationId, centreId: mine.centreId, name: 'S. Whitlock' });
});

test('a link of an operation or centre that is none, is misspelt or is somebody else’s says so, and leads back', async () => {
  const { page, close } = await stage.open(manager);
  const wrong = [
    { operationId: stage.app.newId() },
    { operationId: 'larkspur' },
    { operationId: '%E0%A4%A' },
    theirs,
    { centreId: stage.app.newId() },
    { centreId: 'wren' },
    { centreId: theirs.centreId },
  ];
  const tried = placed.flatMap((path) =>
    wrong
      .filter((it) => path.includes(':centreId') || 'operationId' in it)
      .map((it) => filled(path, { ...mine, ...it })),
  );
  await page.goto(stage.app.url);
  await page.waitForURL('**/centres/*');
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const address of some(new Set(tried))) {
    await follow(page, address);
    await heading(page, 'Nothing here');
    await follow(page, '/attention');
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor({ state: 'detached' });
  }
  await page.goto(`${stage.app.url}${filled(placed[0] ?? '', { operationId: 'larkspur' })}`);
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await page.waitForURL(`**/operations/${mine.operationId}/centres/${mine.centreId}`);
  expect(await page.getByRole('heading', { name: 'Nothing here' }).count()).toBe(0);
  await close();
});

test.each(['silver', 'administrator', 'volunteer', 'planner'] as const)(
  'every screen of an operation either opens for a %s or says that it is not for that role',
  async (role) => {
    const { operationId, centreId } = mine;
    const where = { silver: { operationId }, volunteer: { operationId, centreId } }[role as string] ?? {};
    const who = await stage.app.signInAs(role, { ...where, name: 'R. Iqbal' });
    const { page, close } = await stage.open(who);
    const closed: string[] = [];
    for (const path of placed) {
      await page.goto(`${stage.app.url}${filled(path, mine)}`);
      // Without a heading: that no roll call runs.
      const first = page.locator('h1, .empty .strong').first();
      await first.waitFor();
      if (['Not for your role', 'Nothing here'].includes(await first.innerText()))
        closed.push(path.split('/').at(-1) ?? '');
    }
    expect(closed).toEqual(notFor[role]);
    await close();
  },
);

const centre = [
  ':centreId',
  'arrivals',
  'needs',
  'people',
  'roster',
  'call-out',
  'sheets',
  ':sheetId',
  'log',
  'check-in',
  'tasks',
  'lead',
  'tablets',
  'roll-call',
  'visits',
];
const notFor: Record<string, string[]> = {
  silver: ['activate', ...centre.filter((it) => it !== 'roster' && it !== 'log')],
  administrator: ['activate', ...centre, 'map', 'wall', 'walls'],
  volunteer: ['activate', 'roster', 'call-out', 'log', 'tablets', 'map', 'wall', 'walls'],
  planner: ['check-in', 'visits', 'wall'],
};
