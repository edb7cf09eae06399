import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What stands against WCAG 2.2 AA, as far as a machine can tell. */
export const faults = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'] }),
  );
  return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' ')}`);
};
