import { beforeAll, expect, test } from 'vitest';
import { routes } from '../../client/app/routes.tsx';
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
let silver: Person;
let at = { operationId: '', centreId: '', sheetId: '' };

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'T. Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
  const operationId = await stage.app.operation({ languages: [{ tag: 'zh-Hans' }, { tag: 'ro' }] });
  const centreId = await stage.app.centre({ operationId, name: 'Wren', zones: [{ name: 'Family rooms' }] });
  at = { operationId, centreId, sheetId: stage.app.newId() };
  const here = { operationId, centreId };
  manager = await stage.app.signInAs('manager', { ...here, name: 'Rosalind Featherstonehaugh' });
  const volunteer = await stage.app.signInAs('volunteer', { ...here, name: 'Meera S.' });
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
      await volunteer.done('people.checkIn', { ...here, ...guest });
    }
  for (const reference of ['K-000', 'K-010']) {
    const again = { personId: stage.app.newId(), reference, ageBand: 'unsure', language: 'ro', needs: [] };
    await volunteer.done('people.checkIn', { ...here, ...again, preferredName: 'Maximiliana' });
  }
  await manager.done('sheets.make', { ...at, kind: 'wristbands', count: 30 });
  silver = await stage.app.signInAs('silver', { operationId, name: 'Supt J. Oldknow' });
});

/** Whoever sees most of a screen. */
const whoSees = (path: string): Person => {
  if (/\/(map|walls?)$/.test(path)) return silver;
  return path.includes(':centreId') && !path.endsWith('/call-out') ? manager : planner;
};

const faultsAt = async (who: Person | null, path: string, sizesOf = windows): Promise<string[]> => {
  const { page, close } = await stage.open(who);
  const found: string[] = [];
  for (const size of some(sizesOf)) {
    await page.setViewportSize(size);
    await page.goto(`${stage.app.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await cut(page)).map((it) => `${size.width}: ${it}`));
  }
  await close();
  return found;
};

// Activating is asked of an operation without a centre, below.
test.each(some(routes.map(({ path }) => path).filter((it) => !it.endsWith('/activate'))))(
  '%s cuts nothing off and keeps to its window, whatever it is looked at on',
  async (path) => {
    const there = path.replace(/:(\w+)/g, (_, name: keyof typeof at) => at[name]);
    expect(await faultsAt(whoSees(path), there)).toEqual([]);
  },
);

test.each(['/', '/join', '/set-up', '/wall'])('%s, where nobody is signed in, cuts nothing off', async (path) => {
  expect(await faultsAt(null, path)).toEqual([]);
});

test('activating a centre cuts no role and no number off, and leaves room for what scrolls', async () => {
  const operationId = stage.app.newId();
  const known = {
    expected: 40,
    firstArrivalAt: '2026-11-19T08:30:00Z',
    fromSquare: 'SK 45',
    languages: [{ tag: 'ro' }],
  };
  const called = { codeName: 'Larch', type: 'warrant', state: 'running', wishes: ['children'] };
  await planner.done('operations.open', { operationId, ...called, ...known });
  const path = `/operations/${operationId}/activate`;
  expect(await faultsAt(planner, path)).toEqual([]);
  const { page, close } = await stage.open(planner);
  for (const size of some(windows.filter(({ width }) => width >= 640))) {
    await page.setViewportSize(size);
    await page.goto(`${stage.app.url}${path}`);
    await ready(page);
    await page.getByRole('rowheader', { name: /^Engagement officer/ }).waitFor();
    expect(await cut(page)).toEqual([]);
  }
  await close();
});
