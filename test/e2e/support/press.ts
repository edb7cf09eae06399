import type { Page } from 'playwright-core';

export const press = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).click();

export const heading = (page: Page, name: RegExp | string): Promise<void> =>
  page.getByRole('heading', { name }).waitFor();
