import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';

const haven = vi.hoisted(() => ({
  told: {} as object,
  refuses: null as string | null,
  did: [] as string[],
  gate: null as Promise<void> | null,
  clock: '',
}));
const me = signal<object | null>(null);
const operations = signal<readonly object[] | null>(null);
const operationId = signal<string | null>(null);
const noSignal = signal(false);
const say = (what: string) => void haven.did.push(what);
vi.mock('../../client/data/api.ts', () => {
  class ApiProblem extends Error {}
  return {
    ApiProblem,
    ask: async (path: string) => {
      say(path);
      await haven.gate;
      if (haven.refuses) throw new ApiProblem(haven.refuses);
      return haven.told;
    },
    order: async (path: string, _params: object, body: object | null) => say(`${path} ${JSON.stringify(body)}`),
    saysSignedOut: (it: Error) => it.message === 'not-signed-in',
    signedOut: { tell: () => undefined },
  };
});
vi.mock('../../client/data/retry.ts', () => ({
  makeRetry: () => ({ soon: () => say('again soon'), stop: () => say('no more') }),
}));
vi.mock('../../client/data/sync.ts', () => ({
  accessChanged: { tell: () => undefined },
  asWall: { pull: null, query: {} },
  connect: () => say('connect'),
}));
vi.mock('../../client/data/time.ts', () => ({ setClock: (now: string) => void (haven.clock = now) }));
vi.mock('../../client/session/now.ts', () => ({ tick: () => undefined }));
vi.mock('../../client/session/session.ts', () => ({
  me,
  noSignal,
  operationId,
  operations,
  leave: () => {
    say('leave');
    me.value = null;
  },
}));
const { endWall, openWall, startWallSession, wallNow } = await import('../../client/session/wallSession.ts');
const { accessChanged, asWall } = (await import('../../client/data/sync.ts')) as never as {
  accessChanged: { tell: () => void };
  asWall: { pull: (from: object) => Promise<object>; query: object };
};
const { signedOut } = await import('../../client/data/api.ts');

const on = {
  state: 'on',
  operation: { id: 'op', codeName: 'Marram' },
  exercise: false,
  clock: { now: '2026-11-19T07:42:00.000Z', rate: 1 },
};
beforeEach(() => {
  Object.assign(haven, { told: on, refuses: null, did: [], gate: null });
  noSignal.value = false;
  me.value = null;
});

test('a wall shows one operation as silver sees it, without an address and as nobody', async () => {
  noSignal.value = true;
  await startWallSession();
  const grant = { role: 'silver', operationId: 'op', centreId: null, address: false };
  expect(me.value).toMatchObject({ userId: '', name: '', email: null, grants: [grant] });
  expect([operationId.value, operations.value, wallNow.value, noSignal.value]).toEqual([
    'op',
    [on.operation],
    { state: 'on' },
    false,
  ]);
  expect([haven.did, haven.clock]).toEqual([['/api/wall', 'no more', 'connect'], on.clock.now]);
  expect(asWall.query).toEqual({ wall: '1' });
  await asWall.pull({});
  expect(haven.did.at(-1)).toBe('/api/wall/pull');
});

test('what ends it, or does not know it, leaves nothing of it in this window', async () => {
  await startWallSession();
  const ended = { state: 'ended', because: 'time' };
  haven.told = ended;
  accessChanged.tell();
  await vi.waitFor(() => expect(wallNow.value).toEqual(ended));
  expect(me.value).toBeNull();
  haven.told = on;
  await openWall('MQR7');
  expect([haven.did.includes('/api/wall/open {"code":"MQR7"}'), wallNow.value]).toEqual([true, { state: 'on' }]);
  haven.refuses = 'not-signed-in';
  await endWall();
  expect([wallNow.value, me.value, noSignal.value]).toEqual([{ state: 'none' }, null, false]);
  expect(haven.did.slice(-4)).toEqual(['/api/wall/end null', '/api/wall', 'no more', 'leave']);
});

test('without signal it goes on showing what it has, says so, and asks again', async () => {
  await startWallSession();
  haven.refuses = 'unreachable';
  haven.did = [];
  signedOut.tell();
  await vi.waitFor(() => expect(noSignal.value).toBe(true));
  expect([wallNow.value, haven.did]).toEqual([{ state: 'on' }, ['/api/wall', 'again soon']]);
});

test('asked by several at once Haven is asked once', async () => {
  await startWallSession();
  const gate = Promise.withResolvers<void>();
  Object.assign(haven, { gate: gate.promise, did: [] });
  signedOut.tell();
  accessChanged.tell();
  gate.resolve();
  await vi.waitFor(() => expect(haven.did).toContain('connect'));
  expect(haven.did.filter((it) => it === '/api/wall')).toHaveLength(1);
});
