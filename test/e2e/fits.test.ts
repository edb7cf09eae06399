import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';
import { ready } from './support/activate.ts';
import { cut } from './support/cut.ts';
import { openStage } from './support/stage.ts';
import { some } from '../support/some.ts';

const stage = openStage();
/** The last is a desk at twice the size of letters. */
const windows = [
  { width: 1280, height: 800 },
  sizes.desk,
  sizes.tablet,
  sizes.portrait,
  sizes.phone,
  { width: 720, height: 450 },
];
let planner: Person;
let manager: Person;
let at = { operationId: '', centreId: '' };

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'T. Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
  const operationId = await stage.app.operation({ languages: [{ tag: 'zh-Hans' }, { tag: 'ro' }] });
  const centreId = await stage.app.centre({ operationId, name: 'Wren', zones: [{ name: 'Family rooms' }] });
  at = { operationId, centreId };
  manager = await stage.app.signInAs('manager', { ...at, name: 'Rosalind Featherstonehaugh' });
  const volunteer = await stage.app.signInAs('volunteer', { ...at, name: 'Meera S.' });
  for (const [n, ageBand] of (['adult', 'unsure', 'child', 'adult'] as const).entries())
    for (let time = 0; time < 4; time += 1) {
      const reference = `K-0${n}${time}`;
      const needs = [{ id: stage.app.newId(), kind: 'medicine' }];
      const guest = {
        personId: stage.app.newId(),
        reference,
        ageBand,
        language: 'zh-Hans',
        zone: 'Family rooms',
        needs,
      };
      await volunteer.done('people.checkIn', { ...at, ...guest });
    }
  for (const reference of ['K-000', 'K-010']) {
    const again = { personId: stage.app.newId(), reference, ageBand: 'unsure', language: 'ro', needs: [] };
    await volunteer.done('people.checkIn', { ...at, ...again, preferredName: 'Maximiliana' });
  }
});

const faultsAt = async (who: Person, path: string): Promise<string[]> => {
  const { page, close } = await stage.open(who);
  const found: string[] = [];
  for (const size of windows) {
    await page.setViewportSize(size);
    await page.goto(`${stage.app.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await cut(page)).map((it) => `${size.width}: ${it}`));
  }
  await close();
  return found;
};

test.each(['/', '/venues', '/venues/import', '/partners', '/role-plan', '/settings', '/users'])(
  '%s cuts nothing off, whatever it is looked at on',
  async (path) => {
    expect(await faultsAt(planner, path)).toEqual([]);
  },
);

test('activating a centre cuts no role and no number off', async () => {
  const operationId = stage.app.newId();
  const known = {
    expected: 40,
    firstArrivalAt: '2026-11-19T08:30:00Z',
    fromSquare: 'SK 45',
    languages: [{ tag: 'ro' }],
  };
  const called = { codeName: 'Larch', type: 'warrant', state: 'running', wishes: ['children'] };
  await planner.done('operations.open', { operationId, ...called, ...known });
  const { page, close } = await stage.open(planner);
  for (const size of some(windows.filter(({ width }) => width >= 640))) {
    await page.setViewportSize(size);
    await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
    await ready(page);
    await page.getByRole('rowheader', { name: /^Engagement officer/ }).waitFor();
    expect(await cut(page)).toEqual([]);
  }
  await close();
});

test.each([
  '',
  '/arrivals',
  '/needs',
  '/people',
  '/roster',
  '/log',
  '/tablets',
  '/sheets',
  '/visits',
  '/roll-call',
  '/tasks',
  '/attention',
])('a centre’s %s cuts nothing off, whatever it is looked at on', async (path) => {
  expect(await faultsAt(manager, `/operations/${at.operationId}/centres/${at.centreId}${path}`)).toEqual([]);
});

test.each(['map', 'wall'])('silver’s %s cuts nothing off, whatever it is looked at on', async (screen) => {
  const { operationId } = at;
  const silver = await stage.app.signInAs('silver', { operationId, name: 'Supt J. Oldknow' });
  expect(await faultsAt(silver, `/operations/${operationId}/${screen}`)).toEqual([]);
});
