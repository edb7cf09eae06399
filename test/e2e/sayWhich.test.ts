import { beforeAll, expect, test } from 'vitest';
import { routes } from '../../client/app/routes.tsx';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';
import { runOperation, savePartnerCalled, venueCalled } from '../support/runOperation.ts';
import { alikeNames } from './support/alike.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
const at: Record<string, string> = {};
let planner: Person;
let manager: Person;
let volunteer: Person;

/** Two and more of everything that is listed anywhere. */
beforeAll(async () => {
  const { app } = stage;
  planner = await app.signInAs('planner', { name: 'T. Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
  const venueId = await venueCalled(app, planner, 'Ash', { code: 'V801', lat: 53.098765, lon: -1.387654 });
  await savePartnerCalled(app, planner, 'ASH');
  const { ids, tablet } = await runOperation(app, planner, venueId, {
    codeName: 'Marram',
    word: 'Ash',
    partner: 'ASH',
  });
  await app.operation({ codeName: 'Sedge' });
  const here = { operationId: ids.operationId, centreId: ids.centreId };
  Object.assign(at, here, { sheetId: ids.sheetId });
  manager = tablet.manager;
  volunteer = await app.signInAs('volunteer', { ...here, name: 'Meera S.' });
  await app.pairTablet({ ...here, hands: [{ name: 'Second Hand' }, { name: 'Third Hand' }] });
  for (const [n, ageBand] of (['adult', 'unsure', 'child', 'adult'] as const).entries()) {
    const needs = ['drink', 'medicine', 'interpreter'].map((kind) => ({ id: app.newId(), kind }));
    const guest = { personId: app.newId(), reference: `K-01${n}`, ageBand, language: 'ro', needs };
    await volunteer.done('people.checkIn', { ...here, ...guest, preferredName: 'Linh', vehicle: 'Coach 7' });
    const coming = { label: `Coach ${n}`, kind: 'coach', people: 9, dueAt: '2026-11-19T07:58:00Z' };
    await manager.done('vehicles.record', { ...here, vehicleId: app.newId(), ...coming });
    const visit = { visitId: app.newId(), kind: 'visitor', name: `Visitor ${n}`, organisation: 'Council' };
    await manager.done('visits.signIn', { ...here, ...visit });
    await manager.done('sheets.make', { ...here, sheetId: app.newId(), kind: 'wristbands', count: 10 });
    await manager.done('log.write', { ...here, entryId: app.newId(), text: `Entry ${n}` });
    const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z', needed: 2, note: '' };
    const role = (['welfare', 'security', 'first_aid', 'loggist'] as const)[n];
    await manager.done('roster.add', { ...here, slotId: app.newId(), role, partner: 'ASH', language: null, ...shift });
  }
});

const whoFor = (path: string): Person => {
  if (/check-in|tasks/.test(path)) return volunteer;
  return /:centreId|attention/.test(path) ? manager : planner;
};

const paths = routes.map((it) => it.path);

test('every screen is looked at', () => expect(paths.length).toBeGreaterThan(20));

test.each(paths)('on %s no two controls have one name', async (path) => {
  const { page, close } = await stage.open(whoFor(path));
  await page.goto(`${stage.app.url}${path.replaceAll(/:(\w+)/g, (_, name: string) => at[name] ?? '')}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const found: string[] = [];
  for (const size of [sizes.desk, sizes.portrait, sizes.phone]) {
    await page.setViewportSize(size);
    found.push(...(await alikeNames(page)).map((it) => `${size.width}: ${it}`));
  }
  expect(found).toEqual([]);
  await close();
});
