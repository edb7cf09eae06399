import { beforeEach, expect, test, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { PIN_TRIES } from '../../shared/tablets.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-19T12:00:00Z');
const [JOAN, LEON, WRONG] = ['271828', '314159', '000000'];
const secrets = { roll: 'r'.repeat(43), author: 'a'.repeat(43) };
/** Wrong PINs in a row, whoever else was right in between. */
const TRIES_PER_USER = 20;

const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((how, key, length) =>
  derive({ ...(how as Pbkdf2Params), iterations: 10 }, key, length ?? 256),
);

const restart = async () => {
  vi.resetModules();
  const vault = await import('../../client/data/vault.ts');
  const { openDrafts } = await import('../../client/data/drafts.ts');
  return { ...vault, openDrafts };
};
type Tablet = Awaited<ReturnType<typeof restart>>;

let tablet: Tablet;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', () => undefined);
  tablet = await restart();
  await tablet.wrap('joan', JOAN, secrets);
  await tablet.wrap('leon', LEON, secrets);
});

/** Wrong PINs for Joan, and one of Leon's own wherever the tablet would lock. */
const guess = async (times: number): Promise<void> => {
  for (let n = 1; n <= times; n += 1) {
    await tablet.unwrap('joan', WRONG);
    if (n % (PIN_TRIES - 1) === 0) await tablet.unwrap('leon', LEON);
  }
};

test('the last of all tries at one user’s keys still opens them, and one more does not', async () => {
  await guess(TRIES_PER_USER - 1);
  expect(await tablet.unwrap('joan', JOAN)).toMatchObject({ as: 'open' });
  await guess(TRIES_PER_USER);
  expect(await tablet.unwrap('joan', JOAN)).toEqual({ as: 'unseen' });
});

test('tries that the right PIN has forgiven are not counted with later ones', async () => {
  for (let round = 0; round < 4; round += 1) {
    await guess(TRIES_PER_USER / 2);
    await tablet.clearTries();
    expect(await tablet.unwrap('joan', JOAN)).toMatchObject({ as: 'open' });
  }
});

test('whoever has no keys here is told so, and it costs nobody a try', async () => {
  await tablet.unwrap('joan', WRONG);
  expect(await tablet.unwrap('meera', JOAN)).toEqual({ as: 'unseen' });
  expect(await tablet.tries()).toEqual({ wrong: 1, untold: 1 });
});

test('Haven’s count of wrong PINs takes tries away, and gives none back', async () => {
  for (const _ of [1, 2, 3]) await tablet.unwrap('joan', WRONG);
  expect(await tablet.takeTriesLeft(PIN_TRIES)).toEqual({ wrong: 3, untold: 3 });
  expect(await tablet.takeTriesLeft(1)).toEqual({ wrong: 4, untold: 3 });
  expect(await tablet.takeTriesLeft(0)).toEqual({ wrong: PIN_TRIES, untold: 3 });
});

test('what Haven was told of is not told again, and what was tried meanwhile is', async () => {
  for (const _ of [1, 2, 3]) await tablet.unwrap('joan', WRONG);
  expect(await tablet.reportedTries(2)).toEqual({ wrong: 3, untold: 1 });
  expect(await tablet.reportedTries(2)).toEqual({ wrong: 3, untold: 0 });
  expect(await tablet.clearTries()).toEqual({ wrong: 0, untold: 0 });
  await tablet.unwrap('joan', WRONG);
  expect(await tablet.clearTries()).toEqual({ wrong: 0, untold: 1 });
});

test('a right PIN takes back its own try alone', async () => {
  for (const _ of [1, 2]) await tablet.unwrap('joan', WRONG);
  await tablet.unwrap('leon', LEON);
  expect(await (await restart()).tries()).toEqual({ wrong: 0, untold: 2 });
});

test('with everything a PIN could open goes what was typed and not sent', async () => {
  const drafts = await tablet.openDrafts('joan', new Uint8Array(32).fill(1));
  expect(drafts.holdsAny()).toBe(false);
  drafts.keep('log', 'A sister in Derby');
  await drafts.written();
  expect(drafts.holdsAny()).toBe(true);
  await tablet.wipe();
  const after = await (await restart()).openDrafts('joan', new Uint8Array(32).fill(1));
  expect([after.read('log'), after.holdsAny()]).toEqual([undefined, false]);
});

test('time is counted once from each word of Haven, and not before the first', async () => {
  expect(await tablet.isForgotten(NOON, 20 * HOUR)).toBe(false);
  await tablet.touchContact(NOON);
  expect(await tablet.isForgotten(NOON + HOUR, 11 * HOUR)).toBe(false);
  // No more has passed than the clock says, unless that was put back.
  expect(await tablet.isForgotten(NOON + 2 * HOUR, 11 * HOUR)).toBe(false);
  expect(await tablet.isForgotten(NOON + HOUR, 9 * HOUR)).toBe(false);
  expect(await tablet.isForgotten(NOON, HOUR)).toBe(true);
  await tablet.touchContact(NOON);
  expect(await tablet.isForgotten(NOON, HOUR)).toBe(false);
});
