import type { Person } from '../../support/app.ts';
import type { Page } from 'playwright-core';
import { sizes } from '../../support/browser.ts';
import type { Stage } from './stage.ts';
import { press } from './press.ts';

type Role = 'volunteer' | 'manager';

/** A centre of its own, with one person at a screen of theirs. */
export const at = async (
  stage: Stage,
  path: string,
  size: { width: number; height: number } = sizes.tablet,
  role: Role = 'volunteer',
) => {
  const operationId = await stage.app.operation({ languages: [{ tag: 'vi' }, { tag: 'ro' }] });
  const centreId = await stage.app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  const manager = await stage.app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const base = `${stage.app.url}/operations/${operationId}/centres/${centreId}`;
  const window = await stage.open(role === 'manager' ? manager : volunteer, size);
  return { ...window, manager, volunteer, where, base, start: () => window.page.goto(`${base}${path}`) };
};

export const saved = (page: Page) => page.getByRole('heading', { name: /is saved on this tablet/ }).waitFor();

export const answerWith = async (page: Page, age: RegExp, need?: RegExp): Promise<void> => {
  await page.getByRole('radio', { name: /Vietnamese/ }).click();
  await page.getByRole('radio', { name: age }).click();
  if (need) await page.getByRole('checkbox', { name: need }).click();
  await press(page, need ? /^Save/ : /^Nothing right now/);
  await saved(page);
};

export const guests = async (person: Person, where: { operationId: string }) =>
  (await person.mirror(where.operationId)).rows('person');
