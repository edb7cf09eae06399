import { expect, test } from 'vitest';
import { checkLetter } from '../../shared/references.ts';
import { sizes } from '../support/browser.ts';
import { addHand, firstUnlock, pairedTablet, ward } from './support/tablets.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { at, guests, readFrom } from './support/sheets.ts';
import { heading, press } from './support/press.ts';
import { some } from '../support/some.ts';

const stage = openStage();

test('a manager makes a sheet, marks what is spoilt and missing, and every number is accounted for', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/arrivals', 'manager');
  await start();
  await page.getByRole('link', { name: 'Wristbands and forms' }).click();
  await heading(page, 'Wristbands and paper forms');
  await page.getByText('No sheets yet').waitFor();
  await press(page, /^Make the sheet/);
  await heading(page, 'Wristbands K-001 to K-024');
  const guest = {
    ...where,
    personId: stage.app.newId(),
    reference: 'K-002',
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  };
  await volunteer.done('people.checkIn', guest);
  await page.getByRole('img', { name: 'K-002, used' }).waitFor();
  const mark = async (cell: string, why: string) => {
    await page.getByRole('button', { name: `${cell}, free. Change` }).click();
    await page.getByRole('radio', { name: why }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  };
  await mark('K-003', 'Spoilt');
  await page.getByRole('button', { name: 'K-003, spoilt. Change' }).waitFor();
  await mark('K-005', 'Missing');
  await page.getByText('1 missing').waitFor();
  expect(await page.locator('.sheet-tally').innerText()).toMatch(/Used\s+1\s+Free\s+21\s+Spoilt\s+1\s+Missing\s+1/);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'K-005, missing. Change' }).click();
  expect(await faults(page)).toEqual([]);
  await press(page, /^It is fine after all/);
  await page.getByRole('button', { name: 'K-005, free. Change' }).waitFor();
  await close();
});

test('printed wristbands read back as the number beside the code, and nothing else', async () => {
  const { page, start, close, manager, where, base } = await at(stage, '/sheets', 'manager', sizes.desk, {
    exercise: true,
  });
  const sheetId = stage.app.newId();
  await manager.done('sheets.make', { ...where, sheetId, kind: 'wristbands', count: 30 });
  await start();
  await page.getByRole('link', { name: /^Print/ }).click();
  await page.waitForURL(`${base}/sheets/${sheetId}`);
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  for (const it of ['K-001', 'K-024', 'K-030']) {
    expect(await readFrom(page, `Code of ${it}`)).toBe(it);
    await page.locator('.band-label', { hasText: `${it}${checkLetter(it)}` }).waitFor();
  }
  const pages = await page.locator('.print-page').all();
  expect(pages).toHaveLength(2);
  for (const it of some(pages)) expect((await it.innerText()).match(/EXERCISE/g)).toHaveLength(2);
  const text = await page.locator('.print-preview').innerText();
  expect(text).not.toMatch(/Marram|police|traffick|immigration/i);
  await close();
});

test('printed forms are numbered, ask no more than a tablet does, and name nobody', async () => {
  const { page, start, close, manager, volunteer, where } = await at(stage, '/sheets', 'manager');
  await manager.done('sheets.make', { ...where, sheetId: stage.app.newId(), kind: 'forms', count: 3 });
  const alone = { personId: stage.app.newId(), reference: 'K-077', ageBand: 'child', language: 'ro', needs: [] };
  await volunteer.done('people.checkIn', { ...where, ...alone });
  await start();
  await page.getByRole('link', { name: /^Print/ }).click();
  await page.getByRole('heading', { name: 'Arrival form 3' }).waitFor();
  await page.getByText('P1 now.').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('K-077').isVisible()).toBe(false);
  expect(await readFrom(page, 'Code of form 2')).toBe('FORM-002');
  const text = await page.locator('.paper-form').first().innerText();
  expect(text).toMatch(/Tiếng Việt[\s\S]*Română/);
  expect(text.indexOf('What do they need now?')).toBeLessThan(text.indexOf('Name they like'));
  expect(text).not.toMatch(/Marram|police|traffick|immigration|victim|sex\b|passport|date of birth/i);
  await close();
});

test('a paper form is keyed in with its own time, and stays known as one', async () => {
  const { page, start, close, manager, volunteer, where, base } = await at(
    stage,
    '/check-in',
    'volunteer',
    sizes.tablet,
  );
  await manager.done('sheets.make', { ...where, sheetId: stage.app.newId(), kind: 'forms', count: 12 });
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^From a paper form/);
  await heading(page, 'Key in a paper form');
  await page.getByText('The next free one is 1').waitFor();
  await press(page, /^Next: the wristband/);
  await page.getByText('Enter the number printed on the form').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel('Form number').fill('12');
  await page.getByLabel('Time written on the form').fill('23:50');
  await press(page, /^Next: the wristband/);
  await page.getByText('That time has not come yet').waitFor();
  await page.getByRole('radio', { name: 'Yesterday' }).check();
  await press(page, /^Next: the wristband/);
  await heading(page, 'Wristband on form 12');
  await page.getByLabel('Number on the wristband').fill('30');
  await press(page, /^Use K-030/);
  await heading(page, 'Which language?');
  await page.getByText('Paper form 12, Wed 18 Nov 23:50').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await press(page, /^Nothing right now/);
  await heading(page, 'K-030 is saved on this tablet');
  await page.getByText('Tick off form 12').waitFor();
  await page.getByText('Sent. The centre can see them.').waitFor();
  expect(await faults(page)).toEqual([]);
  const [guest] = await guests(volunteer, where.operationId);
  expect(guest).toMatchObject({ paperForm: 12, reference: 'K-030', flags: ['from_paper'] });
  expect(new Date(String(guest?.['arrivedAt'])).toISOString()).toBe('2026-11-18T23:50:00.000Z');
  await press(page, /^Next paper form/);
  await page.getByLabel('Form number').fill('12');
  await page.getByText('Form 12 was keyed in before, for K-030').waitFor();
  await press(page, /^A guest is here instead/);
  await heading(page, 'Which language?');
  await page.goto(`${base}/people`);
  await page.getByRole('button', { name: /K-030/ }).first().click();
  await page.getByText('From paper form 12, keyed in 05:30').first().waitFor();
  await close();
});

test('two paired tablets never offer the same number: each counts under a letter of its own', async () => {
  const place = await ward(stage.app);
  await stage.app.deps.sql`update centre set sheet_letter = 'K' where id = ${place.centreId}`;
  const offered: string[] = [];
  for (const [name, pin] of [
    ['Meera S.', '314159'],
    ['Leon A.', '271828'],
  ] as const) {
    const first = await addHand(stage.app, place, name);
    const tablet = await pairedTablet(stage, place);
    await tablet.page.reload();
    await firstUnlock(tablet.page, name, first, pin);
    await heading(tablet.page, 'Which language?');
    offered.push(await tablet.page.locator('.ref-box__ref').innerText());
    await tablet.close();
  }
  const [one, two] = offered;
  expect(offered).toEqual([expect.stringMatching(/^[A-Z]-001$/), expect.stringMatching(/^[A-Z]-001$/)]);
  expect(one).not.toBe(two);
  expect(offered).not.toContain('K-001');
});
