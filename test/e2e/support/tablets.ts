import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Loose, Person, TestApp } from '../../support/app.ts';
import { sizes, type Window } from '../../support/browser.ts';
import type { Stage } from './stage.ts';
import { heading, press } from './press.ts';

export interface Ward {
  operationId: string;
  centreId: string;
  manager: Person;
  /** Where the centre's pages are, and its routes. */
  base: string;
  api: string;
}

/** An open centre with a manager, and no tablet yet. */
export const ward = async (app: TestApp): Promise<Ward> => {
  const operationId = await app.operation({ languages: [{ tag: 'vi' }, { tag: 'ro' }] });
  const centreId = await app.centre({ operationId, name: 'Wren', zones: [{ name: 'Hall A' }, { name: 'Library' }] });
  const manager = await app.signInAs('manager', { operationId, centreId, name: 'S. Whitlock' });
  const path = `/operations/${operationId}/centres/${centreId}`;
  return { operationId, centreId, manager, base: `${app.url}${path}`, api: `/api${path}` };
};

/** Adds somebody by name; answers the PIN they begin with. */
export const addHand = async (
  app: TestApp,
  { manager, operationId, centreId, api }: Ward,
  name: string,
): Promise<string> => {
  const userId = app.newId();
  await manager.done('hands.add', { operationId, centreId, userId, name });
  return ((await manager.post(`${api}/hands/${userId}/pin`, {})).body as { pin: string }).pin;
};

export const isLocked = (page: Page) => page.getByRole('heading', { name: 'Locked. Who is this?' }).waitFor();

/** A browser that becomes a tablet of the centre. Its manager presses Yes without looking. */
export const pairedTablet = async (
  stage: Stage,
  { manager, api }: Ward,
  size: { width: number; height: number } = sizes.tablet,
): Promise<Window> => {
  const window = await stage.open(null, size, { installs: true, movesTime: true });
  const { page } = window;
  const made = (await manager.post(`${api}/pairings`, {})).body as { pairingId: string; code: string };
  await page.goto(`${stage.app.url}/set-up`);
  await page.getByLabel('Code from the manager’s screen').fill(made.code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Waiting for them to press Yes').waitFor();
  await manager.post(`${api}/pairings/${made.pairingId}/answer`, { match: true });
  await isLocked(page);
  return window;
};

/** Six presses on the pad. */
export const enter = async (page: Page, pin: string): Promise<void> => {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
};

/** Whoever is alone on a tablet is chosen already. */
export const chooseName = async (page: Page, name: string): Promise<void> => {
  const shown = page.getByRole('button', { name }).first();
  await page.locator('.lock-pad').or(shown).first().waitFor();
  if (await shown.isVisible()) await shown.click();
};

export const isOpen = (page: Page) => page.getByRole('button', { name: 'Lock', exact: true }).waitFor();

/** The first unlocking: the PIN given, then their own twice. */
export const firstUnlock = async (page: Page, name: string, first: string, own: string): Promise<void> => {
  await chooseName(page, name);
  await enter(page, first);
  await page.getByRole('heading', { name: /choose a PIN of your own/ }).waitFor();
  await enter(page, own);
  await page.getByRole('heading', { name: /once more/ }).waitFor();
  await enter(page, own);
  await isOpen(page);
};

export const unlockWith = async (page: Page, name: string, pin: string): Promise<void> => {
  await chooseName(page, name);
  await enter(page, pin);
};

export const lockIt = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await isLocked(page);
};

/** Everything the browser keeps for this origin, as text. */
export const dumped = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asText = (it: Loose): Loose => {
      if (it instanceof ArrayBuffer) return new TextDecoder('latin1').decode(it);
      if (ArrayBuffer.isView(it)) return new TextDecoder('latin1').decode(it);
      if (it instanceof CryptoKey) return `key ${it.extractable}`;
      if (Array.isArray(it)) return it.map(asText);
      if (typeof it !== 'object' || it === null) return it;
      return Object.fromEntries(Object.entries(it).map(([name, part]) => [name, asText(part)]));
    };
    const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error ?? new Error('not read')));
      });
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, location.href, document.title];
    for (const { name } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name ?? ''));
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store);
        const [keys, values] = [
          await settled(rows.getAllKeys()),
          await settled(db.transaction(store).objectStore(store).getAll()),
        ];
        found.push([store, asText(keys), asText(values)]);
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request))?.text());
    }
    found.push(document.documentElement.outerHTML);
    return JSON.stringify(found);
  });

/** Drawn at random, so that six digits in a row may be anybody's PIN. */
const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export const legible = (dump: string, secrets: readonly string[]): string[] => {
  expect(dump.length).toBeGreaterThan(1000);
  const said = dump.replaceAll(IDS, '');
  return secrets.filter((it) => said.includes(it));
};

export const checkIn = async (page: Page): Promise<void> => {
  await heading(page, 'Which language?');
  await page.getByRole('radio', { name: /Romanian/ }).click();
  await page.getByRole('radio', { name: /^Adult/ }).click();
  await page.getByRole('checkbox', { name: /^Drink/ }).click();
  await press(page, /^Save/);
  await heading(page, /is saved on this tablet/);
};
