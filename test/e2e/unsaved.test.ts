import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { heading, press } from './support/press.ts';

const stage = openStage();

const adding = async (page: Page) => {
  await press(page, /^Add a partner/);
  const form = page.getByRole('dialog', { name: 'Add a partner' });
  await form.waitFor();
  return form;
};
const asks = (page: Page) => page.getByText('What you typed here is not saved.');
const open = async (size: { width: number; height: number } = sizes.desk) => {
  const window = await stage.open(await stage.app.signInAs('planner', { name: 'T. Okafor' }), size);
  await window.page.goto(`${stage.app.url}/partners`);
  return window;
};
const fill = async (page: Page): Promise<void> => {
  await page.getByLabel('Code').fill('DCC-CS');
  await page.getByLabel('Name').fill('Community safety');
  await page.getByLabel('Duty contact').fill('R. Hale');
};

test('a long form asks before it is thrown away, by Esc, by its cross and by its button, and Esc goes back to it', async () => {
  const { page, close } = await open();
  const form = await adding(page);
  await fill(page);
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => form.getByRole('button', { name: 'Close' }).click(),
    () => form.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await leave();
    await asks(page).waitFor();
    expect(await form.getByRole('button', { name: 'Add to the register' }).isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await asks(page).waitFor({ state: 'detached' });
    expect(await form.getByLabel('Name').inputValue()).toBe('Community safety');
  }
  await page.keyboard.press('Escape');
  await press(page, /^Keep writing/);
  await page.keyboard.press('Escape');
  await press(page, /^Throw it away/);
  await form.waitFor({ state: 'detached' });
  expect(await (await adding(page)).getByLabel('Name').inputValue()).toBe('');
  await close();
});

test('a form in which little is typed closes at once', async () => {
  const { page, close } = await open();
  const form = await adding(page);
  await form.getByLabel('Code').fill('DCC');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect(await asks(page).count()).toBe(0);
  await close();
});

test('whoever goes back in the browser finds what they typed when they come again, until it is sent', async () => {
  const { page, close } = await open();
  await page.getByRole('link', { name: 'Role plan' }).click();
  await heading(page, 'Role plan');
  await page.getByRole('link', { name: 'Partners' }).click();
  await adding(page);
  await fill(page);
  await page.goBack();
  await heading(page, 'Role plan');
  await page.getByRole('link', { name: 'Partners' }).click();
  const form = await adding(page);
  await expect.poll(() => form.getByLabel('Name').inputValue()).toBe('Community safety');
  await expect.poll(() => form.getByLabel('Duty contact').inputValue()).toBe('R. Hale');
  await close();
});

test.each(['desk', 'phone'] as const)('the question reads well on a %s', async (size) => {
  const { page, close } = await open(sizes[size]);
  await adding(page);
  await fill(page);
  await page.keyboard.press('Escape');
  await asks(page).waitFor();
  expect(await faults(page)).toEqual([]);
  await close();
});
