import { beforeEach, expect, test, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { type Presence, presences } from '../../shared/people.ts';
import { slotStates } from '../../shared/rosters/contract.ts';
import type { DeviceView } from '../../shared/tablets.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';
import { some } from '../support/some.ts';

haveIndexedDb();

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const other = '0193e0a0-0000-7000-8000-000000000003';
const NOON = new Date('2026-11-19T12:00:00Z');
const LATER = new Date('2026-11-19T15:00:00Z');
const view = {
  operationId,
  centreId,
  centreName: 'Wren',
  letter: 'T',
  clock: { now: NOON.toISOString(), rate: 1 },
} as DeviceView;

/** A tablet after a start: what is on disk is there, what was in memory is not. */
const restart = async () => {
  vi.resetModules();
  const list = await import('../../client/data/offlineList.ts');
  const store = await import('../../client/data/store.ts');
  const { offlineListAt } = await import('../../client/data/device.ts');
  store.holding.value = operationId;
  return { ...list, store, offlineListAt };
};
type Tablet = Awaited<ReturnType<typeof restart>>;
type Row = { id: string } & Record<string, unknown>;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', () => undefined);
});

const key = () => crypto.subtle.importKey('raw', new Uint8Array(32).fill(7), 'AES-GCM', false, ['encrypt', 'decrypt']);

const hear = ({ store }: Tablet, rows: Record<string, Row[]>): void => {
  const changes = Object.entries(rows).flatMap(([kind, all]) => all.map((row) => ({ kind, id: row.id, row })));
  store.apply({ operationId, from: 0, to: 9, view: 'v', snapshot: true, changes }, store.cursor.peek());
};
const keep = async (tablet: Tablet, at = NOON): Promise<void> =>
  tablet.sealOfflineList(await key(), centreId, tablet.offlineListNow(view, at) ?? '');

/** What is there after a restart without signal, of what Haven had told. */
const after = async (rows: Record<string, Row[]>): Promise<Tablet> => {
  const before = await restart();
  hear(before, rows);
  await keep(before);
  const tablet = await restart();
  tablet.showOfflineList(await tablet.openOfflineList(await key(), centreId), view);
  return tablet;
};
const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

const guest = (id: string, given: Partial<Row> = {}): Row => ({
  id,
  operationId,
  centreId,
  reference: `K-${id}`,
  ageBand: 'adult',
  presence: 'on_site',
  zone: null,
  undoneAt: null,
  rowVersion: 2,
  ...given,
});

test.each(some(presences))('a guest who is "%s" is still so after a restart', async (presence: Presence) => {
  const tablet = await after({ person: [guest('001', { presence, zone: 'Hall A' })] });
  expect(tablet.store.rows.person.value).toMatchObject([
    { id: '001', operationId, centreId, reference: 'K-001', presence, zone: 'Hall A', undoneAt: null, rowVersion: 2 },
  ]);
});

test('whose check-in was undone, and who is at another centre, is not kept on the disk', async () => {
  const gone = guest('002', { undoneAt: NOON.toISOString() });
  const tablet = await after({ person: [guest('001'), gone, guest('003', { centreId: other })] });
  expect(idsOf(tablet.store.rows.person.value)).toEqual(['001']);
});

test('a name has the version it had, so that it can be changed; who gave none has none', async () => {
  const name = { id: '001', operationId, centreId, preferredName: 'Ana', rowVersion: 3 };
  const tablet = await after({ person: [guest('001'), guest('002')], personIdentity: [name] });
  expect(tablet.store.rows.personIdentity.value).toEqual([name]);
});

test('the operation and the centre are as they were, and of a tablet that never heard, as it was told', async () => {
  const operation = { id: operationId, codeName: 'Marram', rowVersion: 4 };
  const centre = { id: centreId, name: 'Wren', places: 44, rowVersion: 5 };
  const tablet = await after({ operation: [operation], centre: [centre] });
  expect(tablet.store.byId.operation.value.get(operationId)).toEqual(operation);
  expect(tablet.store.byId.centre.value.get(centreId)).toEqual(centre);
  const fresh = await restart();
  fresh.showOfflineList(null, view);
  const told = { id: centreId, operationId, name: 'Wren', state: 'open', sheetLetter: 'T' };
  expect(fresh.store.byId.centre.value.get(centreId)).toMatchObject(told);
});

test('a list is as old as the words in it, however often it is kept anew without signal', async () => {
  const first = await after({ person: [guest('001')] });
  expect(first.offlineListAt.value).toBe(NOON.toISOString());
  await keep(first, LATER);
  const second = await restart();
  second.showOfflineList(await second.openOfflineList(await key(), centreId), view);
  expect(second.offlineListAt.value).toBe(NOON.toISOString());
  second.offlineListAt.value = null;
  await keep(second, LATER);
  const third = await restart();
  third.showOfflineList(await third.openOfflineList(await key(), centreId), view);
  expect(third.offlineListAt.value).toBe(LATER.toISOString());
});

test('before anything has come there is nothing to keep, and what has come is not written over by what was kept', async () => {
  const empty = await restart();
  expect(empty.offlineListNow(view, NOON)).toBeNull();
  const tablet = await after({ person: [guest('001')] });
  const page = await tablet.openOfflineList(await key(), centreId);
  const heard = await restart();
  hear(heard, { person: [guest('007')] });
  heard.showOfflineList(page, view);
  expect(idsOf(heard.store.rows.person.value)).toEqual(['007']);
  expect(heard.offlineListAt.value).toBeNull();
});

const at = { operationId, centreId };

test('a roll call that runs is gone on with, with all that was marked in it, and no other', async () => {
  const call = (id: string, given: Partial<Row> = {}): Row => ({ id, ...at, joinedTo: null, endedAt: null, ...given });
  const mark = (id: string, rollCallId: string, given: Partial<Row> = {}): Row => ({ id, ...at, rollCallId, ...given });
  const ended = { endedAt: NOON.toISOString() };
  const tablet = await after({
    rollCall: [
      call('runs'),
      call('joined it', { joinedTo: 'runs' }),
      call('over', ended),
      call('joined that', { joinedTo: 'over' }),
      call('elsewhere', { centreId: other }),
    ],
    rollCallMark: [
      mark('m1', 'runs'),
      mark('m2', 'joined it'),
      mark('m3', 'over'),
      mark('m4', 'joined that'),
      mark('m5', 'elsewhere', { centreId: other }),
    ],
  });
  expect(idsOf(tablet.store.rows.rollCall.value)).toEqual(['runs', 'joined it']);
  expect(idsOf(tablet.store.rows.rollCallMark.value)).toEqual(['m1', 'm2']);
});

test('who is in the book and has not signed out is waited for, at this centre', async () => {
  const visit = (id: string, given: Partial<Row> = {}): Row => ({ id, ...at, signedOutAt: null, ...given });
  const out = { signedOutAt: NOON.toISOString() };
  const tablet = await after({ visit: [visit('in'), visit('out', out), visit('elsewhere', { centreId: other })] });
  expect(idsOf(tablet.store.rows.visit.value)).toEqual(['in']);
});

test('of sheets those of the centre are kept', async () => {
  const tablet = await after({
    sheet: [
      { id: 's1', ...at },
      { id: 's2', ...at, centreId: other },
    ],
  });
  expect(idsOf(tablet.store.rows.sheet.value)).toEqual(['s1']);
});

test('of staff is kept who is on site, and nothing that was said of them', async () => {
  const slot = (state: string, given: Partial<Row> = {}): Row => ({
    id: `${state} ${String(given['centreId'] ?? '')}`,
    ...at,
    rowVersion: 2,
    role: 'welfare',
    partner: 'BRC',
    partnerName: 'Red Cross',
    language: 'ro',
    shiftStart: NOON.toISOString(),
    shiftEnd: LATER.toISOString(),
    state,
    arrived: 3,
    arrivedAt: NOON.toISOString(),
    ...given,
  });
  const words = { words: 'Canary', saidBy: 'Canary', note: 'Canary', asked: 4, needed: 5, accepted: 3 };
  const all = some(slotStates).map((state) => slot(state, words));
  const tablet = await after({ slot: [...all, slot('arrived', { ...words, centreId: other })] });
  expect(tablet.store.rows.slot.value).toEqual([slot('arrived')]);
});
