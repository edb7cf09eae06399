import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { smallTargets } from './support/targets.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { answerWith, at, guests, saved } from './support/checkIn.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

test('the first guest is checked in with four presses, on at most 82 kB of script, the card they are given included', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/check-in');
  const scripts: Promise<number>[] = [];
  const sizeOf = async (response: Response) => gzipSync(await response.body(), { level: 9 }).length;
  page.on('response', (it) => it.url().endsWith('.js') && scripts.push(sizeOf(it)));
  // What is fetched after a while of quiet (`QUIET_MS`) is not what the first guest waits for, however slow the machine.
  await page.addInitScript((QUIET_MS) => {
    const later = globalThis.setTimeout;
    const put = (run: () => void, ms?: number) => later(run, ms === QUIET_MS ? 600_000 : ms);
    globalThis.setTimeout = put as typeof setTimeout;
  }, 4000);
  await start();
  await heading(page, 'Which language?');
  expect(await page.getByRole('radio').first().getAttribute('value')).toBe('vi');
  let presses = 0;
  await page.exposeFunction('pressed', () => (presses += 1));
  await page.evaluate(() =>
    addEventListener('pointerdown', () => void (globalThis as unknown as { pressed(): void }).pressed()),
  );
  await answerWith(page, /^Adult/, /^Drink/);
  expect(presses).toBe(4);
  await page.getByText('Sent. The centre can see them.').waitFor();
  await page.getByText('Show the welcome words').waitFor();
  const script = (await Promise.all(scripts)).reduce((all, it) => all + it);
  expect(script).toBeGreaterThan(20_000);
  expect(script).toBeLessThanOrEqual(82_000);
  expect(await guests(volunteer, where)).toMatchObject([{ reference: 'K-001', language: 'vi', ageBand: 'adult' }]);
  await press(page, /^Next guest/);
  await heading(page, 'Which language?');
  await page.getByText('K-002').waitFor();
  await close();
});

test('a guest who needs nothing is saved with three presses, and nothing is invented for them', async () => {
  const { page, start, close, volunteer, where } = await at(stage, '/check-in', sizes.phone);
  await start();
  await answerWith(page, /^Adult/);
  await page.getByText('Sent. The centre can see them.').waitFor();
  const seen = await volunteer.mirror(where.operationId);
  expect(seen.rows('need')).toEqual([]);
  await close();
});

test('a guest who is being saved is at no moment taken for somebody who wears that number already', async () => {
  const { page, start, close } = await at(stage, '/check-in');
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
  const { page, start, close } = await at(stage, '/check-in');
  await start();
  await heading(page, 'Which language?');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused).toBe('Which language?');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowRight');
  await heading(page, 'Which language?');
  await page.keyboard.press('Enter');
  await heading(page, 'Adult or child?');
  await expect.poll(focused).toBe('Adult or child?');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await heading(page, 'What do they need now?');
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
  const { page, context, start, close, volunteer, where } = await at(stage, '/check-in', sizes.portrait);
  await start();
  await heading(page, 'Which language?');
  await context.setOffline(true);
  await answerWith(page, /^Adult/, /^Pain or hurt/);
  await page.getByText('No signal. It will send by itself.').waitFor();
  await page.getByText('Pain: nobody has been told yet').waitFor();
  expect(await guests(volunteer, where)).toEqual([]);
  await context.setOffline(false);
  await page.getByText('Pain: on the lead’s list').waitFor();
  expect(await guests(volunteer, where)).toHaveLength(1);
  await close();
});

test('a child who comes alone reaches the manager at once, wherever she is', async () => {
  const { page, start, close, manager, base } = await at(stage, '/check-in');
  const desk = await stage.open(manager, sizes.desk);
  await desk.page.goto(`${base}/people`);
  await start();
  await answerWith(page, /^Not sure/);
  await desk.page.getByRole('alert').getByText('Child on their own').waitFor();
  await page.getByText('Not sure: on the lead’s list').waitFor();
  expect(await desk.page.getByRole('alert').innerText()).toContain('K-001');
  await close();
  await desk.close();
});

test('every question of a check-in leaves room for one thumb, on a tablet held upright', async () => {
  const { page, start, close } = await at(stage, '/check-in', sizes.portrait);
  const small: string[] = [];
  const look = async () => void small.push(...(await smallTargets(page)));
  const reach = async (name: RegExp) => {
    const box = await page.getByRole('button', { name }).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await start();
  await heading(page, 'Which language?');
  await look();
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await heading(page, 'Adult or child?');
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
  const { page, start, close, base } = await at(stage, '/check-in');
  await start();
  await heading(page, 'Which language?');
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
