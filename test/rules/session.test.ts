import { beforeAll, beforeEach, expect, test, vi } from 'vitest';

const did = vi.hoisted(() => ({ all: [] as string[] }));
const haven = vi.hoisted(() => ({
  me: null as unknown,
  operations: [] as object[],
  refuses: null as { type: string; offline: boolean } | null,
  unsent: 0,
  typed: { begun: false, kept: true },
  /** Holds an answer back until it is let go. */
  gate: null as Promise<void> | null,
}));
const say = (what: string): void => void did.all.push(what);
vi.stubGlobal('location', { pathname: '/' });
vi.mock('../../client/data/api.ts', () => {
  class ApiProblem extends Error {}
  const refused = () => {
    if (haven.refuses) throw new ApiProblem(haven.refuses.type);
  };
  return {
    ApiProblem,
    ask: async (path: string) => {
      refused();
      const answer = path === '/api/me' ? haven.me : { items: haven.operations };
      await haven.gate;
      return answer;
    },
    order: async (path: string) => {
      say(path);
      refused();
    },
    saysSignedOut: (it: Error) => it.message === 'not-signed-in',
    signedOut: { tell: () => undefined },
  };
});
vi.mock('../../client/data/outbox.ts', () => ({ flush: () => say('flush'), ownUnsent: async () => haven.unsent }));
vi.mock('../../client/data/sync.ts', () => ({
  accessChanged: { tell: () => undefined },
  connect: () => say('connect'),
  disconnect: () => say('disconnect'),
  follow: (id: string | null, wall: boolean) => say(`follow ${id ?? 'nothing'}${wall ? ' at a wall' : ''}`),
}));
vi.mock('../../client/session/typed.ts', () => ({
  hasTyped: () => haven.typed.begun,
  leaveTyped: () => say('leave typed'),
  recallTyped: (id: string) => say(`recall ${id}`),
  typedIsKept: async () => haven.typed.kept,
}));

const load = () => import('../../client/session/session.ts');
let session: Awaited<ReturnType<typeof load>>;
let api: { signedOut: { tell: () => void } };
let author: { value: unknown };

const grant = (role: string, more: object = {}) => ({
  role,
  operationId: null,
  centreId: null,
  address: true,
  ...more,
});
const meera = (grants: object[] = [grant('planner')]) => ({
  userId: 'meera',
  name: 'Meera S.',
  email: null,
  grants,
  exercise: false,
  clock: { now: '2026-11-19T07:42:00.000Z', rate: 1 },
  typed: 'AAAA',
});
const operation = (id: string, state: string) => ({ id, codeName: id, state, exercise: false, centres: [] });

beforeAll(async () => {
  session = await load();
  api = (await import('../../client/data/api.ts')) as never;
  ({ author } = await import('../../client/data/author.ts'));
});
beforeEach(() => {
  session.leave();
  session.left.value = null;
  const typed = { begun: false, kept: true };
  Object.assign(haven, {
    me: meera(),
    operations: [operation('old', 'closed'), operation('now', 'running')],
    refuses: null,
  });
  Object.assign(haven, { unsent: 0, typed, gate: null });
  did.all = [];
});

test('who is signed in finds the operation that runs, what they had typed, and speaks in their own name', async () => {
  await session.startSession();
  expect([session.me.value?.userId, session.operationId.value]).toEqual(['meera', 'now']);
  expect(session.me.value).not.toHaveProperty('typed');
  expect(author.value).toEqual({ id: 'meera', name: 'Meera S.', device: null });
  expect(did.all).toEqual(expect.arrayContaining(['recall meera', 'follow now', 'connect', 'flush']));
  did.all = [];
  await session.startSession();
  expect(did.all.some((it) => it.startsWith('recall'))).toBe(false);
});

test('the operation somebody looks at stays chosen as long as it is theirs', async () => {
  await session.startSession();
  session.operationId.value = 'old';
  await session.refreshOperations();
  expect(session.operationId.value).toBe('old');
  haven.operations = [operation('planned', 'planned')];
  await session.refreshOperations();
  expect(session.operationId.value).toBe('planned');
});

test('whoever has a role at one centre of it is there; who has none yet is asked for nothing', async () => {
  haven.me = meera([
    grant('manager', { operationId: 'old', centreId: 'lark' }),
    grant('manager', { operationId: 'now', centreId: 'wren' }),
  ]);
  await session.startSession();
  expect(session.centreId.value).toBe('wren');
  session.leave();
  haven.me = meera([]);
  await session.startSession();
  expect([session.operations.value, session.roleTitle.value]).toEqual([null, 'No role yet']);
});

test('somebody else who signed in beside it leaves nothing of the first on the screen', async () => {
  await session.startSession();
  haven.me = { ...meera(), userId: 'leon' };
  did.all = [];
  await session.startSession();
  expect([session.me.value, session.operations.value, session.operationId.value]).toEqual([null, null, null]);
  expect(did.all).toEqual(expect.arrayContaining(['leave typed', 'disconnect', 'follow nothing']));
});

test('without signal nobody is signed out; only Haven itself can say that the session is over', async () => {
  await session.startSession();
  haven.refuses = { type: 'unreachable', offline: true };
  await session.startSession();
  expect([session.noSignal.value, session.me.value?.userId]).toEqual([true, 'meera']);
  haven.refuses = { type: 'not-signed-in', offline: false };
  await session.startSession();
  expect([session.noSignal.value, session.me.value]).toEqual([false, null]);
});

test('signing out is refused while something waits that only they can send', async () => {
  await session.startSession();
  haven.unsent = 1;
  did.all = [];
  expect(await session.signOut()).toBe('unsent');
  expect([did.all, session.me.value?.userId]).toEqual([[], 'meera']);
  haven.unsent = 0;
  expect(await session.signOut()).toBe('left');
  expect([did.all[0], session.me.value, session.left.value]).toEqual(['/api/sign-out', null, null]);
});

test('left alone it is signed out, with or without signal, and says what is kept of what was begun', async () => {
  for (const [begun, kept, said] of [
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ] as const) {
    await session.startSession();
    haven.typed = { begun, kept };
    haven.refuses = { type: 'unreachable', offline: true };
    await session.leaveUnattended();
    expect([session.me.value, session.left.value]).toEqual([null, { because: 'idle', kept: said }]);
    haven.refuses = null;
  }
  await session.startSession();
  expect(session.left.value).toBeNull();
});

test('ended from elsewhere it says so, once', async () => {
  await session.startSession();
  api.signedOut.tell();
  await expect.poll(() => session.left.value).toEqual({ because: 'ended', kept: false });
  session.left.value = null;
  api.signedOut.tell();
  await new Promise((resolve) => setImmediate(resolve));
  expect(session.left.value).toBeNull();
});

test('a right is asked of the centre that is chosen, of another by its name, and of none while no operation is', async () => {
  haven.me = meera([grant('manager', { operationId: 'now', centreId: 'wren' })]);
  await session.startSession();
  const rights = () => [
    session.can('people.move'),
    session.can('people.move', { centreId: 'lark' }),
    session.sees('identity'),
    session.isLead(),
  ];
  expect(rights()).toEqual([true, false, 'full', true]);
  session.centreId.value = 'lark';
  expect(rights()).toEqual([false, false, 'none', false]);
  session.centreId.value = 'wren';
  session.operationId.value = null;
  expect(rights()).toEqual([false, false, 'none', false]);
});

test('whoever has left is not brought back by an answer from before, nor are their operations', async () => {
  let gate = Promise.withResolvers<void>();
  haven.gate = gate.promise;
  const coming = session.startSession();
  session.leave();
  gate.resolve();
  await coming;
  expect([session.me.value, session.operations.value]).toEqual([null, null]);
  haven.gate = null;
  await session.startSession();
  gate = Promise.withResolvers<void>();
  haven.gate = gate.promise;
  const asking = session.refreshOperations();
  session.leave();
  did.all = [];
  gate.resolve();
  await asking;
  expect([session.operations.value, session.operationId.value]).toEqual([null, null]);
  expect(did.all).toEqual([]);
});

test('whoever leaves while their operations are asked for is not connected after', async () => {
  const gate = Promise.withResolvers<void>();
  const coming = session.startSession();
  haven.gate = gate.promise;
  await vi.waitFor(() => expect(session.me.value).not.toBeNull());
  session.leave();
  did.all = [];
  gate.resolve();
  await coming;
  expect(did.all).toEqual([]);
});

test('of two answers about who is signed in the one asked for last counts, whichever comes first', async () => {
  const gate = Promise.withResolvers<void>();
  haven.gate = gate.promise;
  const first = session.startSession();
  haven.gate = null;
  haven.me = meera([grant('silver')]);
  await session.startSession();
  gate.resolve();
  await first;
  expect(session.me.value?.grants.map((it) => it.role)).toEqual(['silver']);
});
