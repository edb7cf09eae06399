import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let offline = (): void => undefined;
const load = async () => {
  vi.resetModules();
  const { setClock } = await import('../../client/data/time.ts');
  setClock('2026-11-19T07:42:00.000Z', 1);
  return import('../../client/data/connection.ts');
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('addEventListener', (type: string, run: () => void) => {
    if (type === 'offline') offline = run;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is shown grows old by the second until Haven says that it is so', async () => {
  const { confirmed, connected, dataAge } = await load();
  vi.advanceTimersByTime(5_000);
  expect(dataAge.value).toBe(5_000);
  // That Haven answers at all says nothing of what is shown.
  connected();
  vi.advanceTimersByTime(1_000);
  expect(dataAge.value).toBe(6_000);
  confirmed();
  vi.advanceTimersByTime(1_000);
  expect(dataAge.value).toBe(1_000);
});

test('the signal is gone since Haven first did not answer, and is there again once it does', async () => {
  const { confirmed, disconnected, offlineSince, online } = await load();
  vi.advanceTimersByTime(60_000);
  disconnected();
  vi.advanceTimersByTime(60_000);
  disconnected();
  expect([online.value, offlineSince.value?.toISOString()]).toEqual([false, '2026-11-19T07:43:00.000Z']);
  confirmed();
  expect([online.value, offlineSince.value]).toEqual([true, null]);
  offline();
  expect(online.value).toBe(false);
});

test('after a start without signal it is gone since Haven was last heard, until it is heard again', async () => {
  const { connected, disconnected, lastHeardAt, offlineSince } = await load();
  lastHeardAt.value = new Date('2026-11-19T05:00:00.000Z');
  disconnected();
  expect(offlineSince.value?.toISOString()).toBe('2026-11-19T05:00:00.000Z');
  connected();
  vi.advanceTimersByTime(1_000);
  disconnected();
  expect(offlineSince.value?.toISOString()).toBe('2026-11-19T07:42:01.000Z');
});
