import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ATTENTION_PAGE } from '../../shared/attention.ts';

interface Asked {
  skip: number;
  answer: (it: object) => void;
  fail: (it: Error) => void;
}
const haven = vi.hoisted(() => ({ asked: [] as Asked[], forget: () => undefined as void }));
const me = signal({ userId: 'meera' });
const centreId = signal('wren');
const online = signal(true);
vi.mock('../../client/session/session.ts', () => ({ can: () => true, centreId, me, operationId: signal('op') }));
vi.mock('../../client/data/api.ts', () => ({
  ApiProblem: class extends Error {},
  ask: (_path: string, { skip }: { skip: number }) =>
    new Promise((answer, fail) => void haven.asked.push({ skip, answer, fail })),
}));
vi.mock('../../client/data/forgetting.ts', () => ({ whenHandedOver: (it: () => void) => void (haven.forget = it) }));
vi.mock('../../client/data/connection.ts', () => ({ online }));
vi.mock('../../client/data/pending.ts', () => ({ pending: signal([]) }));
vi.mock('../../client/data/store.ts', () => ({
  byId: { attention: signal(new Map()), person: signal(new Map()) },
  rows: { attention: signal([]) },
}));
vi.mock('../../client/screens/attention/order.ts', () => ({
  sortItems: (it: object[]) => it,
  stillOpen: (it: object[]) => it,
  latestSettled: (it: object[]) => it,
}));
const { ApiProblem } = (await import('../../client/data/api.ts')) as never as { ApiProblem: new () => Error };
const list = await import('../../client/screens/attention/loaded.ts');

const settled = () => new Promise((resolve) => setImmediate(resolve));
const items = (...ids: string[]) => ({ items: ids.map((id) => ({ id })), settled: [] });
const shown = () => list.openItems.value.map((it) => it.id);
let stop = () => undefined as void;

beforeEach(() => {
  haven.asked = [];
  haven.forget();
  list.failed.value = null;
  online.value = true;
  centreId.value = 'wren';
  stop = list.follow();
});
afterEach(() => stop());

test('of two answers the one asked for last counts, and an earlier failure after it says nothing', async () => {
  list.reload();
  const [first, second] = haven.asked;
  second?.answer(items('new'));
  await settled();
  first?.answer(items('old'));
  await settled();
  expect(shown()).toEqual(['new']);
  list.reload();
  list.reload();
  haven.asked[3]?.answer(items('newer'));
  await settled();
  haven.asked[2]?.fail(new ApiProblem());
  await settled();
  expect([shown(), list.failed.value]).toEqual([['newer'], null]);
});

test('a failure keeps the list that was there, and the next answer ends it', async () => {
  haven.asked[0]?.answer(items('one'));
  await settled();
  list.reload();
  haven.asked[1]?.fail(new ApiProblem());
  await settled();
  expect([shown(), list.failed.value]).toEqual([['one'], expect.any(ApiProblem)]);
  list.reload();
  haven.asked[2]?.answer(items('two'));
  await settled();
  expect([shown(), list.failed.value]).toEqual([['two'], null]);
});

test('of another centre nothing is shown, whether it had come or was on its way', async () => {
  haven.asked[0]?.answer(items('one'));
  await settled();
  list.reload();
  centreId.value = 'lark';
  expect([shown(), list.loadedAt.value]).toEqual([[], null]);
  haven.asked[1]?.answer(items('two'));
  await settled();
  expect(shown()).toEqual([]);
  centreId.value = 'wren';
  expect(shown()).toEqual([]);
});

test('however long the list is all of it is asked for, and nothing while there is no signal', async () => {
  const many = Array.from({ length: ATTENTION_PAGE }, (_, at) => `item ${at}`);
  haven.asked[0]?.answer(items(...many));
  await settled();
  expect(haven.asked[1]?.skip).toBe(ATTENTION_PAGE);
  haven.asked[1]?.answer(items('last'));
  await settled();
  expect([shown().length, haven.asked.length]).toEqual([ATTENTION_PAGE + 1, 2]);
  online.value = false;
  list.reload();
  expect(haven.asked).toHaveLength(2);
  online.value = true;
  expect(haven.asked).toHaveLength(3);
  haven.forget();
  expect(shown()).toEqual([]);
});
