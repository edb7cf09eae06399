import { beforeEach, expect, test, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import type { Known } from '../../client/data/device.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();
const load = async () => {
  vi.resetModules();
  return import('../../client/data/device.ts');
};
const known = (ended: boolean) => ({ view: { label: 'Desk 1' }, readAt: 1, ended }) as unknown as Known;

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

test('a browser that is no tablet says so; a tablet starts locked, and one out of use stays out of use', async () => {
  const first = await load();
  expect([await first.readDevice(), first.deviceState.value]).toEqual([null, 'unpaired']);
  for (const [ended, state] of [
    [false, 'locked'],
    [true, 'ended'],
  ] as const) {
    await (await load()).keepDevice(known(ended));
    const { readDevice, deviceState } = await load();
    expect([await readDevice(), deviceState.value]).toEqual([known(ended), state]);
  }
  const last = await load();
  await last.dropDevice();
  expect([await last.readDevice(), last.deviceState.value]).toEqual([null, 'unpaired']);
});

test('where storage is refused it is no tablet', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('No', 'SecurityError');
    },
  });
  const { readDevice, deviceState } = await load();
  expect([await readDevice(), deviceState.value]).toEqual([null, 'unpaired']);
});
