import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { centre, notSeen, open, press, seen, shows, startCall } from './support/rollCall.ts';

const stage = openStage();

test('found by number, by name and by zone; a wristband on no list is kept too', async () => {
  const at = await centre(stage);
  await startCall(at, 'drill');
  const { page, close } = await open(at, at.volunteer, sizes.tablet);
  await page.getByRole('searchbox').fill('linh');
  await page.getByRole('button', { name: 'Here: K-003' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Here: / }).count()).toBe(1);
  await page.getByRole('searchbox').fill('');
  await press(page, 'Find by zone');
  await page.getByRole('button', { name: /Hall B/ }).click();
  await expect.poll(() => page.getByRole('button', { name: /^Here: / }).count()).toBe(2);
  await press(page, 'Show every place');
  await press(page, 'Scan');
  await page.getByLabel('Number on the wristband').fill('1');
  await page.getByRole('dialog').getByRole('button', { name: 'Here' }).click();
  await shows(page, 'K-001 is marked as here. Next?');
  await page.getByLabel('Number on the wristband').fill('50');
  await press(page, 'K-050 is here');
  await page.keyboard.press('Escape');
  await shows(page, 'Seen, but on no list here');
  await seen(page, 1);
  await close();
});

test('everything can be pressed with a thumb, and reads well to a machine', async () => {
  const at = await centre(stage);
  await startCall(at);
  for (const [turn, size] of [sizes.phone, sizes.portrait, sizes.tablet].entries()) {
    const { page, close } = await open(at, at.volunteer, size);
    await press(page, `Here: K-00${turn + 1}`);
    await shows(page, 'Seen by you, latest first');
    const heights = await page
      .locator('.roll-page button, .roll-page .btn')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
    const here = await page
      .locator('.head-row__here')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    expect(Math.min(...here)).toBeGreaterThanOrEqual(56);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await close();
  }
});

test('the list prints by place with boxes to tick, and says EXERCISE when it is one', async () => {
  const at = await centre(stage, { codeName: 'Larkspur', exercise: true });
  const { page, close } = await open(at, at.manager, sizes.desk);
  await shows(page, /5 people/);
  await page.emulateMedia({ media: 'print' });
  const list = page.locator('.print-roll');
  await expect
    .poll(() => list.locator('caption').allTextContents())
    .toEqual(['Hall A · 2', 'Hall B · 2', 'Kitchen · 1', 'On no list']);
  expect(await list.locator('tbody .print-roll__box span').count()).toBe(5 + 4);
  for (const end of ['::before', '::after']) {
    const words = await page.evaluate((it) => getComputedStyle(document.body, it).content, end);
    expect(words).toContain('EXERCISE Larkspur');
  }
  expect(await list.textContent()).toMatch(/printed .*\d\d:\d\d · 5 people believed on site/);
  expect(await page.getByRole('button', { name: 'Fire: start counting' }).isVisible()).toBe(false);
  await close();
});

test('a visitor signs in and out in the book, and is waited for in between', async () => {
  const at = await centre(stage);
  const { page, close } = await open(at, at.volunteer, sizes.portrait, '/visits');
  await press(page, 'Sign in');
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await form.getByText('Enter something').first().waitFor();
  await form.getByLabel('Name').fill('Councillor Ellis');
  await form.getByLabel('Where they will be').fill('Hall B');
  await form.getByRole('radio', { name: 'Visitor' }).check();
  await form.getByRole('button', { name: 'Sign in' }).click();
  await shows(page, '2 people here who are not guests');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Roll call' }).first().click();
  await shows(page, /1 visitor\./);
  await page.goBack();
  await shows(page, /Visitor · Hall B · in/);
  await press(page, 'Sign out: Councillor Ellis');
  await shows(page, 'Signed out: 1');
  await close();
});

test('staff of the roster who are in no book are waited for, and the list goes by number or by zone', async () => {
  const at = await centre(stage);
  const { operationId, centreId } = at.where;
  const slotId = stage.app.newId();
  const shift = {
    role: 'welfare',
    partner: 'BRC',
    shiftStart: '2026-11-19T05:00:00Z',
    shiftEnd: '2026-11-19T20:00:00Z',
  };
  await at.manager.done('roster.add', { operationId, centreId, slotId, ...shift, needed: 2 });
  await at.manager.done('roster.arrive', { operationId, slotId, count: 2 });
  await startCall(at);
  const { page, close } = await open(at, at.manager, sizes.tablet);
  await notSeen(page, 7);
  await page.getByText('Roster and sign-in book differ: 2 not signed in and 1 on no roster').click();
  await page.getByText('BRC: Welfare: 2').waitFor();
  await page.getByText('R. Iqbal, Red Cross').first().waitFor();
  await press(page, 'One here: BRC: Welfare, to 20:00');
  await notSeen(page, 6);
  await shows(page, /^1 of 2 not seen · On the roster to 20:00/);
  await press(page, 'Here: BRC: Welfare, to 20:00');
  await notSeen(page, 5);
  await page.getByText('By zone', { exact: true }).click();
  await page.getByRole('heading', { name: 'Not seen yet: Hall A' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, 'End the roll call');
  await press(page, 'End it');
  const calls = async () => (await at.manager.mirror(operationId)).rows('rollCall');
  await expect.poll(calls).toMatchObject([{ endedSeen: 2, endedExpected: 7 }]);
  await close();
});
