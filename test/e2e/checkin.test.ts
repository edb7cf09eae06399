import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir, openBrowser, openWindow, sizes } from '../support/browser.ts';
import { smallTargets } from './support/targets.ts';
import { faults } from './support/faults.ts';
import { standStill } from './support/time.ts';

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

type Role = 'volunteer' | 'manager';

/** A centre of its own, with one person at a screen of theirs. */
const at = async (path: string, size: { width: number; height: number } = sizes.tablet, role: Role = 'volunteer') => {
  const operationId = await app.operation({ languages: [{ tag: 'vi' }, { tag: 'ro' }] });
  const centreId = await app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  const manager = await app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const base = `${app.url}/operations/${operationId}/centres/${centreId}`;
  const window = await openWindow(browser, app, role === 'manager' ? manager : volunteer, size);
  return { ...window, manager, volunteer, where, base, start: () => window.page.goto(`${base}${path}`) };
};

const asks = (page: Page, question: string) => page.getByRole('heading', { name: question }).waitFor();
const saved = (page: Page) => page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

const answerWith = async (page: Page, age: RegExp, need?: RegExp): Promise<void> => {
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: age }).click();
  if (need) await page.getByRole('checkbox', { name: need }).click();
  await press(page, need ? /^Save/ : /^Nothing right now/);
  await saved(page);
};

const guests = async (person: Person, where: { operationId: string }) =>
  (await person.mirror(where.operationId)).rows('person');

test('the first guest is checked in with four presses, on at most 80 kB of script', async () => {
  const { page, start, close, volunteer, where } = await at('/check-in');
  let script = 0;
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return;
    response.body().then(
      (body) => (script += gzipSync(body, { level: 9 }).length),
      () => undefined,
    );
  });
  // What is fetched after a while of quiet (`QUIET_MS`) is not what the first guest waits for, however slow the machine.
  await page.addInitScript((QUIET_MS) => {
    const later = globalThis.setTimeout;
    const put = (run: () => void, ms?: number) => later(run, ms === QUIET_MS ? 600_000 : ms);
    globalThis.setTimeout = put as typeof setTimeout;
  }, 4000);
  await start();
  await asks(page, 'Which language?');
  expect(await page.getByRole('radio').first().getAttribute('value')).toBe('vi');
  let presses = 0;
  await page.exposeFunction('pressed', () => (presses += 1));
  await page.evaluate(() =>
    addEventListener('pointerdown', () => void (globalThis as unknown as { pressed(): void }).pressed()),
  );
  await answerWith(page, /^Adult/, /^Drink/);
  expect(presses).toBe(4);
  expect(script).toBeGreaterThan(20_000);
  expect(script).toBeLessThanOrEqual(80_000);
  await page.getByText('Sent. The centre can see them.').waitFor();
  expect(await guests(volunteer, where)).toMatchObject([{ reference: 'K-001', language: 'vi', ageBand: 'adult' }]);
  await press(page, /^Next guest/);
  await asks(page, 'Which language?');
  await page.getByText('K-002').waitFor();
  await close();
});

test('a guest who needs nothing is saved with three presses, and nothing is invented for them', async () => {
  const { page, start, close, volunteer, where } = await at('/check-in', sizes.phone);
  await start();
  await answerWith(page, /^Adult/);
  await page.getByText('Sent. The centre can see them.').waitFor();
  const seen = await volunteer.mirror(where.operationId);
  expect(seen.rows('need')).toEqual([]);
  await close();
});

test('a guest who is being saved is at no moment taken for somebody who wears that number already', async () => {
  const { page, start, close } = await at('/check-in');
  await start();
  await page.evaluate(() => {
    const told = globalThis as unknown as { seen: string[] };
    told.seen = [];
    new MutationObserver(() => told.seen.push(document.body.textContent ?? '')).observe(document.body, {
      childList: true,
      subtree: true,
    });
  });
  await answerWith(page, /^Adult/);
  await page.getByText('Sent. The centre can see them.').waitFor();
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen.some((it) => it.includes('is saved on this tablet'))).toBe(true);
  expect(seen.filter((it) => it.includes('is already here'))).toEqual([]);
  await close();
});

test('the whole check-in can be done by keyboard, and each question is read first', async () => {
  const { page, start, close } = await at('/check-in');
  await start();
  await asks(page, 'Which language?');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused).toBe('Which language?');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowRight');
  await asks(page, 'Which language?');
  await page.keyboard.press('Enter');
  await asks(page, 'Adult or child?');
  await expect.poll(focused).toBe('Adult or child?');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await asks(page, 'What do they need now?');
  await expect.poll(focused).toBe('What do they need now?');
  await page.getByRole('checkbox', { name: 'Food' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Save/ }).focus();
  await page.keyboard.press('Enter');
  await saved(page);
  await expect.poll(focused).toMatch(/K-001 is saved on this tablet/);
  await close();
});

test('without signal a guest is saved, a lead is told in person, and they are sent once when it is back', async () => {
  const { page, context, start, close, volunteer, where } = await at('/check-in', sizes.portrait);
  await start();
  await asks(page, 'Which language?');
  await context.setOffline(true);
  await answerWith(page, /^Adult/, /^Pain or hurt/);
  await page.getByText('No signal. It will send by itself.').waitFor();
  await page.getByText('Pain: tell a lead in person').waitFor();
  expect(await guests(volunteer, where)).toEqual([]);
  await context.setOffline(false);
  await page.getByText('Pain: the lead has been told').waitFor();
  expect(await guests(volunteer, where)).toHaveLength(1);
  await close();
});

test('a child who comes alone reaches the manager at once, wherever she is', async () => {
  const { page, start, close, manager, base } = await at('/check-in');
  const desk = await openWindow(browser, app, manager, sizes.desk);
  await desk.page.goto(`${base}/people`);
  await start();
  await answerWith(page, /^Not sure/);
  await desk.page.getByRole('alert').getByText('Child on their own').waitFor();
  await page.getByText('Not sure: the lead has been told').waitFor();
  expect(await desk.page.getByRole('alert').innerText()).toContain('K-001');
  await close();
  await desk.close();
});

test('a number somebody wears is questioned and never refused', async () => {
  const { page, start, close, volunteer, where } = await at('/check-in');
  const guest = { ...where, reference: 'K-041', ageBand: 'adult', language: 'ro', needs: [] };
  await volunteer.done('people.checkIn', { ...guest, personId: app.newId() });
  await start();
  await press(page, /^Change wristband/);
  await press(page, /^Type another number/);
  for (const digit of ['4', '1']) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByText('K-041 is already here. Came back?').waitFor();
  await press(page, /^Use K-041/);
  await answerWith(page, /^Adult/);
  await page.getByText('Somebody else wears this number too').waitFor();
  expect(await guests(volunteer, where)).toHaveLength(2);
  await close();
});

test('a mistaken check-in is undone in sight of all, with its reason', async () => {
  const { page, start, close, base, volunteer, where } = await at('/check-in');
  await start();
  await answerWith(page, /^Adult/, /^Drink/);
  await press(page, /^Undo this check-in/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await dialog.getByText('Choose why').waitFor();
  await dialog.getByText('Checked in twice').click();
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await asks(page, 'The check-in of K-001 is undone');
  await page.goto(`${base}/people`);
  await page.getByLabel('All', { exact: true }).click();
  await page.locator('s', { hasText: 'K-001' }).first().waitFor();
  await page.getByText('Undone: Checked in twice').waitFor();
  expect(await guests(volunteer, where)).toMatchObject([{ undoneReason: 'Checked in twice' }]);
  await close();
});

test('a guest who went out is found by wristband and is back', async () => {
  const { page, start, close, volunteer, where } = await at('/check-in');
  const personId = app.newId();
  await volunteer.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-007',
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  });
  const { operationId } = where;
  await volunteer.done('people.setPresence', { operationId, personId, to: 'temporarily_out', baseVersion: 1 });
  await start();
  await press(page, /^Back/);
  await press(page, /^Came back/);
  await page.getByLabel('Number on the wristband').fill('7');
  await press(page, /^They are back/);
  await page.getByText('K-007 is back').waitFor();
  await expect.poll(async () => (await guests(volunteer, where))[0]?.['presence']).toBe('on_site');
  await close();
});

test('a task is taken, done and gone; one that somebody else took first says so', async () => {
  const { page, context, start, close, volunteer, where } = await at('/tasks', sizes.portrait);
  await page.clock.install();
  const other = await app.signInAs('volunteer', { ...where, name: 'Leon A.' });
  const raise = async (kind: string): Promise<string> => {
    const needId = app.newId();
    await volunteer.done('needs.raise', { ...where, needId, kind });
    return needId;
  };
  await raise('drink');
  const contested = await raise('food');
  await start();
  await page.getByRole('button', { name: /^Take.*Drink/ }).click();
  await page.getByRole('button', { name: /^Done.*Drink/ }).click();
  await page.getByText('Nothing for you right now').waitFor();
  await context.setOffline(true);
  const { operationId } = where;
  await other.done('needs.progress', { operationId, needId: contested, to: 'accepted', baseVersion: 1 });
  await page.getByRole('button', { name: /^Take.*Food/ }).click();
  // It is said for five seconds.
  await standStill(page);
  await context.setOffline(false);
  await page.getByText('Taken by Leon A.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /Food/ }).count()).toBe(0);
  await close();
});

test('a volunteer sees that a concern is held, and never what it is or whose', async () => {
  const { page, told, start, close, manager, where } = await at('/tasks');
  const personId = app.newId();
  await manager.done('people.checkIn', {
    ...where,
    personId,
    reference: 'K-009',
    ageBand: 'adult',
    language: 'ro',
    needs: [{ id: app.newId(), kind: 'threat' }],
  });
  await start();
  await page.getByText('Restricted concern').waitFor();
  await page.getByText(/held by safeguarding lead/).waitFor();
  expect(await told()).toContain('safeguarding');
  expect(await told()).not.toContain('threat');
  await close();
});

test('what somebody else changed first waits with both answers, and one of them is chosen', async () => {
  const { page, context, start, close, volunteer, where } = await at('/people');
  const personId = app.newId();
  const { operationId } = where;
  const guest = { ...where, personId, reference: 'K-003', ageBand: 'adult', language: 'ro', needs: [] };
  await volunteer.done('people.checkIn', guest);
  await start();
  await page.getByRole('button', { name: 'Going out' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Going out' }).click();
  await volunteer.done('people.move', { operationId, personId, zone: 'Hall A', baseVersion: 1 });
  await context.setOffline(false);
  await page.getByRole('link', { name: /1 need attention/ }).click();
  await page.getByRole('heading', { name: 'K-003 here or not: two answers' }).first().waitFor();
  await page.getByText('It says now').first().waitFor();
  await press(page, /^Use what this tablet said/);
  await page.getByText('Nothing to sort out.').waitFor();
  await expect.poll(async () => (await guests(volunteer, where))[0]?.['presence']).toBe('temporarily_out');
  await close();
});

test('every question of a check-in leaves room for one thumb, on a tablet held upright', async () => {
  const { page, start, close } = await at('/check-in', sizes.portrait);
  const small: string[] = [];
  const look = async () => void small.push(...(await smallTargets(page)));
  const reach = async (name: RegExp) => {
    const box = await page.getByRole('button', { name }).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await start();
  await asks(page, 'Which language?');
  await look();
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await asks(page, 'Adult or child?');
  await look();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: /^Drink/ }).click();
  await look();
  // The one action that goes on is at the foot, where the hand holds the tablet.
  expect(await reach(/^Save/)).toBeGreaterThan(sizes.portrait.height - 120);
  await press(page, /^Save/);
  await saved(page);
  await look();
  expect(await reach(/^Next guest/)).toBeGreaterThan(sizes.portrait.height - 120);
  expect(small).toEqual([]);
  await close();
});

test('every step reads well to assistive technology', async () => {
  const { page, start, close, base } = await at('/check-in');
  await start();
  await asks(page, 'Which language?');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('radio', { name: /Romanian/ }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('radio', { name: /^Child/ }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('checkbox', { name: /^Medicine/ }).click();
  await press(page, /^Save/);
  await saved(page);
  await page.getByText('Sent. The centre').waitFor();
  expect(await faults(page)).toEqual([]);
  for (const path of ['tasks', 'people']) {
    await page.goto(`${base}/${path}`);
    await page.getByRole('heading').first().waitFor();
    await page.getByText('K-001').first().waitFor();
    expect(await faults(page)).toEqual([]);
  }
  await close();
});
