import type { Browser, Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLetter } from '../../shared/references.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes } from '../support/browser.ts';
import { addHand, firstUnlock, pairedTablet, ward } from './support/tablets.ts';
import { faults } from './support/faults.ts';
import { pass, standStill } from './support/time.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ clientDir });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

type Size = { width: number; height: number };

/** A centre of its own with a manager and a volunteer, one of them at a screen. */
const at = async (path: string, role: 'manager' | 'volunteer', size: Size = sizes.desk, more: Loose = {}) => {
  const operationId = await app.operation({ languages: [{ tag: 'vi' }, { tag: 'ro' }], ...more });
  const centreId = await app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  const manager = await app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const base = `${app.url}/operations/${operationId}/centres/${centreId}`;
  const window = await openWindow(browser, app, role === 'manager' ? manager : volunteer, size, { movesTime: true });
  return { ...window, manager, volunteer, where, base, start: () => window.page.goto(`${base}${path}`) };
};

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();
const asks = (page: Page, question: string | RegExp) => page.getByRole('heading', { name: question }).waitFor();

/** Reads the code in a picture of the screen, as a camera would see it. */
const readFrom = async (page: Page, code: string): Promise<string> => {
  const picture = await page.getByRole('img', { name: code, exact: true }).screenshot();
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, data: [...(pixels?.data ?? [])] };
  }, picture.toString('base64'));
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
};

/** A camera that looks at one code, held a little askew. */
const lookAt = async (page: Page, text: string): Promise<void> => {
  await page.addInitScript(
    (squares) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 1280, height: 720 });
      const draw = () => {
        const context = canvas.getContext('2d');
        if (!context) return;
        context.resetTransform();
        context.fillStyle = '#d8d2c4';
        context.fillRect(0, 0, 1280, 720);
        context.translate(520, 160);
        context.rotate(0.12);
        for (const [y, row] of squares.entries()) {
          for (const [x, dark] of row.entries()) {
            context.fillStyle = dark ? '#222' : '#f4f0e6';
            context.fillRect(x * 12, y * 12, 12.5, 12.5);
          }
        }
        requestAnimationFrame(draw);
      };
      draw();
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
    },
    encodeQR(text, 'raw', { ecc: 'quartile', border: 4 }),
  );
};

const guests = async (person: Loose, operationId: string) => (await person.mirror(operationId)).rows('person');

test('a manager makes a sheet, marks what is spoilt and missing, and every number is accounted for', async () => {
  const { page, start, close, volunteer, where } = await at('/arrivals', 'manager');
  await start();
  await page.getByRole('link', { name: 'Wristbands and forms' }).click();
  await asks(page, 'Wristbands and paper forms');
  await page.getByText('No sheets yet').waitFor();
  await press(page, /^Make the sheet/);
  await asks(page, 'Wristbands K-001 to K-024');
  const guest = { ...where, personId: app.newId(), reference: 'K-002', ageBand: 'adult', language: 'ro', needs: [] };
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
  const { page, start, close, manager, where, base } = await at('/sheets', 'manager', sizes.desk, { exercise: true });
  const sheetId = app.newId();
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
  for (const it of pages) expect((await it.innerText()).match(/EXERCISE/g)).toHaveLength(2);
  const text = await page.locator('.print-preview').innerText();
  expect(text).not.toMatch(/Marram|police|traffick|immigration/i);
  await close();
});

test('printed forms are numbered, ask no more than a tablet does, and name nobody', async () => {
  const { page, start, close, manager, where } = await at('/sheets', 'manager');
  await manager.done('sheets.make', { ...where, sheetId: app.newId(), kind: 'forms', count: 3 });
  await start();
  await page.getByRole('link', { name: /^Print/ }).click();
  await page.getByRole('heading', { name: 'Arrival form 3' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await readFrom(page, 'Code of form 2')).toBe('FORM-002');
  const text = await page.locator('.paper-form').first().innerText();
  expect(text).toMatch(/Tiếng Việt[\s\S]*Română/);
  expect(text.indexOf('What do they need now?')).toBeLessThan(text.indexOf('Name they like'));
  expect(text).not.toMatch(/Marram|police|traffick|immigration|victim|sex\b|passport|date of birth/i);
  await close();
});

test('a wristband held before the camera is the one that is used', async () => {
  const { page, context, start, close, volunteer, where } = await at('/check-in', 'volunteer', sizes.tablet);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-041');
  await start();
  await asks(page, 'Which language?');
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await asks(page, 'Which language?');
  await page.getByText('K-041').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await press(page, /^Nothing right now/);
  await asks(page, 'K-041 is saved on this tablet');
  await expect.poll(async () => (await guests(volunteer, where.operationId))[0]?.['reference']).toBe('K-041');
  await close();
});

test('a guest who went out is found by scanning their wristband', async () => {
  const { page, context, start, close, volunteer, where } = await at('/check-in', 'volunteer', sizes.portrait);
  const personId = app.newId();
  await volunteer.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-007',
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  });
  await volunteer.done('people.setPresence', {
    operationId: where.operationId,
    personId,
    to: 'temporarily_out',
    baseVersion: 1,
  });
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-007');
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await press(page, /^They are back/);
  await page.getByText('K-007 is back').waitFor();
  await expect.poll(async () => (await guests(volunteer, where.operationId))[0]?.['presence']).toBe('on_site');
  await close();
});

test('without a camera, or with a strange code, it is said, and the number is typed', async () => {
  const { page, context, start, close } = await at('/check-in', 'volunteer', sizes.tablet);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'https://example.org/K-041');
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Scan wristband/);
  await page.getByText('That code is not from one of our sheets').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await press(page, /^Go on without scanning/);
  await press(page, /^Scan wristband/);
  await page.getByText('The camera is switched off for Haven on this tablet').waitFor();
  await press(page, /^Type the number/);
  const number = page.getByLabel('Number on the wristband');
  await number.fill(`14${checkLetter('K-015')}`);
  await page.getByText('Look at the number again').waitFor();
  await number.fill(`14${checkLetter('K-014')}`);
  await page.getByRole('button', { name: 'Use K-014' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await number.fill('14');
  await press(page, /^Use K-014/);
  await asks(page, 'Which language?');
  await close();
});

/** As a scanner types: all at once, and Enter. */
const scan = async (page: Page, text: string): Promise<void> => {
  await standStill(page);
  await page.keyboard.type(`${text}\n`);
  await page.clock.resume();
};

test('a scanner that types its number and presses Enter is heard, wherever the cursor is', async () => {
  const { page, start, close } = await at('/check-in', 'volunteer', sizes.tablet);
  await start();
  await press(page, /^Change wristband/);
  await asks(page, 'Check in a guest');
  // The page listens from when its heading has the focus.
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe('Check in a guest');
  await scan(page, 'M-123');
  await asks(page, 'Which language?');
  await page.getByText('M-123').waitFor();
  await press(page, /^Change wristband/);
  await press(page, /^Type another number/);
  await page.getByLabel('Number on the wristband').focus();
  await scan(page, 'FORM-012');
  await asks(page, 'Key in a paper form');
  expect(await page.getByLabel('Form number').inputValue()).toBe('12');
  await close();
});

test('what a person types, slower than any scanner, is not taken for a wristband', async () => {
  const { page, start, close } = await at('/check-in', 'volunteer', sizes.tablet);
  await start();
  await press(page, /^Change wristband/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Check in a guest');
  await standStill(page);
  await page.keyboard.type('M-12');
  await pass(page, 301);
  await page.keyboard.type('3\n');
  // Whatever the keys did is done before the next of them is heard.
  await pass(page, 301);
  await page.keyboard.type('M-124\n');
  await asks(page, 'Which language?');
  await page.getByText('M-124').waitFor();
  await close();
});

test('a paper form is keyed in with its own time, and stays known as one', async () => {
  const { page, start, close, manager, volunteer, where, base } = await at('/check-in', 'volunteer', sizes.tablet);
  await manager.done('sheets.make', { ...where, sheetId: app.newId(), kind: 'forms', count: 12 });
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^From a paper form/);
  await asks(page, 'Key in a paper form');
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
  await asks(page, 'Wristband on form 12');
  await page.getByLabel('Number on the wristband').fill('30');
  await press(page, /^Use K-030/);
  await asks(page, 'Which language?');
  await page.getByText('Paper form 12, 23:50').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await press(page, /^Nothing right now/);
  await asks(page, 'K-030 is saved on this tablet');
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
  await asks(page, 'Which language?');
  await page.goto(`${base}/people`);
  await page.getByRole('button', { name: /K-030/ }).first().click();
  await page.getByText('From paper form 12, keyed in 05:30').first().waitFor();
  await close();
});

test('two paired tablets never offer the same number: each counts under a letter of its own', async () => {
  const place = await ward(app);
  await app.deps.sql`update centre set sheet_letter = 'K' where id = ${place.centreId}`;
  const offered: string[] = [];
  for (const [name, pin] of [
    ['Meera S.', '314159'],
    ['Leon A.', '271828'],
  ] as const) {
    const first = await addHand(app, place, name);
    const tablet = await pairedTablet(browser, app, place);
    await tablet.page.reload();
    await firstUnlock(tablet.page, name, first, pin);
    await asks(tablet.page, 'Which language?');
    offered.push(await tablet.page.locator('.ref-box__ref').innerText());
    await tablet.close();
  }
  const [one, two] = offered;
  expect(offered).toEqual([expect.stringMatching(/^[A-Z]-001$/), expect.stringMatching(/^[A-Z]-001$/)]);
  expect(one).not.toBe(two);
  expect(offered).not.toContain('K-001');
});

test('where wristbands are printed, a paired tablet looks for one without a press', async () => {
  const place = await ward(app);
  const { operationId, centreId, manager } = place;
  await manager.done('sheets.make', { operationId, centreId, sheetId: app.newId(), kind: 'wristbands', count: 48 });
  const first = await addHand(app, place, 'Meera S.');
  const { page, context, close } = await pairedTablet(browser, app, place);
  await context.grantPermissions(['camera']);
  await lookAt(page, 'K-041');
  await page.reload();
  await firstUnlock(page, 'Meera S.', first, '314159');
  await asks(page, 'Which language?');
  await page.getByText('K-041').waitFor();
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: /^Drink/ }).click();
  await press(page, /^Save/);
  await asks(page, 'K-041 is saved on this tablet');
  await expect.poll(async () => (await guests(manager, operationId))[0]?.['reference']).toBe('K-041');
  await close();
});
