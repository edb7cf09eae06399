import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { pending, type Pending } from '../../client/data/pending.ts';
import { forget } from '../../client/data/store.ts';
import { hold } from './support/silverRows.ts';

const rights = vi.hoisted(() => ({ all: [] as string[] }));
vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  me: signal({ userId: 'joan' }),
  sees: () => 'full',
  get can() {
    const { all } = rights;
    return (right: string) => all.includes(right);
  },
}));

const item = (id: string, more: object = {}) => ({
  id,
  operationId: 'op',
  centreId: 'wren',
  kind: 'refused',
  authorId: 'leon',
  settledAt: null,
  settledAs: null,
  personIds: [],
  rowVersion: 1,
  ...more,
});
const said = (more: Partial<Pending>): Pending => ({ settles: null, state: 'waiting', ...more }) as Pending;
const load = async (...all: string[]) => {
  rights.all = all;
  vi.resetModules();
  return {
    ...(await import('../../client/parts/attention/attention.ts')),
    ...(await import('../../client/parts/attention/doubles.ts')),
    ...(await import('../../client/parts/attention/heldCommands.ts')),
    hold: (await import('./support/silverRows.ts')).hold,
    pending: (await import('../../client/data/pending.ts')).pending,
  };
};
const ids = (all: readonly { id: string }[]): string[] => all.map((it) => it.id);

beforeEach(() => {
  forget();
  hold('attention', []);
  pending.value = [];
});

test('a lead sorts out what is open at their centre or at none, others what they said themselves, and the rest nothing', async () => {
  const all = [
    item('theirs'),
    item('own', { authorId: 'joan' }),
    item('nowhere', { centreId: null }),
    item('elsewhere', { centreId: 'lark' }),
    item('settled', { settledAt: '2026-11-19T07:00:00Z' }),
  ];
  const shown = async (...may: string[]) => {
    const here = await load(...may);
    here.hold('attention', all as never);
    return ids(here.openHere.value);
  };
  expect(await shown('attention.read')).toEqual(['theirs', 'own', 'nowhere']);
  expect(await shown('attention.own')).toEqual(['own']);
  expect(await shown()).toEqual([]);
});

test('what was sorted out here is off the list before Haven has answered', async () => {
  const here = await load('attention.read');
  here.hold('attention', [item('a'), item('b')] as never);
  here.pending.value = [said({ settles: 'a' })];
  expect(ids(here.openHere.value)).toEqual(['b']);
});

test('counted is what needs somebody: not what waits for another tablet, but what this one was refused', async () => {
  const here = await load('attention.read');
  here.hold('attention', [item('a'), item('waits', { kind: 'held' })] as never);
  expect(here.attentionCount.value).toBe(1);
  here.pending.value = [said({ state: 'refused' }), said({ state: 'waiting' })];
  expect(here.attentionCount.value).toBe(2);
});

test('two records that may be one guest are found by what they are, and a join by both of them', async () => {
  const here = await load('attention.read');
  const joined = { settledAt: '2026-11-19T07:00:00Z', settledAs: 'joined', personIds: ['ana', 'ana again'] };
  here.hold('attention', [
    item('same', { kind: 'same_reference' }),
    item('alike', { kind: 'duplicate' }),
    item('other', { kind: 'conflict' }),
    item('apart', { ...joined, settledAs: 'kept_apart' }),
    item('join', joined),
  ] as never);
  expect(ids(here.doublesHere.value)).toEqual(['same', 'alike']);
  expect([here.joinOf(['ana again', 'ana']), here.joinOf(['ana', 'minh'])]).toEqual(['join', null]);
});

test('what is held here stands in the order it was said, and no longer once it is done', async () => {
  const here = await load();
  const held = (id: string, occurredAt: string, more: object = {}) => ({
    id,
    centreId: 'wren',
    state: 'held',
    occurredAt,
    ...more,
  });
  here.hold('heldCommand', [
    held('later', '2026-11-19T07:20:00Z'),
    held('first', '2026-11-19T07:10:00Z'),
    held('done', '2026-11-19T07:00:00Z', { state: 'done' }),
    held('there', '2026-11-19T07:00:00Z', { centreId: 'lark' }),
  ] as never);
  expect(ids(here.heldHere.value)).toEqual(['first', 'later']);
});
