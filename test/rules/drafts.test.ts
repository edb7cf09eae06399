import { beforeEach, expect, test, vi } from 'vitest';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MORNING = Date.parse('2026-11-19T05:30:00Z');
const secret = (of: number) => new Uint8Array(32).fill(of);
const TESS = secret(1);
const AMIR = secret(2);
const words = 'She asked for her sister in Derby';
const log = '/operations/1/log  log-text';

/** A page as it is after a start: what is on disk is there, what was in memory is not. */
const page = async (at = MORNING) => {
  vi.resetModules();
  const { setClock } = await import('../../client/data/time.ts');
  setClock(new Date(at).toISOString(), 1);
  return import('../../client/data/drafts.ts');
};
type Opened = Awaited<ReturnType<Awaited<ReturnType<typeof page>>['openDrafts']>>;

const typeWords = async (drafts: Opened, name = log): Promise<void> => {
  drafts.keep(name, words);
  expect(await drafts.written()).toBe(true);
};

/** Everything in the browser's store, as somebody who takes it apart would read it. */
const onDisk = async (): Promise<{ rows: number; text: string }> => {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('haven drafts');
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const all = await new Promise<unknown[]>((resolve) => {
    const asked = db.transaction('draft').objectStore('draft').getAll();
    asked.addEventListener('success', () => resolve(asked.result as unknown[]));
  });
  db.close();
  const latin = new TextDecoder('latin1');
  const text = JSON.stringify(all, (_key, it: unknown) =>
    it instanceof ArrayBuffer || it instanceof Uint8Array ? latin.decode(it) : it,
  );
  return { rows: all.length, text };
};

beforeEach(async () => {
  await page();
  const { dropDrafts } = await import('../../client/data/draftStore.ts');
  await dropDrafts();
});

test('what somebody has typed is there again after the page is opened anew, for them', async () => {
  await typeWords(await (await page()).openDrafts('tess', TESS));
  expect((await (await page(MORNING + 11 * HOUR)).openDrafts('tess', TESS)).read(log)).toBe(words);
});

test('the next person never sees it, nor whoever claims to be its writer without their key', async () => {
  await typeWords(await (await page()).openDrafts('tess', TESS));
  const { openDrafts } = await page();
  expect((await openDrafts('amir', AMIR)).read(log)).toBeUndefined();
  expect((await openDrafts('amir', TESS)).read(log)).toBeUndefined();
  expect((await openDrafts('tess', AMIR)).read(log)).toBeUndefined();
  expect((await openDrafts('tess', TESS)).read(log)).toBe(words);
});

test('nothing on the disk tells what was typed, nor where', async () => {
  const drafts = await (await page()).openDrafts('tess', TESS);
  await typeWords(drafts);
  const { rows, text } = await onDisk();
  expect(rows).toBe(1);
  for (const told of ['sister', 'Derby', 'log', 'operations']) expect(text).not.toContain(told);
});

test('after twelve hours it is gone from the disk, whoever comes', async () => {
  await typeWords(await (await page()).openDrafts('tess', TESS));
  await (await page(MORNING + 12 * HOUR - MINUTE)).openDrafts('amir', AMIR);
  expect((await onDisk()).rows).toBe(1);
  const later = await (await page(MORNING + 12 * HOUR + MINUTE)).openDrafts('amir', AMIR);
  expect(later.read(log)).toBeUndefined();
  expect((await onDisk()).rows).toBe(0);
  expect((await (await page()).openDrafts('tess', TESS)).read(log)).toBeUndefined();
});

test('a clock that is put back keeps nothing longer', async () => {
  await typeWords(await (await page()).openDrafts('tess', TESS));
  const { openDrafts } = await page(MORNING - 12 * HOUR - MINUTE);
  expect((await openDrafts('tess', TESS)).read(log)).toBeUndefined();
});

test('what was sent or thrown away does not come back', async () => {
  const drafts = await (await page()).openDrafts('tess', TESS);
  await typeWords(drafts);
  await typeWords(drafts, 'another box');
  drafts.drop(log);
  await drafts.written();
  const after = await (await page()).openDrafts('tess', TESS);
  expect(after.read(log)).toBeUndefined();
  expect(after.read('another box')).toBe(words);
});

test('of many strokes in a row the last one is on the disk', async () => {
  const drafts = await (await page()).openDrafts('tess', TESS);
  for (let end = 1; end <= words.length; end += 1) drafts.keep(log, words.slice(0, end));
  expect(await drafts.written()).toBe(true);
  expect((await onDisk()).rows).toBe(1);
  expect((await (await page()).openDrafts('tess', TESS)).read(log)).toBe(words);
});

test('storage that is full stops nobody from typing, and does not claim to have kept it', async () => {
  const drafts = await (await page()).openDrafts('tess', TESS);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  drafts.keep(log, words);
  expect(await drafts.written()).toBe(false);
  expect(drafts.read(log)).toBe(words);
  put.mockRestore();
  await typeWords(drafts);
});

test('what was put on the disk anew, as if typed later, is not opened', async () => {
  await typeWords(await (await page()).openDrafts('tess', TESS));
  const { draftStore } = await import('../../client/data/draftStore.ts');
  const db = await draftStore();
  const [kept] = await db.getAll('draft');
  if (!kept) throw new Error('Nothing is kept');
  await db.put('draft', { ...kept, at: kept.at + 13 * HOUR });
  expect((await (await page(MORNING + 13 * HOUR)).openDrafts('tess', TESS)).read(log)).toBeUndefined();
});
