import { beforeEach, expect, test, vi } from 'vitest';
import { ageBands, mayBeChild } from '../../shared/people.ts';
import type { DeviceView } from '../../shared/tablets.ts';
import type { Changes } from '../../shared/sync.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-19T12:00:00Z');
const secrets = { roll: 'r'.repeat(43), author: 'a'.repeat(43) };
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const operationId = '0193e0a0-0000-7000-8000-000000000001';

const view: DeviceView = {
  deviceId: '0193e0a0-0000-7000-8000-000000000031',
  label: 'Tablet 4',
  letter: 'T',
  operationId,
  operationName: 'Marram',
  centreId,
  centreName: 'Wren',
  exercise: false,
  clock: { now: '2026-11-19T12:00:00.000Z', rate: 1 },
  idleMinutes: 2,
  hands: [{ userId: 'joan', name: 'Joan P.', firstPin: false }],
  onSite: 2,
  state: 'open',
};

/** A tablet as it is after a start: what is on disk is there, what was in memory is not. */
const restart = async () => {
  vi.resetModules();
  const vault = await import('../../client/data/vault.ts');
  const list = await import('../../client/data/offlineList.ts');
  const store = await import('../../client/data/store.ts');
  const { database } = await import('../../client/data/database.ts');
  return { ...vault, ...list, store, database };
};
type Tablet = Awaited<ReturnType<typeof restart>>;

const text = (bytes: ArrayBuffer | Uint8Array): string => new TextDecoder('latin1').decode(bytes);
/** Everything on this tablet, as somebody who takes it apart would read it. */
const dump = async ({ database }: Tablet): Promise<string> => {
  const db = await database();
  const stores = [...db.objectStoreNames];
  const all = await Promise.all(stores.map((it) => db.getAll(it)));
  return JSON.stringify(all, (_key, it: unknown) =>
    it instanceof ArrayBuffer || it instanceof Uint8Array ? text(it) : it,
  );
};

/** Rounds asked of the slow step; the tests themselves take a short cut. */
const rounds: number[] = [];
const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((how, key, length) => {
  const asked = how as Pbkdf2Params;
  rounds.push(asked.iterations);
  return derive({ ...asked, iterations: 10 }, key, length ?? 256);
});

beforeEach(async () => {
  const { database } = await restart();
  const db = await database();
  await Promise.all([...db.objectStoreNames].map((it) => db.clear(it)));
  vi.stubGlobal('addEventListener', () => undefined);
});

test('a hand who has unlocked with signal can unlock without it, after a restart too', async () => {
  await (await restart()).wrap('joan', '271828', secrets);
  const tablet = await restart();
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'open', secrets });
});

test('a wrong PIN opens nothing and says how many tries are left', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  expect(await tablet.unwrap('joan', '271829')).toEqual({ as: 'wrong', triesLeft: 4 });
  expect(await tablet.unwrap('meera', '271828')).toEqual({ as: 'unseen' });
});

test('five wrong PINs in a row lock the tablet, also across restarts and for the right PIN', async () => {
  await (await restart()).wrap('joan', '271828', secrets);
  for (const triesLeft of [4, 3, 2, 1]) {
    expect(await (await restart()).unwrap('joan', '000000')).toEqual({ as: 'wrong', triesLeft });
  }
  const tablet = await restart();
  expect(await tablet.unwrap('joan', '000000')).toEqual({ as: 'lockedOut' });
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'lockedOut' });
  expect(await tablet.tries()).toEqual({ wrong: 5, untold: 5 });
});

test('the right PIN forgives the wrong ones, but Haven is still told of them', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  for (const _ of [1, 2, 3]) await tablet.unwrap('joan', '000000');
  expect(await tablet.unwrap('joan', '271828')).toMatchObject({ as: 'open' });
  expect(await tablet.tries()).toEqual({ wrong: 0, untold: 3 });
  expect(await tablet.reportedTries(3)).toEqual({ wrong: 0, untold: 0 });
});

test('wrong PINs entered with signal are no new row of tries without it', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  await tablet.takeTriesLeft(1);
  expect(await tablet.unwrap('joan', '000000')).toEqual({ as: 'lockedOut' });
  expect(await tablet.tries()).toEqual({ wrong: 5, untold: 1 });
});

test('a manager who unlocks the tablet gives five tries again', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  for (const _ of [1, 2, 3, 4, 5]) await tablet.unwrap('joan', '000000');
  await tablet.clearTries();
  expect(await tablet.unwrap('joan', '271828')).toMatchObject({ as: 'open' });
});

test('tries entered all at once are counted each', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  await Promise.all(['1', '2', '3', '4', '5', '6'].map((it) => tablet.unwrap('joan', `00000${it}`)));
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'lockedOut' });
});

test('a PIN is slow to try, for whoever has the disk and all the time in the world', async () => {
  await (await restart()).wrap('joan', '271828', secrets);
  expect(Math.min(...rounds)).toBeGreaterThanOrEqual(600_000);
});

test('another tablet cannot open what was kept here, even with the right PIN', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  await (await tablet.database()).delete('device', 'secret');
  await tablet.ensureSecret();
  expect(await tablet.unwrap('joan', '271828')).toMatchObject({ as: 'wrong' });
});

test('the tablet’s own key cannot be read out by any script', async () => {
  const tablet = await restart();
  const secret = await tablet.ensureSecret();
  expect(secret.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', secret)).rejects.toThrow(/extractable/);
});

test('a hand who was taken off leaves nothing on the tablet', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  await tablet.wrap('leon', '314159', secrets);
  await tablet.keepOnly(new Set(['leon']));
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'unseen' });
  expect(await tablet.unwrap('leon', '314159')).toMatchObject({ as: 'open' });
});

test('twelve hours without contact are too long, and so is a clock put back', async () => {
  const tablet = await restart();
  expect(await tablet.isForgotten(NOON)).toBe(false);
  await tablet.touchContact(NOON);
  expect(await tablet.isForgotten(NOON + 12 * HOUR - 1)).toBe(false);
  expect(await tablet.isForgotten(NOON + 12 * HOUR)).toBe(true);
  expect(await tablet.isForgotten(NOON - 12 * HOUR)).toBe(true);
});

test('what is wiped is gone for every PIN, and what waits to be sent stays', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  const db = await tablet.database();
  await db.put('roll', { centreId, iv: new Uint8Array(12), box: new ArrayBuffer(8) });
  const item = { v: 1, id: centreId, keyId: operationId, authorId: 'joan', deviceId: null, box: 'x', proof: null };
  await db.add('outbox', { item: { ...item, v: 1 }, operationId });
  await tablet.wipe();
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'unseen' });
  expect(await db.count('roll')).toBe(0);
  expect(await db.get('device', 'secret')).toBeUndefined();
  expect(await db.count('outbox')).toBe(1);
});

const guests: Changes['changes'] = [
  {
    kind: 'person',
    id: 'p1',
    row: {
      id: 'p1',
      operationId,
      centreId,
      reference: 'K-041',
      language: 'vi',
      ageBand: 'child',
      presence: 'on_site',
      zone: 'Hall Canary',
      rowVersion: 3,
    },
  },
  { kind: 'personIdentity', id: 'p1', row: { id: 'p1', centreId, preferredName: 'Linh Canary', rowVersion: 2 } },
  {
    kind: 'person',
    id: 'p2',
    row: { id: 'p2', operationId, centreId: 'elsewhere', reference: 'M-001', rowVersion: 1 },
  },
];

const fill = ({ store }: Tablet): void => {
  store.holding.value = operationId;
  store.apply({ operationId, from: 0, to: 9, view: 'v', snapshot: true, changes: guests }, store.cursor.peek());
};
const listKey = () =>
  crypto.subtle.importKey('raw', new Uint8Array(32).fill(7), 'AES-GCM', false, ['encrypt', 'decrypt']);

test('after a restart without signal the tablet shows names and places of its own centre, and nothing is legible before', async () => {
  const before = await restart();
  fill(before);
  const page = before.offlineListNow(view, new Date(NOON));
  await before.sealOfflineList(await listKey(), centreId, page ?? '');
  expect(await dump(before)).not.toMatch(/Canary|K-041/);

  const tablet = await restart();
  tablet.store.holding.value = operationId;
  tablet.showOfflineList(await tablet.openOfflineList(await listKey(), centreId), view);
  expect(tablet.store.rows.person.value).toMatchObject([
    { reference: 'K-041', zone: 'Hall Canary', presence: 'on_site', ageBand: 'unsure', rowVersion: 3 },
  ]);
  expect(tablet.store.byId.personIdentity.value.get('p1')).toMatchObject({
    preferredName: 'Linh Canary',
    rowVersion: 2,
  });
  expect(tablet.store.byId.centre.value.get(centreId)).toMatchObject({ name: 'Wren', sheetLetter: 'T' });
});

test.each(ageBands)('whoever may be a child may be one on the list without signal, too: "%s"', async (ageBand) => {
  const before = await restart();
  before.store.holding.value = operationId;
  const row = { id: 'p1', operationId, centreId, reference: 'K-041', presence: 'on_site', ageBand, rowVersion: 1 };
  const told = { operationId, from: 0, to: 9, view: 'v', snapshot: true as const };
  before.store.apply({ ...told, changes: [{ kind: 'person', id: 'p1', row }] }, before.store.cursor.peek());
  await before.sealOfflineList(await listKey(), centreId, before.offlineListNow(view, new Date(NOON)) ?? '');

  const tablet = await restart();
  tablet.store.holding.value = operationId;
  tablet.showOfflineList(await tablet.openOfflineList(await listKey(), centreId), view);
  expect(tablet.store.rows.person.value.map((it) => mayBeChild(it.ageBand))).toEqual([mayBeChild(ageBand)]);
});

test('the first word from Haven takes the place of what the tablet remembered', async () => {
  const tablet = await restart();
  tablet.store.holding.value = operationId;
  tablet.showOfflineList(null, view);
  expect(tablet.store.rows.person.value).toEqual([]);
  fill(tablet);
  expect(tablet.store.rows.person.value).toHaveLength(2);
  tablet.showOfflineList(null, view);
  expect(tablet.store.rows.person.value).toHaveLength(2);
});

test('a list under another key is not read, and not taken for an empty one', async () => {
  const tablet = await restart();
  fill(tablet);
  await tablet.sealOfflineList(await listKey(), centreId, tablet.offlineListNow(view, new Date(NOON)) ?? '');
  const other = await crypto.subtle.importKey('raw', new Uint8Array(32).fill(8), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  expect(await tablet.openOfflineList(other, centreId)).toBeNull();
});

test('a colleague cannot try on for ever between PINs of their own, without signal either', async () => {
  const tablet = await restart();
  await tablet.wrap('joan', '271828', secrets);
  await tablet.wrap('leon', '314159', secrets);
  for (let round = 0; round < 5; round += 1) {
    for (const _ of [1, 2, 3, 4]) await tablet.unwrap('joan', '000000');
    expect(await tablet.unwrap('leon', '314159')).toMatchObject({ as: 'open' });
  }
  expect(await tablet.unwrap('joan', '271828')).toEqual({ as: 'unseen' });
  await tablet.wrap('joan', '271828', secrets);
  expect(await tablet.unwrap('joan', '271828')).toMatchObject({ as: 'open' });
});

test('twelve hours of running without contact are too long, wherever the clock is put', async () => {
  const tablet = await restart();
  await tablet.touchContact(NOON);
  expect(await tablet.isForgotten(NOON + 6 * HOUR, 6 * HOUR)).toBe(false);
  expect(await (await restart()).isForgotten(NOON, 5 * HOUR)).toBe(false);
  expect(await tablet.isForgotten(NOON - 1, HOUR)).toBe(true);
  await tablet.touchContact(NOON);
  expect(await tablet.isForgotten(NOON + HOUR, HOUR)).toBe(false);
});

test('two pages of one tablet do not count the same hour twice', async () => {
  const tablet = await restart();
  await tablet.touchContact(NOON);
  for (let hours = 1; hours < 12; hours += 1) {
    expect(await tablet.isForgotten(NOON + hours * HOUR, HOUR)).toBe(false);
    expect(await tablet.isForgotten(NOON + hours * HOUR, HOUR)).toBe(false);
  }
});
