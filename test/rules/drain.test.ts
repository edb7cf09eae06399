import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Drain, makeDrain } from '../../server/attention/intake/drain.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { Problem } from '../../shared/problems.ts';

type Item = { id: string };
type Taking = (item: Item, attended: boolean) => Promise<unknown>;
let taking: Taking;
let settingAside: Taking;
vi.mock('../../server/attention/intake/take.ts', () => ({
  takeItem: (_deps: unknown, item: Item, _sender: unknown, attended: boolean) => taking(item, attended),
  setAside: (_deps: unknown, item: Item, _sender: unknown, reason: string, attended: boolean) => {
    if (reason !== 'defect') throw new Error(`set aside as ${reason}`);
    return settingAside(item, attended);
  },
}));

const defects: string[] = [];
const deps = { log: { info: () => undefined, error: (event: string) => void defects.push(event) } } as unknown as Deps;
const accepted = async ({ id }: Item) => ({ id, as: 'accepted' });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  defects.length = 0;
  taking = accepted;
  settingAside = async ({ id }, attended) => ({ id, as: attended ? 'refused' : 'quarantined' });
});
afterEach(() => void vi.useRealTimers());

const items = (...ids: string[]): Drain => ({
  items: ids.map((id) => ({ id })),
  sender: { tablet: null, actor: null },
  attended: new Set(['shown']),
  ends: 60_000,
});
const problemOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((it: unknown) => it);
  if (!(error instanceof Problem)) throw new Error('nothing was refused');
  return [error.slug, error.extra.retryAfter];
};
const away = Object.assign(new Error('away'), { code: '57P01' });
/** Takes all but one item, which ends as is said. */
const but =
  (one: string, end: () => Promise<unknown>): Taking =>
  (item) =>
    item.id === one ? end() : accepted(item);

test('what is handed in is taken in its order, and whether a form shows its refusal is said with each', async () => {
  const taken: [string, boolean][] = [];
  taking = (item, attended) => (taken.push([item.id, attended]), accepted(item));
  const { answers, retryAfter } = await makeDrain(deps)(items('b', 'shown', 'a'));
  expect([answers.map((it) => it.id), retryAfter]).toEqual([['b', 'shown', 'a'], undefined]);
  expect(taken).toEqual([
    ['b', false],
    ['shown', true],
    ['a', false],
  ]);
});

test('what cannot be tried now ends the batch before it, with when to come back; at the first, that is the answer', async () => {
  const drain = makeDrain(deps);
  for (const [end, retryAfter] of [
    [async () => Promise.reject(away), 2],
    [async () => Promise.reject(new Problem('too-many-requests', { retryAfter: 600 })), 600],
    [async () => Promise.reject(new Problem('too-many-requests')), 2],
  ] as const) {
    taking = but('b', end);
    const got = await drain(items('a', 'b', 'c'));
    expect([got.answers.map((it) => it.id), got.retryAfter]).toEqual([['a'], retryAfter]);
  }
  taking = but('a', async () => Promise.reject(new Problem('too-many-requests', { retryAfter: 600 })));
  expect(await problemOf(drain(items('a', 'b')))).toEqual(['too-many-requests', 600]);
  taking = but('a', async () => Promise.reject(away));
  expect(await problemOf(drain(items('a', 'b')))).toEqual(['database-unavailable', 2]);
  expect(defects).toEqual([]);
});

test('a defect of ours stops an item twice; the third time it is set aside, and what stands behind it is taken', async () => {
  const drain = makeDrain(deps);
  taking = but('a', async () => Promise.reject(new TypeError('a defect')));
  for (let n = 0; n < 2; n += 1) expect(await problemOf(drain(items('a', 'b')))).toEqual(['internal-error', 2]);
  expect((await drain(items('a', 'b'))).answers.map((it) => [it.id, it.as])).toEqual([
    ['a', 'quarantined'],
    ['b', 'accepted'],
  ]);
  expect(defects).toEqual(['defect', 'defect', 'defect']);
  // Another server, or item, counts by itself.
  expect(await problemOf(makeDrain(deps)(items('a')))).toEqual(['internal-error', 2]);
  // A database that is away is no defect of the item.
  taking = but('b', async () => Promise.reject(away));
  for (let n = 0; n < 4; n += 1) expect(await problemOf(drain(items('b')))).toEqual(['database-unavailable', 2]);
});

test('what is set aside is told with whether a form shows it; where it cannot be, it is tried again', async () => {
  const drain = makeDrain(deps);
  taking = async () => Promise.reject(new TypeError('a defect'));
  for (let n = 0; n < 2; n += 1) await problemOf(drain(items('shown')));
  settingAside = async () => Promise.reject(new TypeError('another defect'));
  expect(await problemOf(drain(items('shown')))).toEqual(['database-unavailable', 2]);
  settingAside = async ({ id }, attended) => ({ id, as: attended ? 'refused' : 'quarantined' });
  expect((await drain(items('shown'))).answers).toEqual([{ id: 'shown', as: 'refused' }]);
});

test('tries of the last thousand items are remembered', async () => {
  const drain = makeDrain(deps);
  taking = async () => Promise.reject(new TypeError('a defect'));
  const twice = async (id: string) => {
    for (let n = 0; n < 2; n += 1) await problemOf(drain(items(id)));
  };
  await twice('first');
  await twice('second');
  for (let n = 0; n < 999; n += 1) await problemOf(drain(items(`other ${n}`)));
  expect((await drain(items('second'))).answers).toMatchObject([{ as: 'quarantined' }]);
  expect(await problemOf(drain(items('first')))).toEqual(['internal-error', 2]);
});

test('what takes longer than there is time for is left for the next time, and nothing behind it is begun', async () => {
  const begun: string[] = [];
  taking = (item) => {
    begun.push(item.id);
    vi.setSystemTime(Date.now() + 20_000);
    return accepted(item);
  };
  const got = await makeDrain(deps)({ ...items('a', 'b', 'c', 'd'), ends: 40_000 });
  expect([got.answers.map((it) => it.id), got.retryAfter, begun]).toEqual([['a', 'b'], 2, ['a', 'b']]);
  vi.setSystemTime(0);
  taking = () => new Promise(() => undefined);
  expect(await problemOf(makeDrain(deps)({ ...items('a'), ends: 5 }))).toEqual(['database-unavailable', 2]);
});
