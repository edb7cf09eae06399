import type { Page } from 'playwright-core';
import type { Loose, Person } from '../../support/app.ts';
import { arrival } from '../../support/scene.ts';
import type { Stage } from './stage.ts';

export interface Place {
  stage: Stage;
  where: { operationId: string; centreId: string };
  manager: Person;
  volunteer: Person;
  guests: string[];
  base: string;
}

const names = ['Ana', 'Dan', 'Linh', 'Bao'];

const zones = ['Hall A', 'Hall B'];

/** A centre with four guests, one of whom may be a child, and a cook in the sign-in book. */
export const centre = async (stage: Stage, operation: Loose = {}): Promise<Place> => {
  const operationId = await stage.app.operation(operation);
  const centreId = await stage.app.centre({ operationId, name: 'Wren', sheetLetter: 'K' });
  const where = { operationId, centreId };
  const manager = await stage.app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const guests: string[] = [];
  for (const [at, preferredName] of names.entries()) {
    const age: Loose = at === 3 ? { ageBand: 'unsure', groupId: stage.app.newId() } : {};
    const args = arrival(stage.app, where, { preferredName, reference: `K-00${at + 1}`, zone: zones[at % 2], ...age });
    await volunteer.done('people.checkIn', args);
    guests.push(args.personId);
  }
  const cook = { kind: 'staff', name: 'R. Iqbal', organisation: 'Red Cross', zone: 'Kitchen' };
  await volunteer.done('visits.signIn', { ...where, visitId: stage.app.newId(), ...cook });
  return {
    stage,
    where,
    manager,
    volunteer,
    guests,
    base: `${stage.app.url}/operations/${operationId}/centres/${centreId}`,
  };
};

export const startCall = async ({ stage, where, volunteer }: Place, reason = 'fire'): Promise<string> => {
  const rollCallId = stage.app.newId();
  await volunteer.done('rollCalls.start', { ...where, rollCallId, reason, meetAt: 'The far car park' });
  return rollCallId;
};

export const open = async (at: Place, who: Person, size: { width: number; height: number }, path = '/roll-call') => {
  const window = await at.stage.open(who, size, { installs: true, movesTime: true });
  await window.page.goto(`${at.base}${path}`);
  return window;
};

export const marks = async ({ where, manager }: Place) =>
  (await manager.mirror(where.operationId)).rows('rollCallMark');

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Once the mark is drawn the rows have moved up, and the next one can be pressed where it stands. */
export const mark = async (page: Page, who: string): Promise<void> => {
  await press(page, `Here: ${who}`);
  await page.getByRole('button', { name: `Here: ${who}`, exact: true }).waitFor({ state: 'detached' });
};

export const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

const count = (page: Page) => page.getByRole('region', { name: 'Count' });

export const seen = (page: Page, n: number) =>
  count(page)
    .locator('.call-count__seen', { hasText: `${n}` })
    .waitFor();
export const notSeen = (page: Page, n: number) => count(page).getByText(`${n} not seen yet`).waitFor();
