import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';

const offlineListAt = signal<string | null>(null);
const dataAge = signal(0);
const offlineSince = signal<Date | null>(null);
const saving = signal(0);
const notSaved = signal<string | null>(null);
const at = (time: string) => new Date(`2026-11-19T${time}Z`);
vi.mock('../../client/data/device.ts', () => ({ offlineListAt }));
vi.mock('../../client/data/connection.ts', () => ({ dataAge, offlineSince }));
vi.mock('../../client/data/outboxState.ts', () => ({ saving, notSaved }));
vi.mock('../../client/session/now.ts', () => ({ now: signal(new Date('2026-11-19T07:42:00Z')) }));
const { asAt, oldAsAt } = await import('../../client/session/asAt.ts');

beforeEach(() => {
  offlineListAt.value = null;
  dataAge.value = 0;
  offlineSince.value = null;
});

test('what is shown was so when Haven last confirmed it, or when the kept list was made', () => {
  dataAge.value = 90_000;
  expect(asAt()).toEqual(at('07:40:30'));
  offlineListAt.value = '2026-11-19T05:00:00Z';
  expect([asAt(), oldAsAt()]).toEqual([at('05:00:00'), null]);
});

test('it is said to be old from a minute on, unless the time the signal went says the same', () => {
  dataAge.value = 59_999;
  expect(oldAsAt()).toBeNull();
  dataAge.value = 60_000;
  expect(oldAsAt()).toEqual(at('07:41:00'));
  offlineSince.value = at('07:41:59.999');
  expect(oldAsAt()).toBeNull();
  offlineSince.value = at('07:42:00');
  expect(oldAsAt()).toEqual(at('07:41:00'));
});

test('a page is left without a question, but while something is being saved or could not be', async () => {
  let leaving: (event: { preventDefault: () => void }) => void = () => undefined;
  const listen = vi.fn<(type: string, run: typeof leaving) => void>((_type, run) => void (leaving = run));
  vi.stubGlobal('addEventListener', listen);
  const { startLeaveGuard } = await import('../../client/session/leaving.ts');
  startLeaveGuard();
  expect(listen.mock.calls[0]?.[0]).toBe('beforeunload');
  const asks = () => {
    const preventDefault = vi.fn<() => void>();
    leaving({ preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  const nothing = asks();
  saving.value = 1;
  const underWay = asks();
  saving.value = 0;
  notSaved.value = 'Storage is full';
  expect([nothing, underWay, asks()]).toEqual([false, true, true]);
});
