import { beforeEach, expect, test } from 'vitest';
import { apply, cursor, forget, holding, served, view } from '../../client/data/store.ts';
import type { Change, Changes } from '../../shared/sync.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const guest = (id: string, zone = ''): Change => ({ kind: 'person', id, row: { id, zone } });
const gone = (id: string): Change => ({ kind: 'person', id, row: null });
const delta = (from: number, to: number, ...changes: Change[]): Changes => ({
  operationId,
  from,
  to,
  view: 'wren',
  changes,
});
const whole = (to: number, ...changes: Change[]): Changes => ({ ...delta(0, to, ...changes), snapshot: true });
const shown = (): string[] => [...served.person.peek().keys()];

/** It holds Ana, as of 10. */
beforeEach(() => {
  forget();
  holding.value = operationId;
  apply(whole(10, guest('ana')));
});

test('takes a delta that begins where it stands', () => {
  expect(apply(delta(10, 12, guest('minh'), gone('ana')))).toBe('applied');
  expect({ at: cursor.peek(), shown: shown() }).toEqual({ at: 12, shown: ['minh'] });
});

test('takes a delta that moves no cursor: what depends on the clock alone comes with it', () => {
  expect(apply(delta(10, 10, guest('ana', 'Hall A')))).toBe('applied');
  expect(served.person.peek().get('ana')).toMatchObject({ zone: 'Hall A' });
});

for (const [from, to, says, why] of [
  [11, 12, 'gap', 'begins above what it has'],
  [11, 11, 'gap', 'moves no cursor and stands above what it has'],
  [8, 12, 'gap', 'begins below what it has and goes further'],
  [1, 11, 'gap', 'begins far below what it has and goes further'],
  [8, 10, 'old', 'begins below what it has and ends where it stands'],
  [8, 9, 'old', 'ends below what it has'],
  [9, 9, 'old', 'moves no cursor and stands below what it has'],
] as const) {
  test(`refuses a delta that ${why}, and stays as it is`, () => {
    expect(apply(delta(from, to, guest('minh'), gone('ana')))).toBe(says);
    expect({ at: cursor.peek(), shown: shown() }).toEqual({ at: 10, shown: ['ana'] });
  });
}

test('refuses every delta of another view, wherever it stands, and asks', () => {
  for (const [from, to] of [
    [10, 10],
    [10, 12],
    [8, 9],
    [8, 12],
    [12, 13],
  ] as const) {
    expect(apply({ ...delta(from, to, guest('minh')), view: 'heron' })).toBe('gap');
  }
  expect({ view: view.peek(), shown: shown() }).toEqual({ view: 'wren', shown: ['ana'] });
});

test('shows no guest who came and was moved on between two places it was told of', () => {
  // Minh came at 11 and was gone at 13. What changed since 9 does not speak of her: nobody at 9 had seen her.
  apply(delta(10, 11, guest('minh')));
  expect(apply(delta(9, 13))).toBe('gap');
  expect(apply(delta(11, 13, gone('minh')), 11)).toBe('applied');
  expect(shown()).toEqual(['ana']);
});

test('takes a snapshot that is as new as what it has, in place of everything', () => {
  expect(apply(whole(10, guest('minh')))).toBe('applied');
  expect(shown()).toEqual(['minh']);
});

test('takes a snapshot of another view where it asked for it from where it stands, and otherwise asks', () => {
  const heron = { ...whole(12, guest('lan')), view: 'heron' };
  expect(apply(heron)).toBe('gap');
  expect(apply(heron, 9)).toBe('gap');
  expect({ view: view.peek(), shown: shown() }).toEqual({ view: 'wren', shown: ['ana'] });
  expect(apply(heron, 10)).toBe('applied');
  expect({ view: view.peek(), shown: shown() }).toEqual({ view: 'heron', shown: ['lan'] });
});

test('refuses a snapshot that is older than what it has, also of another view, and one that does not call itself one', () => {
  const { snapshot: _, ...unnamed } = whole(9, guest('minh'));
  const other = { ...whole(9, guest('minh')), view: 'heron' };
  for (const late of [whole(9, guest('minh')), other, unnamed]) {
    expect(apply(late)).toBe('gap');
    expect(apply(late, 0)).toBe(late === other ? 'gap' : 'old');
  }
  expect({ at: cursor.peek(), view: view.peek(), shown: shown() }).toEqual({ at: 10, view: 'wren', shown: ['ana'] });
});

test('takes an older snapshot where it answers a question from where it stands: the stream was set back', () => {
  expect(apply(whole(4, guest('lan')), 10)).toBe('applied');
  expect({ at: cursor.peek(), shown: shown() }).toEqual({ at: 4, shown: ['lan'] });
});

test('asks again where the stream was set back, and it has moved since it asked', () => {
  expect(apply(whole(4, guest('lan')), 9)).toBe('gap');
  expect(shown()).toEqual(['ana']);
});

test('takes nothing of another operation, and nothing while it holds none', () => {
  const other = { ...whole(20, guest('minh')), operationId: '0193e0a0-0000-7000-8000-000000000002' };
  expect(apply(other)).toBe('old');
  forget();
  expect(apply(whole(20, guest('minh')))).toBe('old');
  expect(shown()).toEqual([]);
});

test('takes a delta for nothing before it has a snapshot', () => {
  forget();
  holding.value = operationId;
  expect(apply(delta(3, 4, guest('minh')))).toBe('gap');
  expect(shown()).toEqual([]);
});
