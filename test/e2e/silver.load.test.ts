import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { device } from '../../db/schema/tablets.ts';
import { type Person, testClock } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { some } from '../support/some.ts';
import { cut } from './support/cut.ts';
import { openStage } from './support/stage.ts';

const PLACES = 80;
const PEOPLE = 82;
const clock = testClock(new Date('2026-11-19T10:00:00Z'));
const stage = openStage({ clock });
let planner: Person;
let manager: Person;
let silver: Person;
let operationId: string;
let wren: string;

const slot = (centreId: string, role: string, needed: number, shiftEnd: string) => ({
  operationId,
  centreId,
  slotId: stage.app.newId(),
  role,
  partner: 'BRC',
  needed,
  shiftStart: '2026-11-19T06:00:00.000Z',
  shiftEnd,
});

beforeAll(async () => {
  planner = await stage.app.signInAs('planner');
  operationId = await stage.app.operation({ codeName: 'Larkspur' });
  wren = await stage.app.centre({ operationId, name: 'Wren', square: 'SK 45', places: PLACES });
  const heron = await stage.app.centre({ operationId, name: 'Heron', square: 'SK 44', places: 66, state: 'standby' });
  manager = await stage.app.signInAs('manager', { operationId, centreId: wren });
  silver = await stage.app.signInAs('silver', { operationId, name: 'Supt J. Oldknow' });
  const welfare = slot(wren, 'welfare', PLACES / 5, '2026-11-19T22:00:00.000Z');
  await planner.done('roster.add', welfare);
  await planner.done('roster.add', slot(wren, 'centre_manager', 1, '2026-11-19T22:00:00.000Z'));
  for (const role of ['centre_manager', 'welfare', 'security', 'registration', 'loggist', 'first_aid', 'facilities'])
    await planner.done('roster.add', slot(heron, role, 4, '2026-11-20T02:00:00.000Z'));
  await manager.done('roster.arrive', { operationId, slotId: welfare.slotId, count: PLACES / 5 });
  for (let n = 0; n < PEOPLE; n += 1) {
    const needs = [{ id: stage.app.newId(), kind: n < 9 ? 'private_talk' : 'drink' }];
    const guest = { personId: stage.app.newId(), ageBand: 'adult', language: 'ro', needs };
    await manager.done('people.checkIn', { operationId, centreId: wren, ...guest });
  }
  const at = new Date(clock.now().getTime() - 7 * 60_000);
  const paired = { pairedBy: 'test', pairedAt: at, lastSeenAt: at };
  const tablet = { id: stage.app.newId(), operationId, centreId: wren, label: 'Joan’s desk', letter: 'C' };
  await stage.app.deps.db.insert(device).values({ ...tablet, ...paired });
  clock.advance(6);
});

const page = async (who: Person, path: string, size = { width: 1280, height: 800 }) => {
  const window = await stage.open(who, size);
  await window.page.goto(`${stage.app.url}${path}`);
  return window;
};
const silverAt = (where: 'map' | 'wall', size?: { width: number; height: number }) =>
  page(silver, `/operations/${operationId}/${where}`, size);
const section = (of: Page, name: string) => of.getByRole('region', { name });

describe('a centre at 82 of 80', () => {
  test('is called over on the map and in the table beside it, and its silent tablet and late needs are told', async () => {
    const window = await silverAt('map');
    await window.page.getByRole('button', { name: /^Centre Wren, open, 82 of 80, 2 over/ }).waitFor();
    await window.page.locator('.map-ring').getByText('OVER').waitFor();
    const wrenLine = section(window.page, 'Centres').getByRole('listitem').filter({ hasText: 'Wren' });
    for (const words of ['2 over', '9 needs past their time, P1 among them', 'Tablet C silent since 09:53'])
      await wrenLine.getByText(words).waitFor();
    const told = await window.told();
    expect(told).not.toContain('Joan');
    await window.close();
  });

  test('is called over on the wall, in the colour of an alarm', async () => {
    const window = await silverAt('wall', { width: 1920, height: 1080 });
    const words = window.page.locator('.wall-line').getByText('82 of 80, 2 over');
    await words.waitFor();
    const red = await window.page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--alert'),
    );
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(red.trim().slice(at, at + 2), 16));
    expect(await words.evaluate((shown) => getComputedStyle(shown).color)).toBe(`rgb(${r}, ${g}, ${b})`);
    await window.page.getByText('Tablet C silent since 09:53').waitFor();
    await window.close();
  });

  test('is called over on its own page, with the tablet by its name', async () => {
    const window = await page(manager, `/operations/${operationId}/centres/${wren}`);
    await window.page.getByText('2 OVER.').waitFor();
    expect(await window.page.locator('.banner').filter({ hasText: 'silent' }).innerText()).toContain(
      'Joan’s desk silent since 09:53.',
    );
    await window.close();
  });

  test('is called over in the list of operations', async () => {
    const window = await page(planner, `/operations/${operationId}/map`);
    await window.page.getByRole('link', { name: 'Operations' }).first().click();
    const line = window.page.getByRole('listitem').filter({ hasText: 'Centre Wren' });
    await line.getByText('82 here').waitFor();
    expect(await line.getByText('2 over').count()).toBe(1);
    await window.close();
  });

  test.each([{ width: 1280, height: 800 }, sizes.tablet, sizes.portrait, sizes.phone])(
    'keeps all that is said of it in a window $width wide',
    async (size) => {
      const own = await page(manager, `/operations/${operationId}/centres/${wren}`, size);
      await own.page.getByText('2 OVER.').waitFor();
      await own.page.getByText(/silent since/).waitFor();
      expect(await cut(own.page)).toEqual([]);
      await own.close();
      for (const where of ['map', 'wall'] as const) {
        const window = await silverAt(where, size);
        await window.page
          .getByText(/2 over/)
          .first()
          .waitFor();
        await window.page.getByText(/Tablet C silent/).waitFor();
        expect(await cut(window.page)).toEqual([]);
        await window.close();
      }
    },
  );
});

describe('staff gaps', () => {
  test('of an open centre come before those of one on standby, which stand apart, as do hours not planned', async () => {
    const window = await silverAt('map');
    const gaps = section(window.page, 'Staff gaps');
    await gaps.getByRole('heading', { name: 'On standby' }).waitFor();
    const [first] = await gaps.getByRole('listitem').allInnerTexts();
    expect(first).toContain('Centre manager Wren, 1 short now');
    const headings = await gaps.getByRole('heading').allInnerTexts();
    expect(headings).toEqual(['Staff gaps', 'On standby', 'Not planned']);
    await gaps.getByText('Wren not planned from 22:00').waitFor();
    await window.close();
  });
});

describe('what lies beside the map', () => {
  test.each([{ width: 1280, height: 800 }, sizes.desk, sizes.tablet])(
    'never covers a centre, at $width',
    async (size) => {
      const window = await silverAt('map', size);
      await window.page.getByRole('button', { name: /^Centre Wren/ }).waitFor();
      const boxes = await window.page.evaluate(() => {
        const of = (selector: string) =>
          [...document.querySelectorAll(selector)].map((shown) => {
            const { left, right, top, bottom } = shown.getBoundingClientRect();
            return { left, right, top, bottom };
          });
        return { map: of('.map'), signs: of('.silver-map__layers, .silver-map > .map-legend') };
      });
      const [map] = some(boxes.map);
      const covering = some(boxes.signs).filter(
        (sign) =>
          map &&
          Math.min(sign.right, map.right) - Math.max(sign.left, map.left) > 1 &&
          Math.min(sign.bottom, map.bottom) - Math.max(sign.top, map.top) > 1,
      );
      expect(covering).toEqual([]);
      await window.close();
    },
  );
});
