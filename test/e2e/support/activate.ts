import type { Page } from 'playwright-core';
import type { Answer, Loose } from '../../support/app.ts';

export interface Centre {
  id: string;
  state: string;
  plannedFor: number;
}

/** The ranking is there. */
export const ready = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: /^1\. / }).waitFor();
};

/** Chooses the venue at a place of the ranking; answers what its row says. */
export const choose = async (page: Page, rank: number): Promise<string> => {
  const row = page.locator('label', { has: page.getByRole('radio', { name: new RegExp(`^${rank}\\. `) }) });
  await row.getByRole('radio').check();
  return row.innerText();
};

export const centresOf = ({ body }: Answer<Loose>, operationId: string): Centre[] =>
  body.items.find((it: { id: string }) => it.id === operationId)?.centres ?? [];
