import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Contract } from '../../shared/contract.ts';
import type { OperationRow } from '../../shared/operations.ts';
import { mount } from './support/hooks.ts';

const line = vi.hoisted(() => ({
  sent: [] as { name: string; args: object }[],
  answer: {} as object,
  route: [] as string[],
  refreshed: 0,
  ranked: 0,
}));
const operations = signal<object[]>([]);
const me = signal({ userId: 'meera' });
const venue = { venueId: 'first', readyAt: '2026-11-19T05:00:00Z' };
const ranking = { list: { name: 'Wren', fit: [venue], ruledOut: [] }, again: () => (line.ranked += 1) };

vi.stubGlobal('location', { pathname: '/operations/op/activate' });
vi.mock('preact-iso', () => ({ useLocation: () => ({ route: (to: string) => line.route.push(to) }) }));
vi.mock('../../client/session/session.ts', () => ({
  operations,
  me,
  refreshOperations: async () => void (line.refreshed += 1),
}));
vi.mock('../../client/session/typed.ts', () => ({ keepSignal: () => () => undefined }));
vi.mock('../../client/data/useQuery.ts', () => ({ useQuery: () => ({ data: undefined }) }));
vi.mock('../../client/screens/activate/useShortlist.ts', () => ({ useShortlist: () => ranking }));
vi.mock('../../client/data/outbox.ts', () => {
  const say = async ({ name }: Contract, args: object) => {
    line.sent.push({ name, args });
    return line.answer;
  };
  return { ask: say, trySubmit: say };
});

const { setClock } = await import('../../client/data/time.ts');
const { tick } = await import('../../client/session/now.ts');
const { draftFrom, restOf, wholeOf } = await import('../../client/screens/activate/draft.ts');
const { deskFor } = await import('../../client/screens/activate/desk.ts');
const { useActivation } = await import('../../client/screens/activate/useActivation.ts');

const now = new Date('2026-11-19T04:16:00Z');
const operation = {
  id: 'op',
  languages: [],
  expected: 40,
  atLeast: 35,
  atMost: 180,
  firstArrivalAt: '2026-11-19T06:30:00Z',
  nights: 2,
  wishes: [],
  rowVersion: 3,
} as unknown as OperationRow;
const typed = { languages: [{ tag: 'ro' }], nights: 3, wishes: ['children'], from: 'SK 45', square: 'SK 45' } as const;
const both = { expected: 70, atLeast: null, atMost: null, rest: { total: 160, venueId: 'second' } };
const plain = () => ({ ...draftFrom(operation, now), venueId: 'first', reason: 'Close' });

/** The page of one activation, where this is said. */
const page = (said: object = {}, overflowOf: string | null = null) => {
  const key = `op ${overflowOf ?? ''}`;
  const desk = deskFor(key, () => ({ ...plain(), ...said }));
  return { desk, it: mount(() => useActivation(operation, desk, { key, overflowOf })).now };
};
const stood = async (at: ReturnType<typeof page>, to: 'standby' | 'activating' = 'activating') => {
  at.it.stand(to);
  await vi.waitFor(() => expect(line.route.length + line.ranked).toBe(1));
};
const told = () => line.sent.filter((it) => it.name === 'operations.change').map((it) => it.args);
const opened = () => line.sent.filter((it) => it.name === 'centres.activate').map((it) => it.args);

/** What one person began is not there for the next. */
const afresh = () => {
  me.value = { userId: 'nobody' };
  me.value = { userId: 'meera' };
};

beforeEach(() => {
  setClock(now.toISOString(), 0);
  tick();
  operations.value = [];
  afresh();
  Object.assign(line, {
    sent: [],
    answer: { ok: true, result: { centreId: 'wren' } },
    route: [],
    refreshed: 0,
    ranked: 0,
  });
});

test('the first centre tells its operation what is new of it, before the centre is asked for', async () => {
  await stood(page({ expected: 45, nights: 3 }));
  expect(line.sent.map((it) => it.name)).toEqual(['operations.change', 'centres.activate']);
  expect(told()).toEqual([{ operationId: 'op', baseVersion: 3, expected: 45, nights: 3 }]);
  expect([opened()[0], line.refreshed]).toMatchObject([{ expected: 45, nights: 3, to: 'activating' }, 1]);
});

test('where two venues share the people, the operation is told of all of them, and the first centre of its own', async () => {
  await stood(page({ ...both, ...typed }));
  const { from: _from, square, ...rest } = typed;
  expect(told()).toEqual([{ operationId: 'op', baseVersion: 3, expected: 160, fromSquare: square, ...rest }]);
  expect(opened()).toMatchObject([{ expected: 70, venueId: 'first' }]);
});

test('a range that was typed for one of two venues is none of the whole', async () => {
  await stood(page({ ...both, atLeast: 60, atMost: 80 }));
  expect(told()).toEqual([{ operationId: 'op', baseVersion: 3, expected: 160 }]);
  expect(restOf({ ...plain(), ...both, atLeast: 60, atMost: 80 }, 'second')).toMatchObject({
    expected: 90,
    atLeast: null,
    atMost: null,
  });
  // The first takes everyone after all.
  expect(wholeOf({ ...plain(), ...both, expected: 170, atMost: 180 })).toMatchObject({ expected: 170, atMost: 180 });
});

test('the second centre begins with all that was said for the first, but for how many, where and why', async () => {
  await stood(page({ ...both, ...typed, time: '07:30', overrideReason: 'Only one' }));
  expect(line.route).toEqual(['/operations/op/activate?overflowOf=wren&expected=90&venue=second']);
  const { draft, centreId } = deskFor('op wren', () => plain()).value;
  const own = { expected: 90, venueId: 'second', reason: '', overrideReason: '', rest: null };
  expect(draft).toMatchObject({ ...typed, time: '07:30', ...own });
  expect(centreId).not.toBe((opened()[0] as { centreId: string }).centreId);
});

test('a further centre, or an overflow, tells its operation nothing', async () => {
  await stood(page({ expected: 45 }, 'lark'));
  expect([told(), opened()]).toMatchObject([[], [{ overflowOf: 'lark' }]]);
  line.route = [];
  operations.value = [{ id: 'op', centres: [{ id: 'lark' }] }];
  await stood(page({ expected: 45 }));
  expect([told(), opened().length]).toEqual([[], 2]);
});

test.each([
  ['activating', '/operations/op/centres/wren/call-out'],
  ['standby', '/operations/op/centres/wren'],
] as const)('a centre that is %s leads on to who is phoned, and on standby nobody is', async (to, next) => {
  await stood(page({ ...both, expected: 160 }), to);
  expect([line.route, opened()]).toMatchObject([[next], [{ to }]]);
});

test('once it stands the desk is cleared; refused, it keeps what was said, and lets go of a venue lost to another', async () => {
  const errors = [{ pointer: '/args/reason', code: 'custom', detail: 'Too short' }];
  for (const [type, venueId] of [
    ['claim-lost', null],
    ['invalid-fields', 'first'],
  ] as const) {
    line.answer = { ok: false, problem: { type: `/problems/${type}`, errors } };
    afresh();
    const at = page();
    await stood(at);
    expect(at.desk.value).toMatchObject({ sending: null, problem: { type: `/problems/${type}` }, draft: { venueId } });
    expect(at.desk.value.faults).toMatchObject([{ id: 'reason', text: 'Too short' }]);
    expect([line.route, line.ranked, line.refreshed]).toEqual([[], 1, 0]);
    line.ranked = 0;
  }
  line.answer = { ok: true, result: { centreId: 'wren' } };
  const refused = page();
  await stood(refused);
  expect(page().desk).not.toBe(refused.desk);
});

test('nothing is sent twice, nor while something is missing, and whoever looks elsewhere is not brought away', async () => {
  const missing = page({ reason: '' });
  missing.it.stand('activating');
  expect([line.sent, missing.desk.value.faults.map((it) => it.id)]).toEqual([[], ['reason']]);
  missing.desk.value = { ...missing.desk.value, draft: plain(), sending: 'standby' };
  page().it.stand('activating');
  expect(line.sent).toEqual([]);
  missing.desk.value = { ...missing.desk.value, sending: null };
  vi.stubGlobal('location', { pathname: '/operations/other/activate' });
  page().it.stand('activating');
  await vi.waitFor(() => expect(page().desk).not.toBe(missing.desk));
  expect([opened().length, line.route]).toEqual([1, []]);
  vi.stubGlobal('location', { pathname: '/operations/op/activate' });
});
