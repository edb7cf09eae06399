import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { NeedRow } from '../../shared/needs.ts';

const at = '2026-11-19T07:00:00Z';
const who = vi.hoisted(() => ({ may: true, lead: false }));
const me = signal<{ userId: string } | null>({ userId: 'meera' });
const coarseNow = signal(Date.parse(at));
const needsHere = signal<Partial<NeedRow>[]>([]);
/** Worked out anew where somebody else signs in. */
const looks = (may: boolean, lead: boolean, userId: string | null = 'meera') => {
  Object.assign(who, { may, lead });
  me.value = userId === null ? null : { userId };
  needsHere.value = [
    { id: 'urgent', priority: 'P1', state: 'open', holderId: null, dueAt: null },
    { id: 'mine', priority: 'P2', state: 'accepted', holderId: 'meera', dueAt: at },
    { id: 'free', priority: 'P2', state: 'open', holderId: null, dueAt: null },
    { id: 'met', priority: 'P2', state: 'met', holderId: null, dueAt: null },
  ];
  return toDoHere.value.map(({ id }) => id);
};

vi.mock('../../client/session/session.ts', () => ({
  can: (right: string) => right === 'needs.progress' && who.may,
  isLead: () => who.lead,
  me,
}));
vi.mock('../../client/parts/centres/here.ts', () => ({ coarseNow, needsHere }));
const { toDoHere } = await import('../../client/parts/needs/toDo.ts');

test('what is to do at a centre is for whoever looks, and for nobody who may not work on needs', () => {
  expect(looks(true, false)).toEqual(['mine', 'free']);
  expect(looks(true, true)).toEqual(['urgent', 'mine', 'free']);
  expect(looks(true, false, 'leon')).toEqual(['free']);
  expect(looks(true, false, null)).toEqual(['free']);
  expect(looks(false, true)).toEqual([]);
});
